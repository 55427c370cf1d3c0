package org.dl4jvision.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.cli.Tool;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.data.detection.DetectionSample;
import org.dl4jvision.data.synthetic.SyntheticObjects;
import org.dl4jvision.layer.detection.DetectionLossLayer;
import org.dl4jvision.report.RunFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The command line detects with a format, a head, an encoder and a loss of one's own. */
@ExtendWith(OwnEntries.class)
class OwnDetectionTest {

  private static final int SIZE = 37;

  @TempDir static Path folder;

  private static Path data;
  private static Path run;
  private static Tool trained;

  @BeforeAll
  static void train() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    SyntheticObjects objects = SyntheticObjects.builder().imageSize(SIZE).build();
    List<String> lines = new ArrayList<>();
    for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
      for (int i = 0; i < 4; i++) {
        write(objects.get(split, i), split.names().get(0), i, lines);
      }
    }
    Files.write(data.resolve("boxes.csv"), lines);
    run = folder.resolve("run");
    trained =
        Tool.run(
            List.of(
                    "train",
                    "detection",
                    "--data",
                    data,
                    "--format",
                    "boxes-csv",
                    "--head",
                    "center",
                    "--backbone",
                    "strided",
                    "--box-loss",
                    "half-squared-error",
                    "--image-size",
                    32,
                    "--batch-size",
                    2,
                    "--epochs",
                    1,
                    "--out",
                    run)
                .toArray());
  }

  private static void write(DetectionSample sample, String split, int index, List<String> lines)
      throws IOException {
    String name = split + index + ".png";
    int[] gray = new int[SIZE * SIZE];
    for (int p = 0; p < gray.length; p++) {
      gray[p] = Math.round(255 * sample.image()[p]);
    }
    TinyData.writePng(data.resolve(name), gray, SIZE, SIZE);
    for (ObjectBox object : sample.objects()) {
      lines.add(
          String.join(
              ",",
              name,
              split,
              "class" + object.classIndex(),
              String.valueOf(object.box().left()),
              String.valueOf(object.box().top()),
              String.valueOf(object.box().right()),
              String.valueOf(object.box().bottom())));
    }
  }

  /** The format does not know of images without any. */
  private static long imagesWithBoxes(String split) throws IOException {
    return Files.readAllLines(data.resolve("boxes.csv")).stream()
        .filter(line -> line.startsWith(split))
        .map(line -> line.substring(0, line.indexOf(',')))
        .distinct()
        .count();
  }

  @Test
  void trains() {
    assertEquals(0, trained.exitCode(), trained.err());
    Map<?, ?> configuration = RunFolder.open(run).readConfiguration(Map.class);
    assertEquals("boxes-csv", configuration.get("format"));
    assertEquals("center", configuration.get("head"));
    assertEquals("strided", configuration.get("backbone"));
    assertEquals("half-squared-error", configuration.get("box-loss"));
    assertEquals(1, RunFolder.open(run).readMetrics().column("loss_boxes").length);
  }

  /** Also where nobody names the format. */
  @Test
  void evaluates() throws IOException {
    JsonNode own = new ObjectMapper().readTree(Tool.run("evaluate", run, "--json").out());
    JsonNode found =
        new ObjectMapper().readTree(Tool.run("evaluate", run, "--data", data, "--json").out());

    assertEquals(imagesWithBoxes("val"), own.get("images").asInt());
    assertEquals(own, found);
  }

  @Test
  void predicts() throws IOException {
    Path out = folder.resolve("out");

    Tool tool = Tool.run("predict", run, data, "--out", out);

    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(Files.size(out.resolve("detections.json")) > 0);
    assertTrue(Files.size(out.resolve("overlays/val0.png")) > 0);
  }

  @Test
  void isReadBackFromJson() throws IOException {
    ComputationGraph network =
        ModelSerializer.restoreComputationGraph(run.resolve("best-model.zip").toFile(), true);
    ComputationGraphConfiguration configuration = network.getConfiguration();
    assertEquals(configuration, ComputationGraphConfiguration.fromJson(configuration.toJson()));
    DetectionLossLayer output = (DetectionLossLayer) network.getLayer("output").conf().getLayer();
    assertEquals(OwnHead.class, output.getHead().getClass());
    assertEquals(new OwnLoss(), output.getHead().boxLoss());
  }
}
