package org.dl4jvision.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.dl4jvision.data.ImageFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images and masks are read as viewers show them. */
class OrientationTest {

  /** What the eight orientations make of the rows 123 and 456. */
  private static final String[] UPRIGHT = {
    "123/456", "321/654", "654/321", "456/123", "14/25/36", "41/52/63", "63/52/41", "36/25/14"
  };

  private static final int SIDE = 8;

  @TempDir Path folder;

  /** Files of the rows 123 and 456, in steps of 40, whose pixels lie by an orientation. */
  private enum Kind {
    JPEG(SIDE, number -> EncodedImages.withExif(jpeg(), EncodedImages.exif(number))),
    PNG(1, number -> EncodedImages.withChunk(png(), "IDAT", "eXIf", EncodedImages.exif(number))),
    PNG_EXIF_AT_THE_END(
        1, number -> EncodedImages.withChunk(png(), "IEND", "eXIf", EncodedImages.exif(number))),
    WEBP(
        1,
        number -> EncodedImages.webpWithExif(EncodedImages.WEBP, 2, 3, EncodedImages.exif(number))),
    TIFF(1, number -> tiff(TinyTiff.of(2, 3, 1, 8)).orientation(number).file()),
    BIG_TIFF(1, number -> tiff(TinyTiff.big(2, 3, 1, 8)).orientation(number).file());

    private final int side;
    private final IntFunction<byte[]> file;

    Kind(int side, IntFunction<byte[]> file) {
      this.side = side;
      this.file = file;
    }

    private static byte[] png() {
      return EncodedImages.encode(EncodedImages.gray(3, 40, 80, 120, 160, 200, 240), "png");
    }

    private static byte[] jpeg() {
      return EncodedImages.encode(
          EncodedImages.enlarged(EncodedImages.gray(3, 40, 80, 120, 160, 200, 240), SIDE), "jpg");
    }

    private static TinyTiff tiff(TinyTiff tiff) {
      return tiff.bytes(40, 80, 120, 160, 200, 240);
    }
  }

  private Path write(byte[] file) throws IOException {
    return Files.write(folder.resolve("image"), file);
  }

  /** One digit a square of pixels. */
  private static String rows(int height, int width, int side, IntFunction<Number> pixel) {
    StringBuilder rows = new StringBuilder();
    for (int y = side / 2; y < height; y += side) {
      rows.append(rows.isEmpty() ? "" : "/");
      for (int x = side / 2; x < width; x += side) {
        rows.append(Math.round(pixel.apply(y * width + x).doubleValue() / 40));
      }
    }
    return rows.toString();
  }

  @ParameterizedTest
  @EnumSource
  void turnsImagesMasksAndSizes(Kind kind) throws IOException {
    for (int number = 1; number <= 8; number++) {
      String expected = UPRIGHT[number - 1];
      Path file = write(kind.file.apply(number));
      Samples samples = ImageLoader.samples(file);
      assertEquals(
          expected,
          rows(samples.height(), samples.width(), kind.side, i -> samples.bytes()[i] & 0xff),
          () -> kind + " image");
      ImageFiles.Mask codes = ImageFiles.readMask(file);
      assertEquals(
          expected,
          rows(codes.height(), codes.width(), kind.side, i -> codes.codes()[i] & 0xff),
          () -> kind + " mask");
      assertEquals(
          new Dimension(samples.width(), samples.height()), ImageLoader.size(file), kind + " size");
    }
  }

  @Test
  void turnsColorsAndRealNumbersPlaneByPlane() throws IOException {
    Path color = write(TinyTiff.of(1, 2, 3, 8).bytes(1, 2, 3, 4, 5, 6).orientation(2).file());
    assertEquals("4 1 5 2 6 3", text(ImageLoader.samples(color).bytes()));
    Path real = write(TinyTiff.of(2, 2, 1, 32).floats(0, 1, 2, 4).orientation(8).file());
    Samples samples = ImageLoader.samples(real);
    assertEquals(0.25f, samples.floats()[0]);
    assertEquals(1, samples.floats()[1]);
    assertEquals(0, samples.floats()[2]);
    assertEquals(0.5f, samples.floats()[3]);
  }

  private static String text(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte one : bytes) {
      text.append(text.isEmpty() ? "" : " ").append(one);
    }
    return text.toString();
  }

  /** Cameras write 0 where they do not know. */
  @Test
  void numbersOutsideOfOneToEightMeanUpright() throws IOException {
    for (int number : new int[] {0, 9, 65535}) {
      for (Kind kind : Kind.values()) {
        Samples samples = ImageLoader.samples(write(kind.file.apply(number)));
        assertEquals(
            UPRIGHT[0],
            rows(samples.height(), samples.width(), kind.side, i -> samples.bytes()[i] & 0xff));
      }
    }
  }

  /** Viewers show such images, and their data are sound. */
  @Test
  void damagedExifDataMeanUpright() throws IOException {
    byte[] jpeg = Kind.jpeg();
    byte[] sound = EncodedImages.exif(6);
    assertEquals(
        new Dimension(2 * SIDE, 3 * SIDE),
        ImageLoader.size(write(EncodedImages.withExif(jpeg, sound))));
    int[] damaged = {0, 2, 8, 9, 12, 13};
    for (int at : damaged) {
      byte[] exif = sound.clone();
      exif[at] = (byte) 0xf7;
      assertUpright(EncodedImages.withExif(jpeg, exif), "byte " + at);
    }
    for (int length : new int[] {0, 1, 7, 8, 9, 12, 17}) {
      assertUpright(EncodedImages.withExif(jpeg, Arrays.copyOf(sound, length)), length + " bytes");
    }
    byte[] chunkTooLong = EncodedImages.withChunk(Kind.png(), "IDAT", "eXIf", sound);
    chunkTooLong[33] = 0x7f;
    assertEquals(
        "its PNG data are damaged, or of a kind that is not read; if other programs show it, save"
            + " it anew",
        refusal(chunkTooLong));
  }

  private void assertUpright(byte[] file, String damage) throws IOException {
    assertEquals(new Dimension(3 * SIDE, 2 * SIDE), ImageLoader.size(write(file)), damage);
  }

  private String refusal(byte[] image) throws IOException {
    Path file = write(image);
    String message =
        assertThrows(IllegalArgumentException.class, () -> ImageLoader.samples(file)).getMessage();
    assertEquals("cannot read " + file + ": ", message.substring(0, message.indexOf("its")));
    return message.substring(message.indexOf("its"));
  }
}
