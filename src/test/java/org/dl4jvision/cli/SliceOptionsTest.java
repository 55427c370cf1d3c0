package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.data.detection.Slices;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.detection.DetectionCard;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Slices on the command line, and in the files of a run. */
class SliceOptionsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path data;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    data = TinyData.objects(shared.resolve("things"));
    run = shared.resolve("run");
    Tool tool = train(run, "--slice", 32, "--slice-overlap", 0.5);
    assertEquals(0, tool.exitCode(), tool.err());
    // Of 37 pixels: 2 x 2 slices, and the whole.
    assertTrue(tool.err().contains(" in 30 and 15 slices of 32 pixels and wholes,"), tool.err());
  }

  private static Tool train(Path out, Object... options) {
    List<Object> fixed =
        List.of("train", "detection", "--data", data, "--image-size", 32, "--epochs", 1);
    return run(fixed, Stream.concat(Stream.of("--out", out), Stream.of(options)).toArray());
  }

  private static Tool run(List<?> fixed, Object... options) {
    return Tool.run(Stream.concat(fixed.stream(), Stream.of(options)).toArray());
  }

  private static JsonNode evaluate(Path run, Object... options) throws IOException {
    Tool tool = run(List.of("evaluate", run, "--json"), options);
    assertEquals(0, tool.exitCode(), tool.err());
    return JSON.readTree(tool.out());
  }

  /** Makes the files of a run those of a version that knew no slices. */
  private Path earlier() throws IOException {
    Path old = Files.createTempDirectory(folder, "old");
    try (var files = Files.list(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, old.resolve(file.getFileName()));
      }
    }
    without(old.resolve("model.json"), "slices");
    without(old.resolve("configuration.json"), "slice", "slice-overlap");
    return old;
  }

  private static void without(Path file, String... keys) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
    for (String key : keys) {
      assertTrue(root.has(key), file + ": " + key);
      root.remove(key);
    }
    JSON.writeValue(file.toFile(), root);
  }

  @Test
  void theFilesOfARunHaveThem() throws IOException {
    RunFolder opened = RunFolder.open(run);
    assertEquals(new Slices(32, 0.5), ModelCard.read(opened, DetectionCard.class).slices());
    JsonNode configuration = JSON.readTree(run.resolve("configuration.json").toFile());
    assertEquals(32, configuration.get("slice").asInt());
    assertEquals(0.5, configuration.get("slice-overlap").asDouble());
  }

  @Test
  void evaluateDoesAsTheTrainingDidUnlessToldOtherwise() throws IOException {
    double trained = RunFolder.open(run).readMetrics().column("AP")[0];

    assertEquals(trained, ap(evaluate(run)), 1e-9);
    assertEquals(evaluate(run, "--slice", 0), evaluate(earlier()));
  }

  private static double ap(JsonNode evaluation) {
    return evaluation.get("AP").asDouble();
  }

  @Test
  void predictDoesAsTheTrainingDidUnlessToldOtherwise() throws IOException {
    JsonNode sliced = predict(run, "a");
    JsonNode whole = predict(run, "b", "--slice", 0);

    assertNotEquals(sliced, whole);
    assertEquals(whole, predict(earlier(), "c"));
    assertEquals(sliced, predict(earlier(), "d", "--slice", 32, "--slice-overlap", 0.5));
  }

  private JsonNode predict(Path model, String name, Object... options) throws IOException {
    Path out = folder.resolve(name);
    Tool tool = run(List.of("predict", model, data.resolve("val"), "--out", out), options);
    assertEquals(0, tool.exitCode(), tool.err());
    return JSON.readTree(out.resolve("detections.json").toFile());
  }

  @Test
  void anEarlierRunGoesOnWithWholeImages() throws IOException {
    Tool tool = Tool.run("train", "detection", "--resume", earlier(), "--epochs", 2);

    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.err().contains("6 training and 3 validation images, "), tool.err());
  }

  @Test
  void badValuesAreRefused() {
    for (Tool tool :
        List.of(
            train(folder.resolve("no"), "--slice", 5),
            Tool.run("evaluate", run, "--slice", 5),
            Tool.run("predict", run, data.resolve("val"), "--out", folder, "--slice", 5))) {
      assertEquals(2, tool.exitCode());
      assertTrue(
          tool.err().contains("slice is 5; allowed: 0 for none, and 32 to 16384 pixels"),
          tool.err());
    }
  }
}
