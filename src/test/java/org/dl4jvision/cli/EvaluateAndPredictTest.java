package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.SegmentationScores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class EvaluateAndPredictTest {

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path data;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    data = Tool.data(shared.resolve("cells"));
    run = shared.resolve("run");
    Tool tool = Tool.train(data, "--epochs", 2, "--learning-rate", 0.01, "--out", run);
    assertEquals(0, tool.exitCode(), tool.err());
  }

  @Test
  void evaluateFindsWhatTheTrainingFound() throws IOException {
    Tool tool = Tool.run("evaluate", run, "--json");

    assertEquals(0, tool.exitCode(), tool.err());
    JsonNode result = new ObjectMapper().readTree(tool.out());
    assertEquals("validation", result.get("split").asText());
    assertEquals(2, result.get("images").asInt());
    assertEquals(
        RunFolder.open(run).readSummary(SegmentationScores.class).best().meanIoU(),
        result.get("scores").get("meanIoU").asDouble(),
        1e-6);
  }

  @Test
  void evaluatePrintsATable() {
    Tool tool = Tool.run("evaluate", run, "--split", "train");

    assertEquals(0, tool.exitCode(), tool.err());
    String table =
        """
        cells, 4 train images, loss 0.0000
        class            pixels      IoU     Dice precision   recall
        background         5558   0.0000   0.0000    0.0000   0.0000
        foreground         1102   0.0000   0.0000    0.0000   0.0000
        mean               6660   0.0000   0.0000    0.0000   0.0000
        pixel accuracy 0.0000, mean accuracy 0.0000, foreground Dice 0.0000, frequency weighted IoU 0.0000
        """;
    assertEquals(table, tool.out().replaceAll("\\d\\.\\d{4}", "0.0000"));
  }

  /** The best threshold of all pixels is no worse than a half, which is what is predicted. */
  @Test
  void evaluateWritesWhatAMeanHides() throws IOException {
    Path out = folder.resolve("report");

    Tool tool = Tool.run("evaluate", run, "--split", "train", "--report", out, "--json");

    assertEquals(0, tool.exitCode(), tool.err());
    JsonNode result = new ObjectMapper().readTree(tool.out());
    double dice = result.get("scores").get("foregroundDice").asDouble();
    assertTrue(result.get("bestThreshold").get("dice").asDouble() >= dice - 1e-9, tool.out());
    List<String> thresholds = Files.readAllLines(out.resolve("thresholds.csv"));
    assertEquals(101, thresholds.size());
    assertEquals(dice, Double.parseDouble(thresholds.get(51).split(",")[1]), 1e-9);
    assertTrue(ImageIO.read(out.resolve("thresholds.png").toFile()).getWidth() > 100);
    List<String> classes = Files.readAllLines(out.resolve("classes.csv"));
    assertEquals(
        "image,class,dice,iou,cl-dice,hausdorff,hausdorff95,assd,surface-dice-1,surface-dice-2,"
            + "boundary-f1-1,boundary-f1-2",
        classes.get(0));
    JsonNode masks = result.get("masks").get("foreground");
    assertTrue(masks.get("hausdorff95").asDouble() <= masks.get("hausdorff").asDouble());
    String report = Files.readString(out.resolve("report.md"));
    assertTrue(report.contains("## Borders and objects") && report.contains("## Threshold"));
    assertEquals(5, classes.size());
    assertEquals(
        "class,size,objects,found,recall", Files.readAllLines(out.resolve("objects.csv")).get(0));
  }

  @Test
  void evaluateNamesWhatIsMissing() {
    Tool split = Tool.run("evaluate", run, "--split", "test");
    Tool noRun = Tool.run("evaluate", folder.resolve("nothing"));

    assertEquals(2, split.exitCode());
    assertTrue(split.err().contains("test"), split.err());
    assertEquals(2, noRun.exitCode());
    assertTrue(noRun.err().contains("nothing"), noRun.err());
  }

  @Test
  void predictsInTheSizeOfEachImage() throws IOException {
    int[][] sizes = {{37, 45}, {37, 45}, {16, 16}, {1, 50}, {53, 31}};
    Path images = Files.createDirectory(folder.resolve("images"));
    for (int i = 0; i < sizes.length; i++) {
      int[] pixels = new int[sizes[i][0] * sizes[i][1]];
      Arrays.setAll(pixels, p -> p * 37 % 256);
      TinyData.writePng(images.resolve(i + ".png"), pixels, sizes[i][1], sizes[i][0]);
    }
    Path out = folder.resolve("out");

    Tool tool = Tool.run("predict", run, images, "--out", out);

    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals("", tool.out());
    for (int i = 0; i < sizes.length; i++) {
      for (String kind : new String[] {"masks", "overlays"}) {
        BufferedImage image = ImageIO.read(out.resolve(kind).resolve(i + ".png").toFile());
        assertEquals(sizes[i][0], image.getHeight(), kind + i);
        assertEquals(sizes[i][1], image.getWidth(), kind + i);
      }
      BufferedImage mask = ImageIO.read(out.resolve("masks").resolve(i + ".png").toFile());
      int[] values =
          mask.getRaster().getPixels(0, 0, mask.getWidth(), mask.getHeight(), (int[]) null);
      assertTrue(Arrays.stream(values).allMatch(v -> v == 0 || v == 255), "0 and 255 only");
    }
  }

  @Test
  void predictsOneFile() {
    Path out = folder.resolve("out");

    Tool tool = Tool.run("predict", run, data.resolve("val/images/0.png"), "--out", out);

    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(Files.exists(out.resolve("masks/0.png")));
  }

  /** As a whole and in tiles; a network of two classes gives the probability of the second. */
  @ParameterizedTest
  @ValueSource(strings = {"1000", "16"})
  void probabilitiesAreThoseOfTheMask(String tile) throws IOException {
    Path out = folder.resolve("out");
    Path images = data.resolve("val/images");

    Tool tool = Tool.run("predict", run, images, "--tile", tile, "--probabilities", "--out", out);

    assertEquals(0, tool.exitCode(), tool.err());
    for (int i = 0; i < 2; i++) {
      BufferedImage mask = ImageIO.read(out.resolve("masks/" + i + ".png").toFile());
      INDArray all = Nd4j.createFromNpyFile(out.resolve("probabilities/" + i + ".npy").toFile());
      int classes = (int) all.size(0);
      assertArrayEquals(new long[] {classes, mask.getHeight(), mask.getWidth()}, all.shape());
      INDArray second = classes == 1 ? all.gt(0.5) : all.argMax(0).gt(0);
      int[] expected =
          mask.getRaster().getPixels(0, 0, mask.getWidth(), mask.getHeight(), (int[]) null);
      assertArrayEquals(expected, second.castTo(DataType.INT32).mul(255).data().asInt());
    }
  }

  @Test
  void predictNamesWhatIsMissing() throws IOException {
    Path file = Files.writeString(folder.resolve("text.png"), "no image");

    Tool noImages = Tool.run("predict", run, folder.resolve("none"), "--out", folder);
    Tool damaged = Tool.run("predict", run, file, "--out", folder.resolve("out"));
    Tool noOut = Tool.run("predict", run, data);

    assertEquals(2, noImages.exitCode());
    assertTrue(noImages.err().contains("none"), noImages.err());
    assertEquals(2, damaged.exitCode());
    assertTrue(damaged.err().contains("text.png"), damaged.err());
    assertEquals(2, noOut.exitCode());
    assertTrue(noOut.err().contains("--out"), noOut.err());
  }
}
