package org.dl4jvision.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * Compares what {@code predict} writes with golden files. Where a number is rounded to a class or
 * put in an order, a last digit that differs on another processor may decide, so very few masks'
 * pixels and the least sure detections may differ.
 */
final class Predictions {

  private static final double PIXELS_THAT_MAY_DIFFER = 0.001;
  private static final double DETECTIONS_THAT_MAY_DIFFER = 0.02;
  private static final double TOLERANCE = 1e-3;

  private Predictions() {}

  static void assertSameMasks(Path golden, Path actual) throws IOException {
    List<Path> masks;
    try (Stream<Path> files = Files.list(golden)) {
      masks = files.toList();
    }
    assertTrue(!masks.isEmpty(), golden + " has no masks");
    for (Path mask : masks) {
      String name = mask.getFileName().toString();
      BufferedImage wanted = ImageIO.read(mask.toFile());
      BufferedImage found = ImageIO.read(actual.resolve(name).toFile());
      assertEquals(wanted.getWidth(), found.getWidth(), name);
      assertEquals(wanted.getHeight(), found.getHeight(), name);
      assertEquals(wanted.getType(), found.getType(), name);
      int pixels = wanted.getWidth() * wanted.getHeight();
      int different = 0;
      for (int i = 0; i < pixels; i++) {
        int x = i % wanted.getWidth();
        int y = i / wanted.getWidth();
        boolean same =
            wanted.getRaster().getSample(x, y, 0) == found.getRaster().getSample(x, y, 0)
                && wanted.getRGB(x, y) == found.getRGB(x, y);
        different += same ? 0 : 1;
      }
      assertTrue(
          different <= PIXELS_THAT_MAY_DIFFER * pixels, name + ": " + different + " pixels differ");
    }
  }

  static void assertSameDetections(JsonNode golden, JsonNode actual) {
    Map<Integer, Integer> wanted = new LinkedHashMap<>();
    Map<Integer, Integer> matched = new LinkedHashMap<>();
    for (JsonNode detection : golden) {
      int image = detection.get("image_id").asInt();
      wanted.merge(image, 1, Integer::sum);
      matched.merge(image, isAmong(detection, actual) ? 1 : 0, Integer::sum);
    }
    assertTrue(!wanted.isEmpty(), "there are no golden detections");
    wanted.forEach(
        (image, count) -> {
          double allowed = DETECTIONS_THAT_MAY_DIFFER * count;
          String message = "image " + image + ": " + matched.get(image) + " of " + count;
          assertTrue(count - matched.get(image) <= allowed, message);
        });
    assertEquals(
        golden.size(), actual.size(), DETECTIONS_THAT_MAY_DIFFER * golden.size(), "detections");
  }

  private static boolean isAmong(JsonNode detection, JsonNode others) {
    for (JsonNode other : others) {
      boolean same =
          detection.get("image_id").equals(other.get("image_id"))
              && detection.get("category_id").equals(other.get("category_id"))
              && isNear(
                  detection.get("score"), other.get("score"), detection.get("score").asDouble());
      for (int i = 0; i < 4 && same; i++) {
        same = isNear(detection.get("bbox").get(i), other.get("bbox").get(i), 10);
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNear(JsonNode golden, JsonNode actual, double scale) {
    return Math.abs(golden.asDouble() - actual.asDouble()) <= TOLERANCE * scale;
  }
}
