package org.dl4jvision.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.cli.Tool;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.report.RunFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The command line segments with a loss, an encoder, a decoder and a column of one's own. */
@ExtendWith(OwnEntries.class)
class OwnSegmentationTest {

  private static final String ERROR_RATE = OwnColumn.ERROR_RATE.name();

  @TempDir static Path folder;

  private static Path data;
  private static Path run;
  private static Tool trained;

  @BeforeAll
  static void train() throws IOException {
    data = TinyData.cells(folder.resolve("data"));
    run = folder.resolve("run");
    trained =
        Tool.train(
            data,
            "--loss",
            "half-squared-error",
            "--encoder",
            "strided",
            "--decoder",
            "upsampling",
            "--out",
            run);
  }

  private static double[] metric(String name) {
    return RunFolder.open(run).readMetrics().column(name);
  }

  @Test
  void trains() {
    assertEquals(0, trained.exitCode(), trained.err());
    assertTrue(trained.err().contains("strided encoder, upsampling decoder on "), trained.err());
    assertTrue(trained.err().contains("loss half-squared-error"), trained.err());
    Map<?, ?> configuration = RunFolder.open(run).readConfiguration(Map.class);
    assertEquals("half-squared-error", configuration.get("loss"));
    assertEquals("strided", configuration.get("encoder"));
    assertEquals("upsampling", configuration.get("decoder"));
  }

  /** In metrics.csv, on a curve, in the lines that are printed, and in evaluations. */
  @Test
  void theColumnIsEverywhere() throws IOException {
    double first = metric(ERROR_RATE)[0];
    assertEquals(1 - metric("pixelAccuracy")[0], first, 1e-6);
    assertTrue(Files.size(run.resolve("curves/errors.png")) > 0);
    String printed = String.format("error rate %.4f", first);
    assertTrue(trained.err().lines().anyMatch(line -> line.contains(printed)), trained.err());
    assertTrue(trained.out().contains(printed), trained.out());
    JsonNode json = new ObjectMapper().readTree(Tool.run("evaluate", run, "--json").out());
    assertEquals(
        1 - json.get("scores").get("pixelAccuracy").asDouble(),
        json.get(ERROR_RATE).asDouble(),
        1e-9);
    String table = Tool.run("evaluate", run).out();
    assertTrue(table.lines().anyMatch(line -> line.startsWith("errorRate 0.")), table);
  }

  @Test
  void predicts() throws IOException {
    Path out = folder.resolve("out");

    Tool tool = Tool.run("predict", run, data.resolve("val/images"), "--out", out);

    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(Files.size(out.resolve("masks/0.png")) > 0);
  }

  @Test
  void isResumed() {
    Tool tool = Tool.run("train", "segmentation", "--resume", run, "--epochs", 2);

    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(2, metric(ERROR_RATE).length);
  }

  @Test
  void isReadBackFromJson() throws IOException {
    ComputationGraph network =
        ModelSerializer.restoreComputationGraph(run.resolve("best-model.zip").toFile(), true);
    ComputationGraphConfiguration configuration = network.getConfiguration();
    assertEquals(configuration, ComputationGraphConfiguration.fromJson(configuration.toJson()));
    SegmentationLossLayer output =
        (SegmentationLossLayer) network.getLayer("output").conf().getLayer();
    assertEquals(new OwnLoss(), output.getLossFn());
  }
}
