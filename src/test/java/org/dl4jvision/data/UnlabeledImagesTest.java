package org.dl4jvision.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.dl4jvision.data.detection.DetectionSample;
import org.dl4jvision.data.detection.UnlabeledDetectionDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.data.segmentation.UnlabeledSegmentationDataset;
import org.dl4jvision.io.coco.CocoId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnlabeledImagesTest {

  @TempDir Path folder;

  @BeforeEach
  void writeImages() throws IOException {
    write("000000000139.png", BufferedImage.TYPE_BYTE_GRAY, 0);
    write("a.jpg", BufferedImage.TYPE_INT_RGB, 0xff0000);
    Files.writeString(folder.resolve("notes.txt"), "no image");
  }

  private void write(String file, int type, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(10, 6, type);
    for (int i = 0; i < 60; i++) {
      image.setRGB(i % 10, i / 10, rgb);
    }
    String format = file.substring(file.lastIndexOf('.') + 1);
    assertTrue(ImageIO.write(image, format, folder.resolve(file).toFile()));
  }

  @Test
  void listsTheImagesOfAFolderWithoutLabels() {
    UnlabeledSegmentationDataset images =
        new UnlabeledSegmentationDataset(folder, 1, List.of("x", "y"));
    assertEquals(2, images.size(Split.TEST));
    assertEquals(0, images.size(Split.TRAIN));
    assertEquals(folder.resolve("a.jpg"), images.file(1));
    assertEquals(new ImageSize(6, 10), images.imageSize(Split.TEST, 1));
    SegmentationSample sample = images.get(Split.TEST, 1);
    assertEquals("a", sample.name());
    assertEquals(60, sample.image().length);
    assertEquals(0.299, sample.image()[0], 0.02);
    assertNull(sample.labels());
  }

  @Test
  void numbersImagesAsTheirNamesDo() {
    UnlabeledDetectionDataset images = new UnlabeledDetectionDataset(folder, 3, List.of("x"));
    assertEquals(CocoId.of(139), images.imageId(Split.TEST, 0));
    assertEquals(CocoId.of(2), images.imageId(Split.TEST, 1));
    DetectionSample sample = images.get(Split.TEST, 1);
    assertEquals(180, sample.image().length);
    assertEquals(List.of(), sample.objects());
  }

  @ParameterizedTest
  @CsvSource({
    "2 a, 2 3",
    "001 1 1a, 1 2 3",
    "3 4 a b, 3 4 5 6",
    "a b c, 1 2 3",
    "0 -1 1.5, 1 0 3",
    "999999999999999999 9999999999999999999, 999999999999999999 2",
    "４ ٥, 1 2",
  })
  void eachImageHasAnIdOfItsOwn(String names, String ids) throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    for (String name : names.split(" ")) {
      Files.copy(folder.resolve("a.jpg"), images.resolve(name + ".jpg"));
    }
    UnlabeledDetectionDataset data = new UnlabeledDetectionDataset(images, 3, List.of("x"));
    assertEquals(
        ids,
        IntStream.range(0, data.size(Split.TEST))
            .mapToObj(i -> data.imageId(Split.TEST, i).text())
            .collect(Collectors.joining(" ")));
  }

  @Test
  void saysWhatIsLeftOutAndUsedInAnotherWay() throws IOException {
    Files.createDirectory(folder.resolve("more"));
    Files.createSymbolicLink(folder.resolve("lost.png"), folder.resolve("nowhere.png"));
    Files.writeString(folder.resolve(".hidden"), "no image");
    List<String> left =
        List.of(
            "left out are links that lead nowhere: 1 (first " + folder.resolve("lost.png") + ")",
            "left out are folders: 1 (first " + folder.resolve("more") + ")",
            "left out are files not named as PNG, JPEG, TIFF, BMP, GIF or WebP: 1 (first "
                + folder.resolve("notes.txt")
                + ")");
    assertEquals(left, new UnlabeledDetectionDataset(folder, 3, List.of("x")).warnings());
    assertEquals(
        "the images have colors, the model learned from gray ones: their luma is used",
        new UnlabeledSegmentationDataset(folder, 1, List.of("x", "y")).warnings().get(3));
  }

  @Test
  void takesOneFile() {
    Path one = folder.resolve("a.jpg");
    UnlabeledSegmentationDataset images = new UnlabeledSegmentationDataset(one, 3, List.of());
    assertEquals(1, images.size(Split.TEST));
    assertEquals(List.of(), images.warnings());
  }

  @Test
  void whatCannotBeReadIsLeftOutUnlessItIsAll() throws IOException {
    Path images = Files.createDirectory(folder.resolve("damaged"));
    Path damaged = Files.writeString(images.resolve("a.png"), "no image");
    String problem =
        assertThrows(
                IllegalArgumentException.class,
                () -> new UnlabeledSegmentationDataset(images, 1, List.of()))
            .getMessage();
    assertTrue(problem.contains(damaged.toString()), problem);

    TinyData.writePng(images.resolve("b.png"), new int[6], 2, 3);
    UnlabeledSegmentationDataset read = new UnlabeledSegmentationDataset(images, 1, List.of());
    assertEquals(1, read.size(Split.TEST));
    assertEquals("b", read.imageName(Split.TEST, 0));
    assertEquals(List.of(problem), read.unreadable());
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    Path none = folder.resolve("none");
    assertMessage(
        "no such file or folder: " + none + "; expected images (" + ImageFiles.FORMATS + ")", none);
    Files.createDirectory(none);
    assertMessage("no images in " + none + "; expected files in " + ImageFiles.FORMATS, none);
  }

  private static void assertMessage(String message, Path path) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new UnlabeledSegmentationDataset(path, 1, List.of()))
            .getMessage());
  }
}
