package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.dl4jvision.data.ExampleInfo;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.AsyncDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;

class SegmentationIteratorTest {

  /** Samples of given sizes; pixels and labels are the row number, the last column is void. */
  private record Rows(List<ImageSize> sizes, boolean hasTruth) implements SegmentationDataset {
    @Override
    public String name() {
      return "rows";
    }

    @Override
    public List<String> classNames() {
      return List.of("a", "b", "c");
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int size(Split split) {
      return split == Split.TRAIN ? sizes.size() : 0;
    }

    @Override
    public SegmentationSample get(Split split, int index) {
      int height = sizes.get(index).height();
      int width = sizes.get(index).width();
      float[] image = new float[height * width];
      byte[] labels = new byte[height * width];
      for (int i = 0; i < labels.length; i++) {
        int row = i / width;
        image[i] = row;
        boolean isLast = width > 4 && i % width == width - 1;
        labels[i] = (byte) (isLast ? SegmentationSample.IGNORE : row % 3);
      }
      return new SegmentationSample("s" + index, 1, height, width, image, hasTruth ? labels : null);
    }
  }

  private static Rows rows(ImageSize... sizes) {
    return new Rows(List.of(sizes), true);
  }

  private static List<String> names(SegmentationIterator iterator) {
    List<String> names = new ArrayList<>();
    while (iterator.hasNext()) {
      SegmentationIterator.examples(iterator.next()).forEach(e -> names.add(e.name()));
    }
    return names;
  }

  @Test
  void givesClassIndicesWithoutMaskWhereAllIsValid() {
    ImageSize size = new ImageSize(4, 4);
    SegmentationIterator iterator =
        SegmentationIterator.builder(rows(size, size, size), Split.TRAIN)
            .batchSize(2)
            .stride(4)
            .normalization(Normalization.NONE)
            .build();
    assertEquals(2, iterator.batchCount());
    DataSet first = iterator.next();
    assertArrayEquals(new long[] {2, 1, 4, 4}, first.getFeatures().shape());
    assertArrayEquals(new long[] {2, 1, 4, 4}, first.getLabels().shape());
    assertEquals(DataType.FLOAT, first.getFeatures().dataType());
    assertEquals(DataType.FLOAT, first.getLabels().dataType());
    assertNull(first.getLabelsMaskArray());
    for (int y = 0; y < 4; y++) {
      assertEquals(y, first.getFeatures().getDouble(1, 0, y, 2));
      assertEquals(y % 3, first.getLabels().getDouble(1, 0, y, 2));
    }
    assertEquals(1, iterator.next().numExamples());
    assertFalse(iterator.hasNext());
    assertThrows(NoSuchElementException.class, iterator::next);
    assertEquals(3, iterator.totalOutcomes());
    assertEquals(1, iterator.inputColumns());
    assertEquals(2, iterator.batch());
  }

