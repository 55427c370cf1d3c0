package org.dl4jvision.data.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.synthetic.SyntheticObjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.AsyncDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

class DetectionIteratorTest {

  /** Each image is 0.2 but for its one object, which is 1; image 3 is empty. */
  private record Blocks(int count, int height, int width) implements DetectionDataset {
    @Override
    public String name() {
      return "blocks";
    }

    @Override
    public List<String> classNames() {
      return List.of("a", "b");
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int size(Split split) {
      return split == Split.TRAIN ? count : 0;
    }

    @Override
    public DetectionSample get(Split split, int index) {
      float[] image = new float[height * width];
      Arrays.fill(image, 0.2f);
      if (index == 3) {
        return new DetectionSample("empty", 1, height, width, image, List.of());
      }
      Random random = new Random(index);
      int left = random.nextInt(width - 20);
      int top = random.nextInt(height - 16);
      int right = left + 12 + random.nextInt(8);
      int bottom = top + 8 + random.nextInt(8);
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          image[y * width + x] = 1;
        }
      }
      ObjectBox object = new ObjectBox(new Box(left, top, right, bottom), index % 2, false);
      return new DetectionSample("block" + index, 1, height, width, image, List.of(object));
    }
  }

  private static DetectionIterator.Builder builder(DetectionDataset data, int side) {
    return DetectionIterator.builder(data, Split.TRAIN, side).normalization(Normalization.NONE);
  }

  private static Box box(INDArray labels, int example, int row) {
    return new Box(
        labels.getDouble(example, row, 0),
        labels.getDouble(example, row, 1),
        labels.getDouble(example, row, 2),
        labels.getDouble(example, row, 3));
  }

  /**
   * The light inside a box must be the object's all over, and be nowhere outside of all boxes.
   *
   * @param stray pixels of an image that may be lit nevertheless, by slivers of objects
   */
  private static void assertAligned(DataSet batch, int stray) {
    INDArray labels = batch.getLabels();
    int side = (int) batch.getFeatures().size(2);
    for (int i = 0; i < batch.numExamples(); i++) {
      boolean[] covered = new boolean[side * side];
      for (int row = 0; row < labels.size(1); row++) {
        if (labels.getDouble(i, row, 4) < 0) {
          continue;
        }
        Box box = box(labels, i, row);
        for (int y = 0; y < side; y++) {
          for (int x = 0; x < side; x++) {
            if (x + 2.1 > box.left()
                && x - 1.1 < box.right()
                && y + 2.1 > box.top()
                && y - 1.1 < box.bottom()) {
              covered[y * side + x] = true;
            }
            if (x - 1 > box.left()
                && x + 2 < box.right()
                && y - 1 > box.top()
                && y + 2 < box.bottom()) {
              assertEquals(1, batch.getFeatures().getFloat(i, 0, y, x), 0.01, "inside a box");
            }
          }
        }
      }
      int lit = 0;
      for (int p = 0; p < side * side; p++) {
        boolean light = batch.getFeatures().getFloat(i, 0, p / side, p % side) > 0.22;
        lit += light && !covered[p] ? 1 : 0;
      }
      assertTrue(lit <= stray, lit + " pixels outside of all boxes are lit");
    }
  }

  @Test
  void letterboxesImagesAndBoxes() {
    DetectionIterator iterator = builder(new Blocks(5, 32, 64), 32).batchSize(4).build();

    DataSet batch = iterator.next();

    assertArrayEquals(new long[] {4, 1, 32, 32}, batch.getFeatures().shape());
    assertArrayEquals(new long[] {4, 1, 6}, batch.getLabels().shape());
    assertEquals(DataType.FLOAT, batch.getFeatures().dataType());
    assertEquals(DataType.FLOAT, batch.getLabels().dataType());
    assertAligned(batch, 0);
    // Half as large, with 8 rows above and below.
    assertEquals(0, batch.getFeatures().getFloat(0, 0, 7, 16));
    assertEquals(0.2, batch.getFeatures().getFloat(3, 0, 8, 16), 1e-6);
    assertEquals(0.2, batch.getFeatures().getFloat(3, 0, 23, 16), 1e-6);
    assertEquals(0, batch.getFeatures().getFloat(0, 0, 24, 16));
    DetectionSample sample = new Blocks(5, 32, 64).get(Split.TRAIN, 1);
    Box stored = sample.objects().get(0).box();
    Box expected =
        new Box(
            stored.left() / 2, stored.top() / 2 + 8, stored.right() / 2, stored.bottom() / 2 + 8);
    assertEquals(expected, box(batch.getLabels(), 1, 0));
    assertEquals(1, batch.getLabels().getDouble(1, 0, 4));
    assertEquals(0, batch.getLabels().getDouble(1, 0, 5));
    for (int i = 0; i < 6; i++) {
      assertEquals(-1, batch.getLabels().getDouble(3, 0, i), "image 3 has no objects");
    }
    DetectionExample example = DetectionIterator.examples(batch).get(1);
    assertEquals("block1", example.name());
    assertEquals(new ImageSize(32, 64), example.size());
    assertEquals(stored, example.toImage(expected));
    assertEquals(new Box(0, 0, 64, 32), example.toImage(new Box(-9, 0, 32, 32)));
    assertEquals(1, iterator.next().numExamples());
    assertFalse(iterator.hasNext());
  }

  @Test
  void stretches() {
    DataSet batch =
        builder(new Blocks(3, 32, 64), 48).batchSize(3).resizing(Resizing.STRETCH).build().next();

    assertAligned(batch, 0);
    Box stored = new Blocks(3, 32, 64).get(Split.TRAIN, 2).objects().get(0).box();
    Box box = box(batch.getLabels(), 2, 0);
    assertEquals(stored.left() * 48 / 64, box.left(), 1e-5);
    assertEquals(stored.bottom() * 48 / 32, box.bottom(), 1e-5);
    Box back = DetectionIterator.examples(batch).get(2).toImage(box);
    assertEquals(1, back.iou(stored), 1e-5);
  }

  @ParameterizedTest
  @EnumSource(Resizing.class)
  void augmentsImagesAndBoxesAlike(Resizing resizing) {
    DetectionAugmentation all =
        DetectionAugmentation.builder()
            .horizontalFlip(true)
            .verticalFlip(true)
            .quarterTurns(true)
            .scale(0.6, 1.2)
            .stretch(1.3)
            .mosaic(0.5)
            .build();
    DetectionIterator iterator =
        builder(new Blocks(12, 37, 53), 48)
            .resizing(resizing)
            .batchSize(5)
            .shuffle(true)
            .augmentation(all)
            .build();
    int objects = 0;
    int ignored = 0;
    int several = 0;
    for (int epoch = 0; epoch < 10; epoch++) {
      while (iterator.hasNext()) {
        DataSet batch = iterator.next();
        assertAligned(batch, 40);
        INDArray labels = batch.getLabels();
        for (int i = 0; i < labels.size(0); i++) {
          int of = 0;
          for (int row = 0; row < labels.size(1); row++) {
            if (labels.getDouble(i, row, 4) >= 0) {
              of++;
              Box box = box(labels, i, row);
              assertTrue(box.left() >= 0 && box.right() <= 48 && box.area() > 0);
              ignored += (int) labels.getDouble(i, row, 5);
            }
          }
          objects += of;
          several += of > 1 ? 1 : 0;
        }
      }
      iterator.reset();
    }
    assertTrue(objects > 100, "objects " + objects);
    assertTrue(ignored > 0 && ignored < objects / 2, ignored + " ignored of " + objects);
    assertTrue(several > 20, "mosaics with several objects: " + several);
  }

  @Test
  void cutObjectsAreIgnoredByTheirVisibility() {
    ObjectBox object = new ObjectBox(new Box(10, 0, 20, 10), 0, false);
    ImageTransform same = new ImageTransform(false, 1, 0, 1, 0);
    double[] edges = {20, 15, 14, 13, 10.5, 10};
    Boolean[] ignored = {false, false, false, true, null, null};
    for (int i = 0; i < edges.length; i++) {
      InputSquare canvas = new InputSquare(1, 32);
      canvas.add(List.of(object), same, new Box(0, 0, edges[i], 32), 0.4);
      List<Boolean> found = canvas.objects().stream().map(ObjectBox::ignored).toList();
      assertEquals(ignored[i] == null ? List.of() : List.of(ignored[i]), found, "edge " + edges[i]);
    }
  }

  @Test
  void changesLightAndColorOfTheImageOnly() {
    SyntheticObjects data = SyntheticObjects.builder().imageSize(32).build();
    DetectionAugmentation light =
        DetectionAugmentation.builder().brightness(0.3).contrast(0.3).saturation(0.5).build();
    DataSet plain = DetectionIterator.builder(data, Split.TRAIN, 32).batchSize(8).build().next();
    DataSet lit =
        DetectionIterator.builder(data, Split.TRAIN, 32)
            .batchSize(8)
            .augmentation(light)
            .build()
            .next();

    assertEquals(plain.getLabels(), lit.getLabels());
    assertNotEquals(plain.getFeatures(), lit.getFeatures());
    assertTrue(
        plain.getFeatures().distance2(lit.getFeatures())
            < plain.getFeatures().norm2Number().doubleValue());
  }

  @Test
  void normalizesEachImage() {
    SyntheticObjects data = SyntheticObjects.builder().imageSize(64).build();
    DataSet batch = DetectionIterator.builder(data, Split.TRAIN, 64).batchSize(3).build().next();
    for (int i = 0; i < 3; i++) {
      for (int c = 0; c < 3; c++) {
        INDArray channel = batch.getFeatures().get(NDArrayIndex.point(i), NDArrayIndex.point(c));
        assertEquals(0, channel.meanNumber().doubleValue(), 1e-4);
        assertEquals(1, channel.stdNumber(false).doubleValue(), 1e-3);
      }
    }
  }

  @Test
  void isReproducibleByTheSeedOnAnyThread() {
    SyntheticObjects data =
        SyntheticObjects.builder().imageSize(32).samples(Split.TRAIN, 20).build();
    DetectionAugmentation some =
        DetectionAugmentation.builder().horizontalFlip(true).scale(0.5, 2).mosaic(0.5).build();
    DetectionIterator.Builder builder =
        DetectionIterator.builder(data, Split.TRAIN, 32)
            .batchSize(7)
            .shuffle(true)
            .seed(3)
            .augmentation(some);
    DetectionIterator direct = builder.build();
    AsyncDataSetIterator async = new AsyncDataSetIterator(builder.build(), 2);
    List<INDArray> first = new ArrayList<>();
    try {
      for (int epoch = 0; epoch < 2; epoch++) {
        HashSet<String> names = new HashSet<>();
        while (async.hasNext()) {
          DataSet expected = direct.next();
          DataSet actual = async.next();
          first.add(expected.getFeatures());
          assertEquals(expected.getFeatures(), actual.getFeatures());
          assertEquals(expected.getLabels(), actual.getLabels());
          assertEquals(DetectionIterator.examples(expected), DetectionIterator.examples(actual));
          DetectionIterator.examples(actual).forEach(e -> names.add(e.name()));
        }
        assertEquals(20, names.size());
        direct.reset();
        async.reset();
      }
    } finally {
      async.shutdown();
    }
    assertNotEquals(first.get(0), first.get(3), "epochs differ");
    assertNotEquals(first.get(0), builder.seed(4).build().next().getFeatures());
    DetectionIterator resumed = builder.seed(3).build();
    resumed.startEpoch(1);
    assertEquals(first.get(3), resumed.next().getFeatures());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void transformsCanBeInverted(boolean transposed) {
    ImageTransform transform = new ImageTransform(transposed, -0.5, 40, 2, 3);
    Box box = new Box(3, 5, 10, 25);
    Box there = transform.apply(box);
    assertEquals(box, transform.invert(there));
    assertEquals(transposed ? new Box(27.5, 9, 37.5, 23) : new Box(35, 13, 38.5, 53), there);
    assertEquals(
        new Box(50 - there.right(), there.top(), 50 - there.left(), there.bottom()),
        transform.mirrorX(50).apply(box));
    assertEquals(
        new Box(there.left(), 50 - there.bottom(), there.right(), 50 - there.top()),
        transform.mirrorY(50).apply(box));
    assertEquals(
        new Box(there.top(), there.left(), there.bottom(), there.right()),
        transform.transpose().apply(box));
  }

  @Test
  void rejectsBadOptions() {
    Blocks data = new Blocks(1, 32, 32);
    assertEquals(
        "side is 0; allowed: whole numbers >= 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> DetectionIterator.builder(data, Split.TRAIN, 0))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> DetectionIterator.builder(data, Split.TRAIN, 8).batchSize(0));
    DetectionAugmentation.Builder augmentation = DetectionAugmentation.builder();
    assertThrows(IllegalArgumentException.class, () -> augmentation.scale(0, 1));
    assertThrows(IllegalArgumentException.class, () -> augmentation.scale(2, 1));
    assertThrows(IllegalArgumentException.class, () -> augmentation.scale(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> augmentation.stretch(0.5));
    assertThrows(IllegalArgumentException.class, () -> augmentation.mosaic(1.5));
    assertThrows(IllegalArgumentException.class, () -> augmentation.minVisibility(-1));
  }
}
