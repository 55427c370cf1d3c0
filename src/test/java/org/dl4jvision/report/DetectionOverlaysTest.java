package org.dl4jvision.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.dl4jvision.Shared;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.layer.detection.FcosHead;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.report.ChartsTest.Pictures;
import org.dl4jvision.report.DetectionOverlays.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class DetectionOverlaysTest {

  private static final DetectionOverlays OVERLAYS = new DetectionOverlays(List.of("cat", "dog"));
  private static final Color CAT = Palette.color(0);
  private static final Color DOG = Palette.color(1);

  /** Where the image is in a picture of one. */
  private static final int LEFT = 8;

  private static final int TOP = 8 + 22;

  private static BufferedImage gray(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0x404040);
      }
    }
    return image;
  }

  private static BufferedImage draw(List<ObjectBox> objects, Detection... detections) {
    return OVERLAYS.picture(new Example("one.png", gray(640, 400), objects, List.of(detections)));
  }

  /** How many pixels of a row of the image, from one x to another, have a color. */
  private static int onRow(BufferedImage picture, int y, int from, int to, Color color) {
    int count = 0;
    for (int x = from; x < to; x++) {
      if ((picture.getRGB(LEFT + x, TOP + y) & 0xFFFFFF) == (color.getRGB() & 0xFFFFFF)) {
        count++;
      }
    }
    return count;
  }

  @Test
  void predictionsAreSolidAndCarryClassAndScore() {
    Detection detection = new Detection(new Box(100, 150, 300, 350), 1, 0.87);
    BufferedImage picture = draw(List.of(), detection);
    assertTrue(onRow(picture, 150, 100, 300, DOG) >= 198, "the upper edge");
    assertTrue(onRow(picture, 349, 100, 300, DOG) >= 198, "the lower edge");
    assertEquals(0, onRow(picture, 250, 110, 290, DOG), "the inside");
    // The label above the box has the class's color, and ink on it.
    int filled = onRow(picture, 140, 100, 200, DOG);
    assertTrue(filled > 20 && filled < 100, () -> "of its label " + filled);
    int ink = 0;
    for (int y = 135; y < 150; y++) {
      ink += onRow(picture, y, 100, 200, Color.WHITE) + onRow(picture, y, 100, 200, Color.BLACK);
    }
    assertTrue(ink > 30, "letters: " + ink);
  }

  @Test
  void truthIsDashed() {
    ObjectBox object = new ObjectBox(new Box(100, 150, 300, 350), 0, false);
    BufferedImage picture = draw(List.of(object));
    int colored = onRow(picture, 150, 100, 300, CAT);
    int white = onRow(picture, 150, 100, 300, Color.WHITE);
    assertTrue(colored > 70 && colored < 130, "dashes: " + colored);
    assertTrue(white > 70 && white < 130, "between them: " + white);
    BufferedImage ignored = draw(List.of(new ObjectBox(object.box(), 0, true)));
    assertEquals(0, onRow(ignored, 150, 100, 300, CAT));
    assertTrue(onRow(ignored, 150, 100, 300, Color.GRAY) > 70);
  }

  @Test
  void bothAreSeenWhereTheyCoincide() {
    Box box = new Box(100, 150, 300, 350);
    BufferedImage picture = draw(List.of(new ObjectBox(box, 0, false)), new Detection(box, 1, 1));
    assertTrue(onRow(picture, 349, 100, 300, DOG) >= 198, "prediction");
    int truth = 0;
    for (int y = 345; y < 355; y++) {
      truth += onRow(picture, y, 100, 300, CAT);
    }
    assertTrue(truth > 70, "truth below it: " + truth);
  }

  @Test
  void labelsStayInsideAndApart() {
    Box box = new Box(100, 150, 300, 350);
    BufferedImage same = draw(List.of(), new Detection(box, 0, 0.9), new Detection(box, 1, 0.8));
    assertTrue(onRow(same, 142, 100, 200, CAT) > 20, "the higher-scoring one above");
    assertEquals(0, onRow(same, 142, 100, 200, DOG));
    assertTrue(onRow(same, 356, 100, 200, DOG) > 20, "the other below");
    // At the upper border there is no room above, at the corner below none to the right.
    BufferedImage border =
        draw(
            List.of(),
            new Detection(new Box(0, 0, 200, 100), 0, 0.9),
            new Detection(new Box(630, 300, 700, 420), 1, 0.7));
    assertTrue(onRow(border, 106, 0, 100, CAT) > 20, "below its box");
    assertTrue(onRow(border, 293, 560, 629, DOG) > 20, "moved to the left");
    Pictures.save(
        "detections-corners",
        draw(
            List.of(),
            new Detection(new Box(0, 0, 30, 30), 0, 0.9),
            new Detection(new Box(-20, -10, 640, 400), 0, 0.8),
            new Detection(new Box(600, 380, 700, 420), 1, 0.7),
            new Detection(new Box(2, 2, 33, 33), 1, 0.6)));
  }

  @Test
  void smallImagesAreEnlargedAndLargeOnesShrunk() {
    List<ObjectBox> objects = List.of(new ObjectBox(new Box(10, 10, 20, 20), 0, false));
    BufferedImage small = OVERLAYS.picture(new Example("small", gray(64, 64), objects, List.of()));
    assertEquals(640 + 16, small.getWidth());
    assertTrue(onRow(small, 100, 100, 200, CAT) > 30, "ten times as large");
    BufferedImage large =
        OVERLAYS.picture(new Example("large", gray(3000, 1500), objects, List.of()));
    assertEquals(960 + 16, large.getWidth());
  }

  @Test
  void contactSheet() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Box box = new Box(20 * i, 10, 20 * i + 60, 70);
      examples.add(
          new Example(
              "image " + i,
              gray(200, i % 2 == 0 ? 120 : 160),
              List.of(new ObjectBox(box, i % 2, i == 3)),
              List.of(new Detection(box, i % 2, 0.5))));
    }
    BufferedImage sheet = OVERLAYS.contactSheet(examples);
    Pictures.save("detections-sheet", sheet);
    assertEquals(2 * (400 + 8) + 8, sheet.getWidth());
    assertTrue(Pictures.count(sheet, CAT) > 1000);
    assertTrue(Pictures.count(sheet, DOG) > 1000);
  }

  @Test
  void refusesUnknownClassesAndNothing() {
    assertRefused(
        "number of examples is 0; allowed: whole numbers >= 1",
        () -> OVERLAYS.contactSheet(List.of()));
    assertRefused(
        "class index is 2; allowed: 0 to 1",
        () -> draw(List.of(), new Detection(new Box(0, 0, 1, 1), 2, 1)));
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  /** For the eye: real images with simulated detections of them. */
  @Test
  void realImages() throws IOException {
    Path file = Shared.golden("coco_eval/bccd_test_0.json");
    Path images = Shared.data("bccd/JPEGImages");
    JsonNode golden = new ObjectMapper().readTree(file.toFile());
    JsonNode truth = golden.get("ground_truth");
    DetectionOverlays overlays = new DetectionOverlays(List.of("RBC", "WBC", "Platelets"));
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int id = truth.get("images").get(i).get("id").asInt();
      String name = truth.get("images").get(i).get("file_name").asText();
      List<ObjectBox> objects = new ArrayList<>();
      for (JsonNode a : truth.get("annotations")) {
        if (a.get("image_id").asInt() == id) {
          objects.add(new ObjectBox(box(a), a.get("category_id").asInt() - 1, false));
        }
      }
      List<Detection> detections = new ArrayList<>();
      for (JsonNode d : golden.get("detections")) {
        if (d.get("image_id").asInt() == id && d.get("score").asDouble() > 0.3) {
          detections.add(
              new Detection(box(d), d.get("category_id").asInt() - 1, d.get("score").asDouble()));
        }
      }
      examples.add(
          new Example(name, ImageIO.read(images.resolve(name).toFile()), objects, detections));
    }
    BufferedImage sheet = overlays.contactSheet(examples);
    Pictures.save("detections-bccd-sheet", sheet);
    Pictures.save("detections-bccd", overlays.picture(examples.get(0)));
    assertTrue(Pictures.count(sheet, Palette.color(0)) > 1000, "red blood cells");
  }

  private static Box box(JsonNode node) {
    JsonNode b = node.get("bbox");
    return BoxFormat.XYWH.box(
        b.get(0).asDouble(), b.get(1).asDouble(), b.get(2).asDouble(), b.get(3).asDouble());
  }

  @Test
  void targetsAreTheCellsThatSeeAnObject() {
    Head head = FcosHead.builder().classes(2).imageWidth(64).imageHeight(64).strides(8, 16).build();
    Box small = new Box(4, 4, 20, 20);
    ObjectBox dog = new ObjectBox(small, 1, false);
    ObjectBox unclear = new ObjectBox(new Box(40, 40, 60, 60), 0, true);
    List<Example> levels = DetectionOverlays.targets(gray(64, 64), List.of(dog, unclear), head);
    assertEquals(2, levels.size());
    Example fine = levels.get(0);
    List<ObjectBox> seeing = fine.cells().stream().filter(cell -> !cell.ignored()).toList();
    assertEquals(
        "stride 8: 8 x 8 locations, " + seeing.size() + " of them see an object", fine.name());
    assertTrue(!seeing.isEmpty());
    for (ObjectBox cell : seeing) {
      assertEquals(1, cell.classIndex());
      assertEquals(8, cell.box().width());
      assertTrue(small.intersection(cell.box()) > 0, cell.toString());
    }
    assertTrue(fine.cells().stream().anyMatch(ObjectBox::ignored), "the unclear object's cells");

    BufferedImage picture = OVERLAYS.contactSheet(levels);
    Pictures.save("targets", picture);
    int x = LEFT + (int) (7 * seeing.get(0).box().centerX()); // enlarged seven times
    int y = TOP + (int) (7 * seeing.get(0).box().centerY());
    assertEquals(DOG.getRGB(), picture.getRGB(x, y), "a dot in the middle");
  }
}
