package org.dl4jvision.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.cli.Tool;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * What the tool is asked about a run folder.
 *
 * @param task segmentation or detection
 * @param data name of the folder of data that it was trained on
 * @param images folder of images to predict, within the data
 * @param input shape of an input of the network
 */
@SuppressWarnings("ArrayRecordComponent") // nothing compares them
record RunQuestion(String task, String data, String images, long[] input) {

  private static final String CONFIGURATION = "configuration.json";

  static RunQuestion of(JsonNode json) {
    return new RunQuestion(
        json.get("task").asText(),
        json.get("data").asText(),
        json.get("images").asText(),
        NetworkQuestion.longs(json.get("input")));
  }

  /**
   * Copies a run, and makes its configuration, which holds an absolute path, name the data where
   * they are.
   */
  Path copy(Path run, Path version, Path to) throws IOException {
    copyTree(run, to);
    rename(to.resolve(CONFIGURATION), version.resolve("data").resolve(data).toAbsolutePath());
    return to;
  }

  static void rename(Path configuration, Path data) {
    ObjectNode options = (ObjectNode) Json.read(configuration);
    options.put("data", data.toString());
    Json.write(configuration, options);
  }

  static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  /** What the tool measures, and the numbers of the best model. */
  Map<String, Object> answer(Path run, Path version) throws IOException {
    Map<String, Object> answer = new LinkedHashMap<>();
    Path folder = version.resolve("data").resolve(data);
    Tool evaluation = succeed("evaluate", run, "--data", folder, "--split", "validation", "--json");
    answer.put("evaluate", Json.parse(evaluation.out()));
    var network = ModelSerializer.restoreComputationGraph(run.resolve("best-model.zip").toFile());
    var output = network.outputSingle(Numbers.uniform(41, -1, 1, DataType.FLOAT, input));
    answer.put("float", Map.of("output", Numbers.digest(output)));
    return answer;
  }

  /** Predicts masks or detections. */
  void predict(Path run, Path version, Path out) {
    Path folder = version.resolve("data").resolve(data).resolve(images);
    succeed("predict", run, folder, "--out", out);
  }

  /** The epochs of a run, by its metrics. */
  static int epochs(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.csv")).size() - 1;
  }

  /** Goes on with a copy of a run for one epoch more. */
  void resume(Path copy) throws IOException {
    succeed("train", task, "--resume", copy, "--epochs", epochs(copy) + 1);
  }

  static Tool succeed(Object... args) {
    Tool tool = Tool.run(args);
    assertEquals(0, tool.exitCode(), () -> List.of(args) + "\n" + tool.err());
    return tool;
  }
}