  @Test
  void masksVoidAndPaddedPixels() {
    SegmentationIterator iterator =
        SegmentationIterator.builder(rows(new ImageSize(3, 5)), Split.TRAIN)
            .stride(4)
            .normalization(Normalization.NONE)
            .build();
    DataSet batch = iterator.next();
    INDArray mask = batch.getLabelsMaskArray();
    assertArrayEquals(new long[] {1, 1, 4, 8}, batch.getFeatures().shape());
    assertArrayEquals(new long[] {1, 1, 4, 8}, mask.shape());
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 8; x++) {
        boolean valid = y < 3 && x < 4;
        assertEquals(valid ? 1 : 0, mask.getDouble(0, 0, y, x));
        assertEquals(valid ? y : 0, batch.getLabels().getDouble(0, 0, y, x));
        assertEquals(y == 3 ? 1 : y, batch.getFeatures().getDouble(0, 0, y, x));
      }
    }
    assertEquals(List.of(new ExampleInfo("s0", 0, 3, 5)), SegmentationIterator.examples(batch));
  }

  @Test
  void batchesEqualSizesOnlyAndLeavesNothingOut() {
    ImageSize a = new ImageSize(8, 8);
    ImageSize alsoA = new ImageSize(7, 6);
    ImageSize b = new ImageSize(8, 12);
    SegmentationIterator iterator =
        SegmentationIterator.builder(rows(a, b, alsoA, a, b, a, b, a), Split.TRAIN)
            .batchSize(2)
            .stride(4)
            .build();
    List<Long> widths = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int batches = iterator.batchCount();
    while (iterator.hasNext()) {
      DataSet batch = iterator.next();
      widths.add(batch.getFeatures().size(3));
      SegmentationIterator.examples(batch).forEach(e -> seen.add(e.name()));
    }
    assertEquals(8, seen.size());
    assertEquals(batches, widths.size());
    assertEquals(List.of(8L, 12L, 8L, 12L, 8L), widths);
  }

  @Test
  void shufflesEachEpochByTheSeed() {
    SyntheticCells cells = SyntheticCells.builder().imageSize(16, 16).build();
    Augmentation crop = Augmentation.builder().crop(12).horizontalFlip(true).build();
    SegmentationIterator.Builder builder =
        SegmentationIterator.builder(cells, Split.TRAIN)
            .batchSize(5)
            .shuffle(true)
            .seed(3)
            .augmentation(crop);
    SegmentationIterator iterator = builder.build();
    iterator.reset();
    assertEquals(0, iterator.epoch(), "a reset before the first batch changes nothing");
    List<String> first = names(iterator);
    iterator.reset();
    assertEquals(1, iterator.epoch());
    List<String> second = names(iterator);
    assertEquals(96, new HashSet<>(first).size());
    assertEquals(new HashSet<>(first), new HashSet<>(second));
    assertNotEquals(first, second);
    assertEquals(first, names(builder.build()));
    assertNotEquals(first, names(builder.seed(4).build()));
    SegmentationIterator resumed = builder.seed(3).build();
    resumed.startEpoch(1);
    iterator.startEpoch(1);
    assertEquals(iterator.next().getFeatures(), resumed.next().getFeatures());
    iterator.startEpoch(0);
    resumed.startEpoch(2);
    assertNotEquals(iterator.next().getFeatures(), resumed.next().getFeatures());
  }

  @Test
  void runsInDl4jsOtherThread() {
    SyntheticCells cells = SyntheticCells.builder().imageSize(18, 20).build();
    SegmentationIterator.Builder builder =
        SegmentationIterator.builder(cells, Split.TRAIN)
            .batchSize(7)
            .stride(8)
            .shuffle(true)
            .augmentation(Augmentation.builder().verticalFlip(true).brightness(0.1).build());
    SegmentationIterator direct = builder.build();
    assertTrue(direct.asyncSupported() && direct.resetSupported());
    AsyncDataSetIterator async = new AsyncDataSetIterator(builder.build(), 2);
    try {
      for (int epoch = 0; epoch < 2; epoch++) {
        int batches = 0;
        while (async.hasNext()) {
          DataSet expected = direct.next();
          DataSet actual = async.next();
          assertEquals(expected.getFeatures(), actual.getFeatures());
          assertEquals(expected.getLabels(), actual.getLabels());
          assertEquals(expected.getLabelsMaskArray(), actual.getLabelsMaskArray());
          assertEquals(
              SegmentationIterator.examples(expected), SegmentationIterator.examples(actual));
          batches++;
        }
        assertEquals(14, batches);
        assertFalse(direct.hasNext());
        direct.reset();
        async.reset();
      }
    } finally {
      async.shutdown();
    }
  }

  @Test
  void leavesLabelsNullWithoutTruth() {
    Rows images = new Rows(List.of(new ImageSize(5, 5)), false);
    DataSet batch = SegmentationIterator.builder(images, Split.TRAIN).stride(4).build().next();
    assertNotNull(batch.getFeatures());
    assertNull(batch.getLabels());
    assertNull(batch.getLabelsMaskArray());
    assertEquals(5, SegmentationIterator.examples(batch).get(0).height());
  }

  @Test
  void rejectsBadOptions() {
    Rows images = rows(new ImageSize(5, 5));
    assertEquals(
        "batchSize is 0; allowed: whole numbers >= 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> SegmentationIterator.builder(images, Split.TRAIN).batchSize(0))
            .getMessage());
    SegmentationIterator iterator = SegmentationIterator.builder(images, Split.TRAIN).build();
    assertThrows(UnsupportedOperationException.class, () -> iterator.next(3));
  }
}
