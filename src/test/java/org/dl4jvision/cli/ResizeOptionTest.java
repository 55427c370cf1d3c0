package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.SegmentationScores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** What is said to the training is known to what comes after it. */
class ResizeOptionTest {

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path data;
  private static Path run;
  private static Tool training;

  @BeforeAll
  static void train() throws IOException {
    data = Tool.data(shared.resolve("cells"));
    run = shared.resolve("run");
    training = Tool.train(data, "--resize", "0.5", "--epochs", 2, "--out", run);
    assertEquals(0, training.exitCode(), training.err());
  }

  @Test
  void trainingSaysTheSizesAndKeepsThem() throws IOException {
    String said = training.out() + training.err();
    assertTrue(
        said.contains(
            "2 validation images, with --resize 0.5 (height x width 37x45 becomes 19x23), "),
        said);
    JsonNode options = new ObjectMapper().readTree(run.resolve("configuration.json").toFile());
    assertEquals("0.5", options.findValue("resize").asText());
  }

  @Test
  void evaluateMeasuresImagesInTheirSize() throws IOException {
    Tool tool = Tool.run("evaluate", run);
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.out().contains("mean               3330 "), tool.out());
    Tool json = Tool.run("evaluate", run, "--json");
    assertEquals(
        RunFolder.open(run).readSummary(SegmentationScores.class).best().meanIoU(),
        new ObjectMapper().readTree(json.out()).get("scores").get("meanIoU").asDouble(),
        1e-6);
  }

  @Test
  void predictWritesMasksInTheSizeOfTheImage() throws IOException {
    Path out = folder.resolve("out");
    Tool tool = Tool.run("predict", run, data.resolve("val/images"), "--out", out);
    assertEquals(0, tool.exitCode(), tool.err());
    for (String file : new String[] {"masks/0.png", "overlays/0.png", "masks/1.png"}) {
      BufferedImage image = ImageIO.read(out.resolve(file).toFile());
      assertEquals(37, image.getHeight(), file);
      assertEquals(45, image.getWidth(), file);
    }
  }

  @Test
  void aRunIsResumedWithItsSize() {
    Tool tool = Tool.run("train", "segmentation", "--resume", run, "--epochs", 3);
    assertEquals(0, tool.exitCode(), tool.err());
    String said = tool.out() + tool.err();
    assertTrue(said.contains("(height x width 37x45 becomes 19x23)"), said);
  }

  @Test
  void aRunIsNotResumedWithAnotherSize() throws IOException {
    String card = Files.readString(run.resolve("model.json"));
    Tool tool = Tool.run("train", "segmentation", "--resume", run, "--epochs", 9, "--resize", 64);
    assertEquals(2, tool.exitCode());
    assertTrue(
        tool.err()
            .endsWith(
                "dl4j-vision: resize is 64; allowed: 0.5, with which the run began: another one is"
                    + " a new run"
                    + System.lineSeparator()),
        tool.err());
    assertEquals(card, Files.readString(run.resolve("model.json")));
  }

  @Test
  void sizesThatAreNoneAreRefused() {
    Tool tool = Tool.train(data, "--resize", "half", "--out", folder.resolve("refused"));
    assertEquals(2, tool.exitCode());
    Tool.assertMessage(
        "resize is half; allowed: the longer side in pixels (1024), WIDTHxHEIGHT (640x480) or a"
            + " factor with a decimal point (0.25), above 0",
        tool);
    assertTrue(Files.notExists(folder.resolve("refused")));
  }
}
