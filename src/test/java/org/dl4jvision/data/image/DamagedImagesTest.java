package org.dl4jvision.data.image;

import static org.dl4jvision.data.image.EncodedImages.encode;
import static org.dl4jvision.data.image.EncodedImages.gray;
import static org.dl4jvision.data.image.EncodedImages.palette;
import static org.dl4jvision.data.image.EncodedImages.rgb;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.image.EncodedImages.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with bytes changed or cut off: each is an image, or refused by name, and soon. */
class DamagedImagesTest {

  private static final int FILES = 120;

  /** Other damage by {@code -Ddamage.seed=...}; that of a build must not change from run to run. */
  private static final long SEED = Long.getLong("damage.seed", 1);

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  private static Arguments kind(String name, Supplier<byte[]> file) {
    return Arguments.of(name, file);
  }

  private static Stream<Arguments> files() {
    BufferedImage colors = rgb(9, new Random(7).ints(99, 0, 1 << 24).toArray());
    BufferedImage shades = gray(16, new Random(8).ints(256, 0, 256).toArray());
    return Stream.of(
        kind("png", () -> encode(colors, "png")),
        kind("jpg", () -> encode(shades, "jpg")),
        kind("progressive.jpg", () -> EncodedImages.progressive(shades)),
        kind("bmp", () -> encode(colors, "bmp")),
        kind("gif", () -> EncodedImages.gif(palette(3, 0, 1, 2), 5, 4, 1, 1, 2)),
        kind("plain.tif", () -> EncodedImages.tiff(colors, Compression.NONE)),
        kind("lzw.tif", () -> EncodedImages.tiff(colors, Compression.LZW)),
        kind("deflate.tif", () -> EncodedImages.tiff(shades, Compression.DEFLATE)),
        kind("big.tif", () -> TinyTiff.big(1, 3, 1, 8).bytes(0, 100, 255).file()),
        kind("webp", () -> EncodedImages.WEBP));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void areImagesOrRefusedByName(String name, Supplier<byte[]> sound) {
    assertTimeoutPreemptively(LIMIT, () -> damage(name, sound.get()), "seed " + SEED);
  }

  /** TwelveMonkeys' reader of WebP takes what lies behind the end of a file for zeros. */
  @Test
  void areNotReadBehindTheirEndForEver() throws IOException {
    Path file = folder.resolve("image.webp");
    byte[] bytes = Base64.getDecoder().decode("UklGRhwAAABXRUJQVlA4TBAAAAAvAkAAAE1kRP9zR8GLiEAA");
    Files.write(file, bytes);
    String refused =
        assertTimeoutPreemptively(
            LIMIT, () -> Refusals.messages(() -> ImageFiles.readPixels(file)));
    assertEquals(
        "cannot read "
            + file
            + ": its WebP data are damaged, or of a kind that is not read; if other programs show"
            + " it, save it anew\n",
        refused);
  }

  private void damage(String name, byte[] sound) throws IOException {
    Random random = new Random(SEED);
    Path file = folder.resolve("image." + name);
    for (int i = 0; i < FILES; i++) {
      byte[] bytes = sound.clone();
      if (i % 3 == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      } else {
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
          // Half of the changes are near the beginning, where headers are.
          int reach = random.nextBoolean() ? Math.min(64, bytes.length) : bytes.length;
          bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
      }
      Files.write(file, bytes);
      String which = name + ", file " + i + " of seed " + SEED;
      read(file, which, ImageFiles::readSize);
      read(file, which, ImageFiles::readPixels);
      read(file, which, ImageFiles::readMask);
    }
  }

  private static void read(Path file, String which, Consumer<Path> reader) {
    try {
      reader.accept(file);
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage().contains(file.toString()), which + ": " + e.getMessage());
      assertEquals(1, e.getMessage().lines().count(), which + ": " + e.getMessage());
      assertFalse(e.getMessage().contains("Exception"), which + ": " + e.getMessage());
    }
  }
}
