package org.dl4jvision.data.image;

import static org.dl4jvision.data.image.EncodedImages.encode;
import static org.dl4jvision.data.image.EncodedImages.gray;
import static org.dl4jvision.data.image.EncodedImages.palette;
import static org.dl4jvision.data.image.EncodedImages.rgb;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dl4jvision.check.Damage;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageWindows;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.image.EncodedImages.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with bytes changed or cut off: each is an image, or refused by name, and soon. */
class DamagedImagesTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  private static Stream<Arguments> files() {
    BufferedImage colors = rgb(9, new Random(7).ints(99, 0, 1 << 24).toArray());
    BufferedImage shades = gray(16, new Random(8).ints(256, 0, 256).toArray());
    return Stream.of(
        Arguments.of("png", encode(colors, "png")),
        Arguments.of("jpg", encode(shades, "jpg")),
        Arguments.of("progressive.jpg", EncodedImages.progressive(shades)),
        Arguments.of("bmp", encode(colors, "bmp")),
        Arguments.of("gif", EncodedImages.gif(palette(3, 0, 1, 2), 5, 4, 1, 1, 2)),
        Arguments.of("plain.tif", EncodedImages.tiff(colors, Compression.NONE)),
        Arguments.of("lzw.tif", EncodedImages.tiff(colors, Compression.LZW)),
        Arguments.of("deflate.tif", EncodedImages.tiff(shades, Compression.DEFLATE)),
        Arguments.of("big.tif", TinyTiff.big(1, 3, 1, 8).bytes(0, 100, 255).file()),
        Arguments.of("webp", EncodedImages.WEBP));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void areImagesOrRefusedByName(String name, byte[] sound) {
    damage(name, sound, 100);
  }

  @Test
  void areImagesOrRefusedByNameOfAllKinds() {
    List<byte[]> all = AllKinds.all();
    for (int i = 0; i < all.size(); i++) {
      damage("kind " + i, all.get(i), 6);
    }
  }

  @Test
  void areImagesOrRefusedByNameInTiles() throws IOException {
    Path file = folder.resolve("sound.tif");
    TiledTiff.Sample sample = (y, x, c) -> y * 1000 + 31 * x + c;
    for (int[] kind : new int[][] {{1, 8}, {3, 16}, {1, 32}}) {
      String name = kind[0] + " x " + kind[1] + " bits ";
      TiledTiff.of(20, 30, kind[0], kind[1]).tiles(16, 16).write(file, sample);
      damage(name + "tiles", Files.readAllBytes(file), 40);
      TiledTiff.of(20, 30, kind[0], kind[1]).big().tiles(16, 16).deflate().write(file, sample);
      damage(name + "deflated", Files.readAllBytes(file), 40);
      TiledTiff.of(20, 30, kind[0], kind[1]).strips(3).planar().write(file, sample);
      damage(name + "strips", Files.readAllBytes(file), 40);
    }
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

  private void damage(String name, byte[] sound, int files) {
    Damage damage = new Damage(name);
    Path file = folder.resolve("image");
    for (int i = 0; i < Damage.files(files); i++) {
      byte[] bytes = damage.bytes(sound);
      assertTimeoutPreemptively(
          LIMIT,
          () -> {
            Files.write(file, bytes);
            damage.read(file.toString(), () -> ImageFiles.readSize(file));
            damage.read(file.toString(), () -> ImageFiles.readPixels(file));
            damage.read(file.toString(), () -> ImageFiles.readMask(file));
            damage.read(file.toString(), () -> readCorner(file));
          },
          name);
    }
  }

  private static void readCorner(Path file) {
    try (ImageWindows image = ImageWindows.open(file)) {
      int top = image.size().height() / 2;
      int left = image.size().width() / 2;
      Region corner =
          new Region(top, left, image.size().height() - top, image.size().width() - left);
      image.pixels(corner);
      image.mask(corner);
    }
  }
}
