package org.dl4jvision.data.segmentation;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dl4jvision.Shared;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.folder.HoldOut;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.AnnotationFormats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layouts, errors and real data. */
class FolderSegmentationDatasetTest extends SegmentationFolderTestCase {

  @Test
  void readsListsOfNames() {
    standard();
    write(gray(i -> 0), "images/unlisted.png");
    text("train.txt", "# names", "a.png", "");
    text("val.txt", "images/b");
    FolderSegmentationDataset data = builder().build();
    assertEquals(1, data.size(Split.TRAIN));
    assertEquals(1, data.size(Split.VALIDATION));
    assertEquals(0, data.size(Split.TEST));
    assertEquals(1, data.channels());
    assertEquals(List.of("background", "foreground"), data.classNames());
    assertEquals(folder.getFileName().toString(), data.name());
    SegmentationSample sample = data.get(Split.VALIDATION, 0);
    assertEquals("b", sample.name());
    assertEquals(new ImageSize(HEIGHT, WIDTH), sample.size());
    assertEquals(new ImageSize(HEIGHT, WIDTH), data.imageSize(Split.VALIDATION, 0));
    assertEquals(4 * 17 / 255f, sample.image()[17]);
    assertArrayEquals(halves(0, 1), sample.labels());
    assertArrayEquals(new long[] {30, 30}, data.classPixels(Split.TRAIN));
  }

