package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.image.EncodedImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Annotations that state another size than the image has. */
class StatedSizeTest {

  private static final int WIDTH = 6;

  @TempDir Path folder;

  /** A JPEG file of 4x6 pixels as stored. */
  private Path image(int orientation) throws IOException {
    byte[] jpeg = EncodedImages.encode(EncodedImages.gray(WIDTH, new int[4 * WIDTH]), "jpg");
    return Files.write(
        folder.resolve(orientation + ".jpg"),
        EncodedImages.withExif(jpeg, EncodedImages.exif(orientation)));
  }

  private static Optional<String> problem(Path file, int height, int width) {
    return StatedSize.problem(
        "a.xml: says the image", new ImageSize(height, width), file, ImageFiles.readSize(file));
  }

  @Test
  void saysNothingOfEqualOrUnknownSizes() throws IOException {
    assertEquals(Optional.empty(), problem(image(1), 4, WIDTH));
    assertEquals(Optional.empty(), problem(image(6), WIDTH, 4));
    assertEquals(Optional.empty(), problem(image(6), 0, 0));
  }

  @Test
  void warnsOfAnotherSize() throws IOException {
    Path file = image(1);
    String start = "a.xml: says the image is %s, but " + file + " is 4x6 (height x width)";
    assertEquals(Optional.of(start.formatted("4x7")), problem(file, 4, 7));
    assertEquals(
        Optional.of(start.formatted("6x4") + "; turned by 90 degrees it would fit"),
        problem(file, WIDTH, 4));
  }

  /** Their boxes are on the image as it is stored, beside the objects of the upright one. */
  @Test
  void refusesAnnotationsOfTheImageAsItIsStored() throws IOException {
    Path turned = image(8);
    assertEquals(
        "a.xml: says the image is 4x6, but "
            + turned
            + " is 6x4 (height x width); that is the image before its orientation tag (EXIF) turns"
            + " it upright: annotate the upright image, or remove the tag (exiftool -Orientation="
            + " FILE)\n",
        Refusals.messages(() -> problem(turned, 4, WIDTH)));
  }
}
