package org.dl4jvision.data.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

class RepeatFactorsTest {

  private static final int SIDE = 32;

  /** Images of objects of these classes; ignored ones are those of {@code ignored}. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Objects(int[][] classes, int ignored) implements DetectionDataset {
    @Override
    public String name() {
      return "objects";
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
      return split == Split.TRAIN ? classes.length : 0;
    }

    @Override
    public DetectionSample get(Split split, int index) {
      float[] image = new float[SIDE * SIDE];
      image[index] = 1;
      List<ObjectBox> objects =
          Arrays.stream(classes[index])
              .mapToObj(c -> new ObjectBox(new Box(1, 1, 9, 9), c, c == ignored))
              .toList();
      return new DetectionSample("" + index, 1, SIDE, SIDE, image, objects);
    }
  }

  /** Class a is on 4 of 4 images, b on 1 of 4: the median is 0.625, and sqrt(0.625 / 0.25). */
  @Test
  void theRarestClassOfAnImageDecides() {
    Objects data = new Objects(new int[][] {{0, 1}, {0}, {0, 0}, {0}}, 2);
    assertArrayEquals(new double[] {1.5811388, 1, 1, 1}, RepeatFactors.factors(data), 1e-7);
  }

  /** What is ignored and what is empty counts for nothing. */
  @Test
  void imagesWithNothingRareComeOnce() {
    Objects data = new Objects(new int[][] {{0, 2}, {0}, {}, {0, 1}}, 2);
    // a on 3 of 4, b on 1 of 4: sqrt(0.5 / 0.25).
    assertArrayEquals(new double[] {1, 1, 1, 1.4142136}, RepeatFactors.factors(data), 1e-7);
  }

  @Test
  void imagesComeByTheirFactors() {
    Objects data = new Objects(new int[][] {{0, 1}, {0}, {0}, {0}}, 2);
    RepeatFactors sampling = RepeatFactors.of(data, 7);
    int[] counts = new int[4];
    for (int epoch = 0; epoch < 1000; epoch++) {
      int[] ofEpoch = new int[4];
      for (int place = 0; place < 4; place++) {
        ofEpoch[sampling.sample(epoch, place)]++;
      }
      assertTrue(ofEpoch[0] >= 1 && ofEpoch[0] <= 2, "in epoch " + epoch);
      for (int i = 0; i < 4; i++) {
        counts[i] += ofEpoch[i];
      }
    }
    assertEquals(4000 * 1.5811 / 4.5811, counts[0], 40);
    assertEquals(4000 / 4.5811, counts[2], 60);
  }

  @Test
  void anEpochGoesOnAtAnyBatch() {
    Objects data = new Objects(new int[][] {{0, 1}, {0}, {0}, {0}, {0}}, 2);
    DetectionIterator.Builder builder =
        DetectionIterator.builder(data, Split.TRAIN, SIDE)
            .batchSize(2)
            .shuffle(true)
            .seed(3)
            .normalization(Normalization.NONE)
            .sampling(RepeatFactors.of(data, 3));
    for (int batch = 0; batch < 3; batch++) {
      DetectionIterator whole = builder.build();
      whole.startEpoch(2);
      DataSet expected = whole.next();
      for (int i = 0; i < batch; i++) {
        expected = whole.next();
      }
      DetectionIterator resumed = builder.build();
      resumed.startEpoch(2, batch);
      DataSet next = resumed.next();
      assertEquals(expected.getFeatures(), next.getFeatures());
      assertEquals(expected.getLabels(), next.getLabels());
    }
  }
}