  @Test
  void readsSplitFolders() {
    String[] parts = {"train", "val", "test"};
    for (int p = 0; p < 3; p++) {
      for (int n = 0; n <= p; n++) {
        write(gray(i -> i), parts[p] + "/images/" + n + ".png");
        write(gray(i -> i % 3), parts[p] + "/labels/" + n + ".png");
      }
    }
    FolderSegmentationDataset data = builder().build();
    assertEquals(1, data.size(Split.TRAIN));
    assertEquals(2, data.size(Split.VALIDATION));
    assertEquals(3, data.size(Split.TEST));
    assertEquals(List.of("class0", "class1", "class2"), data.classNames());
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 1", "4, 3, 1", "5, 4, 1", "12, 10, 2"})
  void earlierRunsHoldOutEveryFifth(int images, int train, int validation) {
    for (int n = 0; n < images; n++) {
      write(gray(i -> i), "images/%02d.png".formatted(n));
      write(gray(i -> i % 2), "labels/%02d_mask.png".formatted(n));
    }
    FolderSegmentationDataset data = builder().holdOut(HoldOut.FIFTH).build();
    assertEquals(train, data.size(Split.TRAIN));
    assertEquals(validation, data.size(Split.VALIDATION));
    String last = images < 5 ? "%02d".formatted(images - 1) : "04";
    assertEquals(last, data.get(Split.VALIDATION, 0).name());
  }

  @Test
  void namesAMissingFolder() {
    Path missing = folder.resolve("nothing");
    assertEquals("no such folder: " + missing, error(FolderSegmentationDataset.builder(missing)));
    String expected =
        "no masks or outlines found in %s (%s); formats are "
            + AnnotationFormats.with(FolderSegmentationDataset.CONTENTS).stream()
                .map(AnnotationFormat::name)
                .collect(joining(", "))
            + ": name one to be told what it expects";
    assertEquals(expected.formatted(folder, "no files"), error(builder()));
    write(gray(i -> i), "images/a.png");
    assertEquals(expected.formatted(folder, "1 .png"), error(builder()));
    assertEquals(
        "no masks annotations in "
            + folder
            + "; expected "
            + AnnotationFormats.REGISTRY.get("masks").layout(),
        error(builder().format(AnnotationFormats.REGISTRY.get("masks"))));
  }

  @Test
  void leavesOutFilesWithoutPartnerAndCountsThem() throws IOException {
    standard();
    for (String name : List.of("c", "d", "e")) {
      write(gray(i -> 4 * i), "images/" + name + ".png");
    }
    write(gray(i -> i < 30 ? 0 : 255), "masks/f.png");
    text("train.txt", "a", "c", "a");
    FolderSegmentationDataset data = builder().build();
    assertEquals(1, data.size(Split.TRAIN));
    assertEquals(
        List.of(
            folder.resolve("train.txt") + ": 1 lines name an image again, which counts once",
            "3 images without mask are left out, the first is " + folder.resolve("images/c.png"),
            "1 mask without image is left out: " + folder.resolve("masks/f.png")),
        data.warnings());
    text("val.txt", "x");
    assertEquals(
        folder.resolve("val.txt")
            + " names \"x\", but there is no such image ("
            + ImageFiles.FORMATS
            + ") with a mask",
        error(builder()));
  }

  @Test
  void refusesAMaskOfTwoImages() {
    standard();
    write(gray(i -> i), "images/a.bmp");
    write(gray(i -> i), "images/b.bmp");
    assertEquals(
        "the mask %1$s/masks/a.png may be of %1$s/images/a.bmp or %1$s/images/a.png"
            .formatted(folder),
        error(builder()));
  }

  @Test
  void namesUnreadableFiles() throws IOException {
    standard();
    text("images/b.png", "no image");
    assertContains(error(builder()), "cannot read " + folder.resolve("images/b.png"), "PNG");
    standard();
    text("masks/a.png", "no image");
    assertContains(error(builder()), "cannot read " + folder.resolve("masks/a.png"));
    standard();
    Path image = folder.resolve("images/b.png");
    byte[] bytes = Files.readAllBytes(image);
    Files.write(image, Arrays.copyOf(bytes, bytes.length / 2));
    assertContains(error(builder()), "cannot read " + image);
  }

  @Test
  void namesDifferentSizes() {
    standard();
    write(new BufferedImage(7, 5, BufferedImage.TYPE_BYTE_GRAY), "masks/b.png");
    assertContains(
        error(builder()),
        folder.resolve("images/b.png") + " is 6x10",
        folder.resolve("masks/b.png") + " is 5x7");
  }

  @Test
  void namesMaskValuesOutsideTheClasses() {
    standard();
    write(gray(i -> i == 8 ? 7 : i % 2), "masks/a.png");
    write(gray(i -> i % 2), "masks/b.png");
    assertContains(
        error(builder().classes(3).ignoreIndex(255)),
        folder.resolve("masks/a.png") + " has the value 7 (1 pixel)",
        "allowed: 0, 1, 2, 255");
    assertContains(error(builder()), "0, 1, 7", "0 and 255", "--classes");
    assertEquals("classes is 1; allowed: 2 to 255", error(builder().classes(1)));
  }

  @Test
  void namesEmptySplits() throws IOException {
    standard();
    text("val.txt", "");
    assertContains(error(builder()), "no validation images in " + folder, "val.txt");
    assertEquals(1, builder().require(Split.TRAIN).build().size(Split.TRAIN));
    assertContains(error(builder().require(Split.TEST)), "no test images in " + folder);
    Files.delete(folder.resolve("val.txt"));
    assertContains(error(builder()), "no validation images in " + folder);
    text("train.txt", "");
    assertContains(error(builder()), "no training images in " + folder);
  }

  @Test
  void readsAgainWhatIsNotInMemory() {
    standard();
    FolderSegmentationDataset kept = builder().build();
    FolderSegmentationDataset read = builder().cacheBytes(0).build();
    assertArrayEquals(kept.get(Split.TRAIN, 0).image(), read.get(Split.TRAIN, 0).image());
    assertArrayEquals(kept.get(Split.TRAIN, 0).labels(), read.get(Split.TRAIN, 0).labels());
  }

  private static Path shared(String name) {
    return Shared.data(name);
  }

  @Test
  void readsMembranes() {
    FolderSegmentationDataset data =
        FolderSegmentationDataset.builder(shared("isbi2012")).foreground(0).build();
    assertEquals(24, data.size(Split.TRAIN));
    assertEquals(6, data.size(Split.VALIDATION));
    assertEquals(1, data.channels());
    assertEquals(new ImageSize(512, 512), data.imageSize(Split.TRAIN, 0));
    long[] train = data.classPixels(Split.TRAIN);
    long[] validation = data.classPixels(Split.VALIDATION);
    assertEquals(0.2196, (train[1] + validation[1]) / (30.0 * 512 * 512), 1e-4);
  }

  @Test
  void readsNuclei() {
    FolderSegmentationDataset data = FolderSegmentationDataset.builder(shared("nuclei")).build();
    assertEquals(128, data.size(Split.TRAIN));
    assertEquals(32, data.size(Split.VALIDATION));
    assertEquals(1, data.channels());
    assertEquals(2, data.classNames().size());
  }

  @Test
  void readsStreets() {
    FolderSegmentationDataset data =
        FolderSegmentationDataset.builder(shared("camvid")).ignoreIndex(11).build();
    assertEquals(367, data.size(Split.TRAIN));
    assertEquals(101, data.size(Split.VALIDATION));
    assertEquals(233, data.size(Split.TEST));
    assertEquals(3, data.channels());
    assertEquals(11, data.classNames().size());
    assertEquals("Bicyclist", data.classNames().get(10));
    long[] pixels = data.classPixels(Split.TEST);
    double all = 233.0 * 240 * 180;
    assertEquals(0.1719, pixels[0] / all, 1e-4);
    assertEquals(1 - 0.0370, Arrays.stream(pixels).sum() / all, 1e-4);
  }
}
