package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Normalization.Scaling;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Resampling;
import org.dl4jvision.data.Resize;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.Test;

class ResizedDatasetTest {

  /** One image, of which windows are read; they are counted. */
  private static final class OneImage implements SegmentationDataset {
    private final SegmentationSample sample;
    private final List<Region> read = new ArrayList<>();

    OneImage(SegmentationSample sample) {
      this.sample = sample;
    }

    @Override
    public String name() {
      return "one";
    }

    @Override
    public List<String> classNames() {
      return List.of("ground", "thing", "other");
    }

    @Override
    public int channels() {
      return sample.channels();
    }

    @Override
    public int size(Split split) {
      return split == Split.TRAIN ? 1 : 0;
    }

    @Override
    public SegmentationSample get(Split split, int index) {
      throw new AssertionError("only windows are to be read");
    }

    @Override
    public String imageName(Split split, int index) {
      return sample.name();
    }

    @Override
    public ImageSize imageSize(Split split, int index) {
      return sample.size();
    }

    @Override
    public SegmentationSample window(Split split, int index, Region region) {
      read.add(region);
      return sample.window(region.top(), region.left(), region.size());
    }
  }

  private static SegmentationSample sample(int channels, int height, int width, boolean truth) {
    Random random = new Random(5);
    float[] image = new float[channels * height * width];
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextInt(256) / 255f;
    }
    byte[] labels = new byte[height * width];
    for (int i = 0; i < labels.length; i++) {
      int column = i % width;
      labels[i] = (byte) (column < 9 ? 1 : column < 12 ? SegmentationSample.IGNORE : 0);
    }
    return new SegmentationSample("image", channels, height, width, image, truth ? labels : null);
  }

  private static SegmentationSample whole(SegmentationDataset dataset) {
    return dataset.get(Split.TRAIN, 0);
  }

  @Test
  void imagesAndMasksAreResampled() {
    SegmentationSample old = sample(3, 31, 43, true);
    ImageSize size = new ImageSize(14, 20);
    SegmentationSample resized = whole(new ResizedDataset(new OneImage(old), new Resize("20")));
    assertEquals("image", resized.name());
    assertEquals(size, resized.size());
    SegmentationSample alone = old.resized(size);
    assertArrayEquals(resized.image(), alone.image());
    assertArrayEquals(resized.labels(), alone.labels());
    Resampling resampling = new Resampling(old.size(), size);
    assertArrayEquals(
        resampling.values(old.image(), 3, Region.of(size)), resized.image(), 0.5f / 65535 + 1e-7f);
    assertArrayEquals(resampling.classes(old.labels(), Region.of(size)), resized.labels());
  }

  @Test
  void valuesOfFilesStayExactWhereTheSizeDoes() {
    SegmentationSample old = sample(1, 16, 16, true);
    for (int i = 0; i < 256; i++) {
      old.image()[i] = i / 255f;
    }
    SegmentationSample same = whole(new ResizedDataset(new OneImage(old), new Resize("16")));
    assertArrayEquals(old.image(), same.image());
    assertArrayEquals(old.labels(), same.labels());
    for (int from = 0; from < 65536; from += 256) {
      for (int i = 0; i < 256; i++) {
        old.image()[i] = (from + i) / 65535f;
      }
      same = whole(new ResizedDataset(new OneImage(old), new Resize("1.0")));
      assertArrayEquals(old.image(), same.image());
    }
  }

  @Test
  void windowsAreTheSameWhetherTheImageIsInMemoryOrNot() {
    SegmentationSample old = sample(3, 50, 70, true);
    for (String resize : List.of("23", "1.7", "31x90")) {
      OneImage image = new OneImage(old);
      ResizedDataset kept = new ResizedDataset(image, new Resize(resize), 1 << 20);
      ResizedDataset read = new ResizedDataset(new OneImage(old), new Resize(resize), 0);
      SegmentationSample all = whole(read);
      Random random = new Random(2);
      for (int run = 0; run < 50; run++) {
        int top = random.nextInt(all.height());
        int left = random.nextInt(all.width());
        Region window =
            new Region(
                top,
                left,
                1 + random.nextInt(all.height() - top),
                1 + random.nextInt(all.width() - left));
        SegmentationSample expected = all.window(top, left, window.size());
        for (ResizedDataset dataset : List.of(kept, read)) {
          SegmentationSample found = dataset.window(Split.TRAIN, 0, window);
          assertArrayEquals(expected.image(), found.image(), resize + ", " + window);
          assertArrayEquals(expected.labels(), found.labels(), resize + ", " + window);
        }
      }
      assertEquals(List.of(Region.of(old.size())), image.read);
    }
  }

  @Test
  void aWindowReadsWhatItIsMadeOf() {
    OneImage image = new OneImage(sample(1, 400, 800, true));
    new ResizedDataset(image, new Resize("0.25"), 0)
        .window(Split.TRAIN, 0, new Region(10, 20, 5, 6));
    assertEquals(List.of(new Region(40, 80, 20, 24)), image.read);
  }

  @Test
  void largeImagesAreReadInParts() {
    SegmentationSample old = sample(1, 3001, 4003, true);
    OneImage image = new OneImage(old);
    SegmentationSample resized = whole(new ResizedDataset(image, new Resize("0.1")));
    Resampling resampling = new Resampling(old.size(), resized.size());
    assertArrayEquals(
        resampling.values(old.image(), 1, Region.of(resized.size())),
        resized.image(),
        0.5f / 65535 + 1e-7f);
    assertArrayEquals(
        resampling.classes(old.labels(), Region.of(resized.size())), resized.labels());
    assertEquals(4, image.read.size());
    assertTrue(image.read.stream().allMatch(part -> part.area() <= 1 << 22), "" + image.read);

    image.read.clear();
    assertEquals(
        new ImageSize(1, 2), whole(new ResizedDataset(image, new Resize("2x1"), 0)).size());
    assertEquals(2, image.read.size());
    assertEquals(2002, image.read.get(0).width());
  }

  @Test
  void isScaledByTheValuesOfTheResizedImage() {
    ResizedDataset dataset =
        new ResizedDataset(new OneImage(sample(3, 300, 400, true)), new Resize("40"), 0);
    Scaling expected = Normalization.PER_IMAGE.of(whole(dataset).image(), 3);
    Scaling found = dataset.scaling(Split.TRAIN, 0, Normalization.PER_IMAGE);
    assertArrayEquals(expected.shift(), found.shift());
    assertArrayEquals(expected.scale(), found.scale());
    assertSame(found, dataset.scaling(Split.TRAIN, 0, Normalization.PER_IMAGE));
    assertTrue(expected.scale()[0] > 20, "means of 100 pixels vary less than pixels do");
  }

  @Test
  void classesAreThoseOfTheResizedMask() {
    OneImage image = new OneImage(sample(1, 60, 100, true));
    ResizedDataset half = new ResizedDataset(image, new Resize("50"));
    assertEquals(Set.of(0, 1), half.classes(Split.TRAIN, 0));
    // Columns 8 (of class 1) and 9 (void) become one of class 1; 10 and 11 are void.
    assertArrayEquals(new long[] {30 * 44, 30 * 5, 0}, half.classPixels(Split.TRAIN));
    assertFalse(half.isVoid(Split.TRAIN));
    half.requireLearnable();
    ResizedDataset tiny = new ResizedDataset(image, new Resize("4x3"));
    assertEquals(Set.of(0), tiny.classes(Split.TRAIN, 0));
    assertEquals(
        """
        resize is 4x3; allowed: sizes in which the masks of 'one' still have pixels of two classes
        """,
        Refusals.messages(tiny::requireLearnable));
  }

  @Test
  void whatHasNoGroundTruthGetsNone() {
    SegmentationSample old = sample(1, 20, 30, false);
    assertNull(whole(new ResizedDataset(new OneImage(old), new Resize("10"))).labels());
  }

  @Test
  void refusesWindowsBeyondTheImage() {
    ResizedDataset dataset =
        new ResizedDataset(new OneImage(sample(1, 20, 30, true)), new Resize("10"));
    assertEquals(
        """
        region is 8x1 at row 0, column 0; allowed: pixels of an image of 7x10
        """,
        Refusals.messages(() -> dataset.window(Split.TRAIN, 0, new Region(0, 0, 8, 1))));
  }
}
