package org.dl4jvision.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.golden.GoldenNetworks.Network;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Writes the golden files of the present version, which no test run does by itself. A release adds
 * its own once, beside those of earlier ones, which are never written again:
 *
 * <pre>mvn -B test -Dtest=GoldenWriter -Dgolden.version=0.2.0 \
 *     -Dsurefire.failIfNoSpecifiedTests=false</pre>
 *
 * <p>A version's folder holds
 *
 * <pre>
 * data/NAME/                 data sets in the layouts that the tool reads
 * runs/NAME/                 run folders, without pictures; detectors' weights are thinned out
 * losses/NAME.json           losses with options, as a saved configuration has them
 * configurations/NAME.json   configurations of networks
 * models/NAME.zip            trained networks with their updaters' state
 * cases/NAME.json            cases for "loss eval"
 * detections/                truth.json and results.json for "evaluate detections"
 * expressions.json           loss expressions with questions and answers
 * answers/KIND/NAME.json     questions about each of these files, and this version's answers
 * </pre>
 */
class GoldenWriter {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir Path work;
  private Path version;

  @Test
  @EnabledIfSystemProperty(named = "golden.version", matches = ".+")
  void write() throws IOException {
    version = GOLDEN.resolve(System.getProperty("golden.version")).toAbsolutePath();
    Assertions.assertFalse(Files.exists(version), version + " is there already");
    writeLosses();
    writeExpressions();
    writeNetworks();
    writeCases();
    GoldenData.write(version.resolve("data"));
    new GoldenRuns(version, work).write();
    writeDetections();
  }

  private void writeAnswer(String kind, String name, Object question, Object answer) {
    Json.write(
        version.resolve("answers").resolve(kind).resolve(name + ".json"),
        Map.of("question", question, "answer", answer));
  }

  private void writeLosses() throws IOException {
    Path losses = Files.createDirectories(version.resolve("losses"));
    for (GoldenLosses.Question question : GoldenLosses.losses()) {
      VisionLoss loss = Losses.parse(question.expression());
      String name = loss.getClass().getSimpleName();
      Files.writeString(
          losses.resolve(name + ".json"),
          NeuralNetConfiguration.mapper()
              .writerFor(ILossFunction.class)
              .withDefaultPrettyPrinter()
              .writeValueAsString(loss));
      writeAnswer("losses", name, question.name(), LossQuestion.answer(loss, question.name()));
    }
  }

  private void writeExpressions() {
    List<Object> list = new ArrayList<>();
    for (GoldenLosses.Question question : GoldenLosses.expressions()) {
      VisionLoss loss = Losses.parse(question.expression());
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("expression", question.expression());
      each.put("question", question.name());
      each.put("answer", LossQuestion.answer(loss, question.name()));
      list.add(each);
    }
    Json.write(version.resolve("expressions.json"), list);
  }

  private void writeNetworks() throws IOException {
    Files.createDirectories(version.resolve("configurations"));
    Files.createDirectories(version.resolve("models"));
    Map<String, Network> networks = new LinkedHashMap<>(GoldenNetworks.all());
    networks.putAll(GoldenDetectors.all());
    for (Map.Entry<String, Network> entry : networks.entrySet()) {
      String name = entry.getKey();
      NetworkQuestion question = entry.getValue().question();
      Path file = version.resolve("configurations").resolve(name + ".json");
      Files.writeString(file, entry.getValue().json());
      Model network = question.ofConfiguration(file);
      writeAnswer("configurations", name, question, question.answer(network));
      if (!name.startsWith("detection-model")) {
        question.fit(network);
        question.fit(network);
        Path zip = version.resolve("models").resolve(name + ".zip");
        ModelSerializer.writeModel(network, zip.toFile(), true);
        writeAnswer("models", name, question, question.answerWithUpdater(question.ofZip(zip)));
      }
    }
  }

  private void writeCases() {
    List<Object> softmax = List.of(List.of(2, -1, 0.5), List.of(0.25, 1.5, -3));
    List<Object> image = List.of(List.of(List.of(List.of(2, -1.5, 0), List.of(0.5, 3, -0.25))));
    writeCase(
        "rows",
        "cross-entropy(labelSmoothing=0.1)",
        "softmax",
        softmax,
        List.of(List.of(0, 1, 0), List.of(1, 0, 0)),
        null,
        "double");
    writeCase(
        "image",
        "dice(squared=false) + 0.5*boundary",
        "sigmoid",
        image,
        List.of(List.of(List.of(List.of(1, 0, 0), List.of(1, 1, 0)))),
        null,
        "float");
    writeCase(
        "masked",
        "focal(alpha=0.25)",
        "sigmoid",
        image,
        List.of(List.of(List.of(List.of(1, 0, 1), List.of(0, 1, 0)))),
        List.of(List.of(List.of(1, 1, 0), List.of(0.5, 1, 1))),
        "double");
    writeCase(
        "boxes",
        "ciou + l1",
        "identity",
        List.of(List.of(1, 2, 11, 9.5), List.of(0, 0, 4, 4)),
        List.of(List.of(2, 1, 10, 10), List.of(5, 5, 8, 9)),
        null,
        "double");
    writeCase(
        "half",
        "uncertainty(tversky(alpha=0.3, beta=0.7), l2)",
        "softmax",
        softmax,
        List.of(List.of(0, 1, 0), List.of(1, 0, 0)),
        null,
        "half");
    Json.write(
        version.resolve("cases/list.json"),
        List.of(Json.read(version.resolve("cases/rows.json")), Map.of("loss", "no-such-loss")));
    answerCase("list");
  }

  private void writeCase(
      String name,
      String loss,
      String activation,
      Object predictions,
      Object labels,
      Object mask,
      String type) {
    Map<String, Object> each = new LinkedHashMap<>();
    each.put("loss", loss);
    each.put("activation", activation);
    each.put("predictions", predictions);
    each.put("labels", labels);
    each.put("mask", mask);
    each.put("dtype", type);
    Json.write(version.resolve("cases").resolve(name + ".json"), each);
    answerCase(name);
  }

  private void answerCase(String name) {
    Path file = version.resolve("cases").resolve(name + ".json");
    String out = RunQuestion.succeed("loss", "eval", file).out();
    writeAnswer("cases", name, "loss eval", Json.parse(out));
  }

  /** Results that are not far from the truth, unlike those of a training of two epochs. */
  private void writeDetections() throws IOException {
    Path truth = version.resolve("detections/truth.json");
    Files.createDirectories(truth.getParent());
    Files.copy(version.resolve("data/coco/instances_train.json"), truth);
    List<Object> results = new ArrayList<>();
    int i = 0;
    for (var object : Json.read(truth).get("annotations")) {
      for (int copy = 0; copy < 3; copy++, i++) {
        List<Double> box = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
          double away = 6 * copy * (Numbers.at(61, 4L * i + k) - 0.3);
          box.add(object.get("bbox").get(k).asDouble() + away);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("image_id", object.get("image_id").asInt());
        result.put("category_id", copy == 2 && i % 2 == 0 ? 15 : object.get("category_id").asInt());
        result.put("bbox", box);
        result.put("score", Numbers.at(62, i));
        results.add(result);
      }
    }
    Path found = version.resolve("detections/results.json");
    Json.write(found, results);
    String out = detections(truth, found);
    writeAnswer("detections", "detections", "evaluate detections", Json.parse(out));
  }

  static String detections(Path truth, Path found) {
    return RunQuestion.succeed(
            "evaluate", "detections", "--truth", truth, "--detections", found, "--json")
        .out();
  }
}
