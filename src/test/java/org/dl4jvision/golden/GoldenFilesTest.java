package org.dl4jvision.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.dl4jvision.loss.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * Files that released versions wrote are still read, and give the numbers that they gave then.
 *
 * <p>Only what users have is called: the tool, loss expressions, ND4J's losses and DL4J's networks
 * and files. So no change of this library's inside is a reason to change this test.
 */
class GoldenFilesTest {

  @TempDir Path temporary;

  /** The folders of all versions. */
  private static List<Path> versions() {
    try (Stream<Path> folders =
        Files.list(Path.of(GoldenFilesTest.class.getResource("/golden").toURI()))) {
      return folders.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A version's name, the name of one of its answers of a kind, and the version's folder. */
  private static Stream<Arguments> answers(String kind) {
    return versions().stream()
        .filter(version -> Files.isDirectory(version.resolve("answers").resolve(kind)))
        .flatMap(
            version ->
                names(version.resolve("answers").resolve(kind)).stream()
                    .map(name -> Arguments.of(version.getFileName().toString(), name, version)));
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".json"))
          .map(file -> file.substring(0, file.length() - ".json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode answer(Path version, String kind, String name) {
    return Json.read(version.resolve("answers").resolve(kind).resolve(name + ".json"));
  }

  /** Nothing below is tested in vain. */
  @Test
  void theFirstVersionIsComplete() {
    Path first = versions().get(0);
    assertEquals("0.1.0", first.getFileName().toString());
    assertEquals(42, names(first.resolve("losses")).size());
    assertTrue(names(first.resolve("configurations")).size() >= 40);
    for (String kind : List.of("losses", "configurations")) {
      assertEquals(names(first.resolve(kind)), names(first.resolve("answers").resolve(kind)), kind);
    }
    assertEquals(10, names(first.resolve("answers/runs")).size());
    assertTrue(Json.read(first.resolve("expressions.json")).size() >= 60);
  }

  static Stream<Arguments> losses() {
    return answers("losses");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("losses")
  void aSavedLossIsRead(String number, String name, Path version) throws IOException {
    String json = Files.readString(version.resolve("losses").resolve(name + ".json"));
    ILossFunction loss = NeuralNetConfiguration.mapper().readValue(json, ILossFunction.class);
    JsonNode golden = answer(version, "losses", name);
    String question = golden.get("question").asText();
    Json.assertSame(golden.get("answer"), Json.tree(LossQuestion.answer(loss, question)));
    assertEquals(Losses.parse(golden.get("answer").get("expression").asText()), loss);
  }

  static Stream<Arguments> expressions() {
    List<Arguments> all = new ArrayList<>();
    for (Path version : versions()) {
      for (JsonNode each : Json.read(version.resolve("expressions.json"))) {
        all.add(
            Arguments.of(version.getFileName().toString(), each.get("expression").asText(), each));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("expressions")
  void anExpressionMeansTheSame(String number, String expression, JsonNode golden) {
    String question = golden.get("question").asText();
    JsonNode actual = Json.tree(LossQuestion.answer(Losses.parse(expression), question));
    Json.assertSame(golden.get("answer"), actual);
  }

  static Stream<Arguments> configurations() {
    return answers("configurations");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("configurations")
  void aSavedConfigurationIsRead(String number, String name, Path version) throws IOException {
    JsonNode golden = answer(version, "configurations", name);
    NetworkQuestion question = NetworkQuestion.of(golden.get("question"));
    Path file = version.resolve("configurations").resolve(name + ".json");
    Json.assertSame(
        golden.get("answer"), Json.tree(question.answer(question.ofConfiguration(file))));
  }

  static Stream<Arguments> models() {
    return answers("models");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("models")
  void aSavedModelIsReadAndGoesOn(String number, String name, Path version) throws IOException {
    JsonNode golden = answer(version, "models", name);
    NetworkQuestion question = NetworkQuestion.of(golden.get("question"));
    Path file = version.resolve("models").resolve(name + ".zip");
    Json.assertSame(
        golden.get("answer"), Json.tree(question.answerWithUpdater(question.ofZip(file))));
  }

  static Stream<Arguments> runs() {
    return answers("runs");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("runs")
  void aRunIsEvaluatedAndPredicts(String number, String name, Path version) throws IOException {
    JsonNode golden = answer(version, "runs", name);
    RunQuestion question = RunQuestion.of(golden.get("question"));
    Path run =
        question.copy(version.resolve("runs").resolve(name), version, temporary.resolve("run"));
    // Scores of 0 to 1 have a natural size.
    Json.assertSameInFloat(golden.get("answer"), Json.tree(question.answer(run, version)), 1);
    Path predicted = temporary.resolve("predicted");
    question.predict(run, version, predicted);
    Path answers = version.resolve("answers/runs").resolve(name);
    if (Files.exists(answers.resolve("detections.json"))) {
      Predictions.assertSameDetections(
          Json.read(answers.resolve("detections.json")),
          Json.read(predicted.resolve("detections.json")));
    } else {
      Predictions.assertSameMasks(answers.resolve("masks"), predicted.resolve("masks"));
    }
  }

  /** Only some runs keep the last model, which takes space. */
  static Stream<Arguments> runsThatGoOn() {
    return runs()
        .filter(
            run -> {
              Path folder = ((Path) run.get()[2]).resolve("runs").resolve((String) run.get()[1]);
              return Files.exists(folder.resolve("last-model.zip"));
            });
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("runsThatGoOn")
  void aRunIsResumed(String number, String name, Path version) throws IOException {
    Path run = version.resolve("runs").resolve(name);
    RunQuestion question = RunQuestion.of(answer(version, "runs", name).get("question"));
    Path copy = question.copy(run, version, temporary.resolve("run"));
    int epochs = RunQuestion.epochs(run);
    question.resume(copy);
    List<String> before = Files.readAllLines(run.resolve("metrics.csv"));
    List<String> after = Files.readAllLines(copy.resolve("metrics.csv"));
    // Version 0.1.0 has NaN where a number is undefined, later ones nothing.
    before.replaceAll(line -> line.replace(",NaN", ","));
    assertEquals(before, after.subList(0, before.size()), "the old lines");
    assertEquals(epochs + 1, RunQuestion.epochs(copy));
    assertTrue(after.get(epochs + 1).startsWith(epochs + 1 + ","), after.get(epochs + 1));
    assertEquals(epochs + 1, Json.read(copy.resolve("summary.json")).get("epochs").asInt());
  }

  static Stream<Arguments> cases() {
    return answers("cases");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void aCaseIsEvaluated(String number, String name, Path version) {
    Path file = version.resolve("cases").resolve(name + ".json");
    JsonNode golden = answer(version, "cases", name).get("answer");
    JsonNode actual = Json.parse(RunQuestion.succeed("loss", "eval", file).out());
    if (name.equals("list")) {
      Json.assertSame(golden.get(0), actual.get(0));
      // Its message names all losses, of which there may be more.
      assertTrue(actual.get(1).has("error"), actual.toString());
    } else if (Json.read(file).get("dtype").asText().equals("double")) {
      Json.assertSame(golden, actual);
    } else {
      Json.assertSameInFloat(golden, actual, 0);
    }
  }

  static Stream<Arguments> detections() {
    return answers("detections");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("detections")
  void detectionsAreMeasured(String number, String name, Path version) {
    Path folder = version.resolve("detections");
    String out =
        GoldenWriter.detections(folder.resolve("truth.json"), folder.resolve("results.json"));
    Json.assertSame(answer(version, "detections", name).get("answer"), Json.parse(out));
  }
}
