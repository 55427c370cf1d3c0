package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jvision.model.ModelZip;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Descriptions of models that somebody changed. */
class BadCardsTest {

  private static final String STATE = "run.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  private static Path data;
  private static Path run;
  private static String card;

  @BeforeAll
  static void train() throws IOException {
    data = Tool.data(folder.resolve("data"));
    run = folder.resolve("run");
    Tool trained = Tool.train(data, "--out", run);
    assertEquals(0, trained.exitCode(), trained.err());
    card = Files.readString(run.resolve("model.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          task          | "foo"      | there is no task foo; tasks are detection, segmentation
          task          | 5          | there is no task 5; tasks are detection, segmentation
          stride        | 0          | stride is 0; allowed: 1 to 1024
          stride        | -4         | stride is -4; allowed: 1 to 1024
          stride        | null       | stride is 0; allowed: 1 to 1024
          stride        | 2147483647 | stride is 2147483647; allowed: 1 to 1024
          stride        | 2147483648 | has no valid value of stride
          stride        | "x"        | has no valid value of stride
          stride        | 1.5        | has no valid value of stride
          channels      | 0          | channels is 0; allowed: 1 and 3
          channels      | null       | channels is 0; allowed: 1 and 3
          classNames    | null       | classNames is null; allowed: any value but null
          classNames    | []         | classNames is []; allowed: a name for each class
          classNames    | [null]     | classNames is [null]; allowed: a name for each class
          classNames    | {}         | has no valid value of classNames
          normalization | null       | normalization is null; allowed: any value but null
          normalization | "none"     | has no valid value of normalization
          resize        | 7          | has no valid value of resize
          resize        | {}         | has no valid value of resize
          """)
  void areRefused(String field, String value, String problem) throws IOException {
    writeCard(field, value);
    assertAllRefuse("file " + run.resolve("model.json") + ": " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null | does not hold what it should
          {}   | classNames is null; allowed: any value but null
          []   | does not hold what it should
          5    | does not hold what it should
          { x  | is no JSON, or damaged, line 1
          """)
  void areRefusedAsAWhole(String text, String problem) throws IOException {
    Files.writeString(run.resolve("model.json"), text);
    assertAllRefuse("file " + run.resolve("model.json") + ": " + problem);
  }

  /** What only the model can tell. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          stride     | 3     | the model cannot be used on images of 3x3, its stride
          channels   | 3     | channels is 3; allowed: 1, as the model has
          classNames | ["a"] | number of classNames is 1; allowed: 2, as the model has
          """)
  void areRefusedIfTheyAreOfAnotherModel(String field, String value, String problem)
      throws IOException {
    writeCard(field, value);
    String message =
        String.format(
            "file %s is not the model of %s: %s; take both from one run",
            run.resolve("best-model.zip"), run.resolve("model.json"), problem);
    assertRefused(message, predict());
  }

  /** Of what a run has to know to go on, which is in the file of its model. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null                                        | does not hold what it should
          {}                                          | metrics is null; allowed: any value but null
          {"metrics": "", "epochs": -1}               | epochs is -1; allowed: whole numbers >= 0
          {"metrics": "", "epochs": 1, "bestEpoch": 2}| bestEpoch is 2; allowed: 0 to 1
          {"metrics": "", "epochs": 1, "bestEpoch": 1}| best is null; allowed: scores, as there is a bestEpoch
          """)
  void statesAreRefused(String state, String problem) throws IOException {
    Path file = run.resolve("last-model.zip");
    ModelZip good = ModelZip.of(file);
    good.with(STATE, state.getBytes(StandardCharsets.UTF_8)).write(file);
    Tool tool = resume();
    good.write(file);
    assertRefused("file " + file + ", " + STATE + ": " + problem, tool);
  }

  /** Of a run of version 0.1.0, whose model has no state in its file. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null                               | does not hold what it should
          {"bestEpoch": -1}                  | bestEpoch is -1; allowed: 0 to 1
          {"bestEpoch": 2147483647}          | bestEpoch is 2147483647; allowed: 0 to 1
          {"bestEpoch": 1, "best": null}     | best is null; allowed: scores, as there is a bestEpoch
          {"bestEpoch": "x"}                 | has no valid value of bestEpoch
          """)
  void summariesAreRefused(String summary, String problem) throws IOException {
    Path file = run.resolve("last-model.zip");
    ModelZip good = ModelZip.of(file);
    String before = Files.readString(run.resolve("summary.json"));
    good.without(STATE).write(file);
    Files.writeString(run.resolve("summary.json"), summary);
    Tool tool = resume();
    good.write(file);
    Files.writeString(run.resolve("summary.json"), before);
    assertRefused(
        "file " + run.resolve("summary.json") + ": " + problem + "; delete it to go on without",
        tool);
  }

  private static Tool resume() throws IOException {
    Files.writeString(run.resolve("model.json"), card);
    return Tool.run("train", "segmentation", "--resume", run, "--epochs", 2);
  }

  private static void writeCard(String field, String value) throws IOException {
    ObjectNode changed = (ObjectNode) JSON.readTree(card);
    changed.set(field, JSON.readTree(value));
    Files.writeString(run.resolve("model.json"), changed.toString());
  }

  private static void assertAllRefuse(String message) {
    assertRefused(message, predict());
    assertRefused(message, Tool.run("evaluate", run));
    assertRefused(message, Tool.run("train", "segmentation", "--resume", run, "--epochs", 2));
  }

  private static Tool predict() {
    return Tool.run("predict", run, data.resolve("val/images"), "--out", folder.resolve("out"));
  }

  private static void assertRefused(String message, Tool tool) {
    assertEquals("dl4j-vision: " + message + "\n", tool.err());
    assertEquals(2, tool.exitCode());
  }
}
