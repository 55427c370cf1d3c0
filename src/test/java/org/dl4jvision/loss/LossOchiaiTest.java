package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.loss.family.RegionLoss;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A loss from outside the library passes all tests of its own, by naming itself. */
class LossOchiaiTest extends BaseLossTestCase {

  @BeforeAll
  static void register() {
    Losses.register(LossOchiai.class);
  }

  /** Other tests look at all losses that the library has. */
  @AfterAll
  static void unregister() {
    Losses.unregister(LossOchiai.class);
  }

  @Override
  List<VisionLoss> losses() {
    return List.of(
        new LossOchiai(),
        new RegionLoss.Builder<>(new LossOchiai())
            .includeBackground(false)
            .smooth(1)
            .batch(true)
            .build());
  }

  @Test
  void itIsShort() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("src/test/java/org/dl4jvision/loss/LossOchiai.java"));
    long code =
        lines.stream()
            .dropWhile(line -> !line.startsWith("@LossInfo"))
            .filter(line -> !line.isBlank())
            .count();
    assertTrue(code <= 15, () -> code + " lines");
  }

  @Test
  void aNameIsTakenOnce() {
    Losses.register(LossOchiai.class);
    assertEquals(new LossOchiai(), Losses.parse("ochiai"));
  }
}
