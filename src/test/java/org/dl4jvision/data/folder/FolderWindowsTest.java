package org.dl4jvision.data.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Normalization.Scaling;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.Augmentation;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.data.segmentation.RepeatedTraining;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever an image is kept, in memory, in a file or not at all, its parts are the same. */
class FolderWindowsTest {

  private static final int HEIGHT = 1000;
  private static final int WIDTH = 1100;

  @TempDir static Path folder;

  private static SegmentationDataset inMemory;
  private static SegmentationDataset inFile;
  private static SegmentationDataset nowhere;

  @BeforeAll
  static void open() throws IOException {
    Random random = new Random(9);
    for (String split : List.of("train", "val")) {
      Files.createDirectories(folder.resolve(split).resolve("images"));
      Files.createDirectories(folder.resolve(split).resolve("labels"));
      write(folder.resolve(split), random);
    }
    inMemory = builder().build();
    inFile = builder().cacheBytes(0).build();
    nowhere = builder().cacheBytes(0).scratch(null).build();
  }

  private static FolderSegmentationDataset.Builder builder() {
    return FolderSegmentationDataset.builder(folder);
  }

  /** An image of colors with a mask of three classes. */
  private static void write(Path folder, Random random) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, random.nextInt() & 0xFF3FFF);
        mask.getRaster().setSample(x, y, 0, x / 40 % 3);
      }
    }
    ImageIO.write(image, "png", folder.resolve("images/a.png").toFile());
    ImageIO.write(mask, "png", folder.resolve("labels/a.png").toFile());
  }

  private static Stream<SegmentationDataset> others() {
    return Stream.of(inFile, nowhere);
  }

  @Test
  void partsAreTheSame() {
    Random random = new Random(2);
    for (int i = 0; i < 20; i++) {
      int top = random.nextInt(HEIGHT);
      int left = random.nextInt(WIDTH);
      Region region =
          new Region(top, left, 1 + random.nextInt(HEIGHT - top), 1 + random.nextInt(WIDTH - left));
      SegmentationSample expected = inMemory.get(Split.TRAIN, 0).window(top, left, region.size());
      assertSame(expected, inMemory.window(Split.TRAIN, 0, region));
      others().forEach(other -> assertSame(expected, other.window(Split.TRAIN, 0, region)));
    }
  }

  private static void assertSame(SegmentationSample expected, SegmentationSample sample) {
    assertEquals(expected.size(), sample.size());
    assertArrayEquals(expected.image(), sample.image());
    assertArrayEquals(expected.labels(), sample.labels());
  }

  @Test
  void scalingIsThatOfTheWholeImage() {
    SegmentationSample whole = inMemory.get(Split.TRAIN, 0);
    Scaling expected = Normalization.PER_IMAGE.of(whole.image(), whole.channels());
    Stream.concat(Stream.of(inMemory), others())
        .map(data -> data.scaling(Split.TRAIN, 0, Normalization.PER_IMAGE))
        .forEach(
            scaling -> {
              assertArrayEquals(expected.shift(), scaling.shift());
              assertArrayEquals(expected.scale(), scaling.scale());
            });
  }

  @Test
  void batchesAreTheSame() {
    SegmentationIterator expected = crops(inMemory);
    expected.next();
    var batch = expected.next();
    others()
        .map(FolderWindowsTest::crops)
        .forEach(
            crops -> {
              crops.next();
              var other = crops.next();
              assertEquals(batch.getFeatures(), other.getFeatures());
              assertEquals(batch.getLabels(), other.getLabels());
            });
  }

  private static SegmentationIterator crops(SegmentationDataset dataset) {
    return SegmentationIterator.builder(new RepeatedTraining(dataset, 4), Split.TRAIN)
        .batchSize(2)
        .shuffle(true)
        .augmentation(Augmentation.builder().crop(64).quarterTurns(true).brightness(0.3).build())
        .build();
  }

  @Test
  void saysWhatCopiesTake() {
    assertTrue(
        inFile.warnings().stream()
            .anyMatch(line -> line.startsWith("2 of 2 images do not fit in the memory")),
        inFile.warnings().toString());
    assertTrue(inMemory.warnings().stream().noneMatch(line -> line.contains("do not fit")));
  }
}
