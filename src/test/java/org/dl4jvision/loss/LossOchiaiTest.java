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
  public List<VisionLoss> losses() {
    return List.of(
        new LossOchiai(),
        new RegionLoss.Builder<>(new LossOchiai())
            .includeBackground(false)
            .smooth(1)
            .batch(true)
            .build());
  }

  private static List<String> code() throws IOException {
    return Files.readAllLines(Path.of("src/test/java/org/dl4jvision/loss/LossOchiai.java")).stream()
        .dropWhile(line -> !line.startsWith("@LossInfo"))
        .filter(line -> !line.isBlank())
        .toList();
  }

  @Test
  void itIsShort() throws IOException {
    assertTrue(code().size() <= 15, () -> "a loss of one's own has more than 15 lines");
  }

  @Test
  void theDocumentationShowsIt() throws IOException {
    List<String> shown =
        Files.readAllLines(Path.of("src/main/java/org/dl4jvision/loss/package-info.java")).stream()
            .map(line -> line.replaceFirst("^ \\* ?", ""))
            .map(line -> line.replace("&#64;", "@").replace("&lt;", "<").replace("&gt;", ">"))
            .dropWhile(
                line ->
                    !line.equals(
                        "@LossInfo(name = \"ochiai\", help = \"one minus the cosine between prediction and label\")"))
            .takeWhile(line -> !line.equals("</pre>"))
            .filter(line -> !line.isBlank())
            .toList();
    assertEquals(code(), shown);
  }

  @Test
  void itHasTheOptionsOfItsFamily() {
    assertEquals(
        new RegionLoss.Builder<>(new LossOchiai()).batch(true).smooth(1).build(),
        Losses.parse("ochiai(batch=true, smooth=1)"));
  }
}
