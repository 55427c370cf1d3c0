package org.dl4jvision.cli;

import static org.dl4jvision.cli.Tool.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.dl4jvision.metric.Judging;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class EvaluateMasksTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;
  private Path truth;
  private Path predictions;

  @BeforeEach
  void makeFolders() throws IOException {
    truth = Files.createDirectory(folder.resolve("truth"));
    predictions = Files.createDirectory(folder.resolve("predictions"));
  }

  /**
   * Writes a gray mask.
   *
   * @param rows a letter a pixel: W for 255, else its value
   */
  private static void write(Path file, String... rows) throws IOException {
    BufferedImage image =
        new BufferedImage(rows[0].length(), rows.length, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows[y].length(); x++) {
        char letter = rows[y].charAt(x);
        image.getRaster().setSample(x, y, 0, letter == 'W' ? 255 : letter - '0');
      }
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private static void writeColors(Path file, int... colors) throws IOException {
    BufferedImage image = new BufferedImage(colors.length, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, colors.length, 1, colors, 0, colors.length);
    ImageIO.write(image, "png", file.toFile());
  }

  private Tool run(Object... more) {
    List<Object> args = new ArrayList<>(List.of("evaluate", "masks", "--truth", truth));
    args.addAll(List.of("--predictions", predictions));
    args.addAll(Arrays.asList(more));
    return Tool.run(args.toArray());
  }

  private JsonNode json(Object... more) throws IOException {
    Tool tool = run(Stream.concat(Stream.of("--json"), Stream.of(more)).toArray());
    assertEquals(0, tool.exitCode(), tool.err());
    return MAPPER.readTree(tool.out());
  }

  private void assertRefused(String message, Tool tool) {
    assertMessage(message.replace("DIR", folder.toString()), tool);
    assertEquals(2, tool.exitCode());
    assertEquals(1, tool.err().strip().lines().count(), tool.err());
    assertEquals("", tool.out());
  }

  @Test
  void agreesWithTheGoldenNumbers() throws IOException {
    int tried = 0;
    for (JsonNode one : Judging.entries(Judging.read("surface_distances.json").get("cases"))) {
      double[] spacing = Judging.numbers(one.get("spacing"));
      if (spacing.length != 2) {
        continue;
      }
      write(truth.resolve("a.png"), rows(one.get("truth")));
      write(predictions.resolve("a.png"), rows(one.get("prediction")));
      JsonNode json = json("--spacing", spacing[1] + "," + spacing[0], "--tolerance", "0.5,1,2");
      JsonNode image = json.get("images").get(0);
      for (JsonNode ours :
          List.of(image, image.get("classes").get("foreground"), json.get("mean"))) {
        for (String name : List.of("hausdorff", "hausdorff95", "averageSymmetricSurfaceDistance")) {
          assertNear(one.get(name), ours.get(name));
        }
        for (String name : List.of("surfaceDice", "boundaryF1")) {
          one.get(name)
              .fieldNames()
              .forEachRemaining(
                  tolerance ->
                      assertNear(one.get(name).get(tolerance), ours.get(name).get(tolerance)));
        }
      }
      tried++;
    }
    assertTrue(tried > 3, tried + " cases");
  }

  private static String[] rows(JsonNode mask) {
    return Judging.entries(mask).stream()
        .map(row -> row.toString().replaceAll("[^01]", "").replace('1', 'W'))
        .toArray(String[]::new);
  }

  private static void assertNear(JsonNode expected, JsonNode actual) {
    assertEquals(expected.asDouble(), actual.asDouble(), Judging.TOLERANCE);
  }

  @Test
  void printsTables() throws IOException {
    write(truth.resolve("a.png"), "0000", "0WW0", "0WW0");
    write(predictions.resolve("a.png"), "0000", "00W0", "00W0");
    write(truth.resolve("b.png"), "0000", "0000");
    write(predictions.resolve("b.png"), "0000", "000W");
    Tool tool = run("--tolerance", "1");
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals("", tool.err());
    assertEquals(
        """
        2 images, a pixel is 1.0 x 1.0 (width x height)

        mean over images
          class       images     IoU    Dice  precision  recall      HD    HD95    ASSD  clDice  sDice@1.0  BF1@1.0
          background       2  0.8375  0.9111     0.9000  0.9375  1.0000  0.8250  0.0889       -     1.0000   1.0000
          foreground       2  0.2500  0.3333     0.5000  0.2500  1.0000  1.0000  0.3333  0.3333     0.5000   0.5000

        over all pixels: accuracy 0.8500, mean IoU 0.6167, mean Dice 0.7403

        images
          image  accuracy     IoU    Dice  precision  recall      HD    HD95    ASSD  clDice  sDice@1.0  BF1@1.0
          b        0.8750  0.0000  0.0000     0.0000  0.0000       -       -       -  0.0000     0.0000   0.0000
          a        0.8333  0.5000  0.6667     1.0000  0.5000  1.0000  1.0000  0.3333  0.6667     1.0000   1.0000

        objects (small: up to 32 x 32 pixels, medium: up to 96 x 96)
          class        size  objects  found  recall
          foreground  small        1      0  0.0000

        foreground: in one of both masks only, so that distances are infinite and left out of means: 1 of 2 images
        """,
        tool.out().replace(System.lineSeparator(), "\n"));
  }

  /**
   * A line with a gap: half of the true centerline is found, and all of the predicted one right.
   */
  @Test
  void centerlinesAreMeasuredOfForegroundsOnly() throws IOException {
    write(truth.resolve("a.png"), "00000000", "WWWWWWWW", "00000000");
    write(predictions.resolve("a.png"), "00000000", "WWWW0000", "00000000");
    JsonNode image = json().get("images").get(0);
    double expected = 2 * 1 * 0.5 / 1.5;
    assertEquals(expected, image.get("clDice").asDouble(), 1e-12);
    assertEquals(expected, image.get("classes").get("foreground").get("clDice").asDouble(), 1e-12);
    assertTrue(image.get("classes").get("background").get("clDice").isNull());
    assertEquals(expected, json().get("mean").get("clDice").asDouble(), 1e-12);
    write(truth.resolve("b.png"), "000");
    write(predictions.resolve("b.png"), "000");
    assertTrue(json().get("images").get(1).get("clDice").isNull(), "in neither of both");
    assertEquals(expected, json().get("mean").get("clDice").asDouble(), 1e-12);
  }

  /** Of three classes one is on no image, one is missed in b. */
  @Test
  void whatIsNotThereIsNullAndLeftOutOfMeans() throws IOException {
    write(truth.resolve("a.png"), "0011", "0011");
    write(predictions.resolve("a.png"), "0011", "0001");
    write(truth.resolve("b.png"), "0001");
    write(predictions.resolve("b.png"), "0000");
    JsonNode json = json("--class-names", "sky,car,dog");
    JsonNode classes = json.get("mean").get("classes");
    assertEquals(0, classes.get("sky").get("infinite").asInt());
    assertEquals(0, classes.get("dog").get("infinite").asInt());
    assertEquals(0, classes.get("dog").get("images").asInt());
    assertEquals(2, classes.get("car").get("images").asInt());
    assertEquals(1, classes.get("car").get("infinite").asInt());
    assertEquals(1, classes.get("car").get("hausdorff").asDouble());
    assertEquals((0.75 + 0) / 2, classes.get("car").get("iou").asDouble(), 1e-12);
    JsonNode missed = json.get("images").get(1).get("classes").get("car");
    assertTrue(missed.get("hausdorff").isNull());
    assertEquals(0, missed.get("surfaceDice").get("1.0").asDouble());
    JsonNode absent = json.get("images").get(0).get("classes").get("dog");
    assertTrue(absent.get("iou").isNull() && absent.get("boundaryF1").get("2.0").isNull());
    // No class is the background by its name.
    assertEquals((4.0 / 5 + 0.75) / 2, json.get("images").get(0).get("iou").asDouble(), 1e-12);
    assertEquals(10.0 / 12, json.get("total").get("pixelAccuracy").asDouble(), 1e-12);
  }

  @Test
  void voidPixelsCountForNothing() throws IOException {
    write(truth.resolve("a.png"), "01WW");
    write(predictions.resolve("a.png"), "0110");
    JsonNode image = json("--ignore-index", 255).get("images").get(0);
    assertEquals(1, image.get("dice").asDouble());
    assertEquals(0, image.get("hausdorff").asDouble());
    write(predictions.resolve("a.png"), "0W10");
    assertRefused(
        "prediction DIR/predictions/a.png is void where the ground truth is not (pixels: 1);"
            + " expected a class there",
        run("--ignore-index", 255));
  }

  @Test
  void predictionsMeanWhatTheGroundTruthMeans() throws IOException {
    write(truth.resolve("a.png"), "0WW0");
    write(predictions.resolve("a.png"), "0110");
    assertEquals(1, json().get("mean").get("dice").asDouble(), "255 and 1");
    write(truth.resolve("a.png"), "0123");
    write(predictions.resolve("a.png"), "0103");
    assertEquals(0.75, json().get("total").get("pixelAccuracy").asDouble(), "no 2 is predicted");
  }

  @Test
  void colorsAreDeclaredOnce() throws IOException {
    Files.writeString(truth.resolve("classes.txt"), "0 road 9 9 9\n1 car 200 0 0\n");
    writeColors(truth.resolve("a.png"), 0x090909, 0xc80000, 0xc80000);
    writeColors(predictions.resolve("a.png"), 0x090909, 0xc80000, 0x090909);
    JsonNode json = json();
    assertEquals("[\"road\",\"car\"]", json.get("classes").toString());
    assertEquals(0.5, json.get("mean").get("iou").asDouble());
    writeColors(predictions.resolve("a.png"), 0x090909, 0xc80000, 0x00ff00);
    assertRefused(
        "mask DIR/predictions/a.png has the color (0, 255, 0) (1 pixel); allowed: (9, 9, 9),"
            + " (200, 0, 0). Give --mask-nearest if the masks are blurred (once JPEG, or resized)",
        run());
  }

  @Test
  void otherClassesAreRefused() throws IOException {
    write(truth.resolve("a.png"), "01");
    write(predictions.resolve("a.png"), "01");
    Files.writeString(predictions.resolve("classes.txt"), "0 road\n1 car\n");
    assertRefused(
        "the masks in DIR/predictions are of the classes road, car, those in DIR/truth of"
            + " background, foreground: expected the same",
        run());
  }

  /** Also in folders, and in other formats of files. */
  @Test
  void pairsByName() throws IOException {
    write(truth.resolve("one/a.png"), "0W");
    BufferedImage other = ImageIO.read(truth.resolve("one/a.png").toFile());
    Files.createDirectory(predictions.resolve("one"));
    ImageIO.write(other, "bmp", predictions.resolve("one/a.bmp").toFile());
    write(predictions.resolve("b.png"), "0W");
    Tool tool = run("--json");
    assertEquals(
        "warning: predictions without ground truth are left out: 1, the first is "
            + predictions.resolve("b.png"),
        tool.err().strip());
    JsonNode images = MAPPER.readTree(tool.out()).get("images");
    assertEquals(1, images.size());
    assertEquals("one/a", images.get(0).get("image").asText());
  }

  @Test
  void badPairsAreOneLine() throws IOException {
    assertRefused("no masks in DIR/truth; expected PNG, JPEG, TIFF, BMP, GIF or WebP files", run());
    for (String name : List.of("a", "b", "c")) {
      write(truth.resolve(name + ".png"), "0W");
    }
    write(predictions.resolve("b.png"), "0W", "0W");
    assertRefused(
        "DIR/truth/a.png has no prediction in DIR/predictions (2 of 3 have none); expected a mask"
            + " of the same name",
        run());
    write(predictions.resolve("a.png"), "0W");
    write(predictions.resolve("c.png"), "0W");
    assertRefused(
        "sizes differ: DIR/truth/b.png is 1x2, its prediction DIR/predictions/b.png is 2x2 (height"
            + " x width); expected equal sizes",
        run());
    write(predictions.resolve("b.bmp"), "0W");
    assertRefused(
        "two masks of one name: DIR/predictions/b.bmp and DIR/predictions/b.png; remove one",
        run());
    Files.writeString(truth.resolve("a.png"), "no image");
    assertEquals(2, run().exitCode());
  }

  @Test
  void badOptionsAreOneLine() throws IOException {
    write(truth.resolve("a.png"), "0W");
    write(predictions.resolve("a.png"), "0W");
    assertRefused("spacing is 1,x; allowed: numbers, separated by commas", run("--spacing", "1,x"));
    assertRefused(
        "spacing is 1,1,1; allowed: width and height of a pixel, as 0.5,1.25",
        run("--spacing", "1,1,1"));
    assertRefused("spacing is -1.0; allowed: numbers from 1e-15 to 1e15", run("--spacing", "-1"));
    assertRefused("tolerance is -2.0; allowed: finite numbers >= 0", run("--tolerance", "1,-2"));
    Tool missing = Tool.run("evaluate", "masks", "--truth", truth);
    assertMessage("Missing required option: '--predictions=DIR'", missing);
    assertEquals(2, missing.exitCode());
    assertEquals(0, run("--spacing", "0.5").exitCode(), "pixels are square");
  }
}
