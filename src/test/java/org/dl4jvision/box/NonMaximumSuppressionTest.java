package org.dl4jvision.box;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonMaximumSuppressionTest {

  private static final NonMaximumSuppression DEFAULT = NonMaximumSuppression.builder().build();

  /** IoU of the first with the second 0.6, with the third 1/3; second and third 0.6. */
  private static final double[] ROW = {0, 0, 8, 1, 2, 0, 10, 1, 4, 0, 12, 1};

  private static int[] indices(NonMaximumSuppression nms, double[] boxes, double... scores) {
    return nms.apply(boxes, scores, null).indices();
  }

  @Test
  void theSurestStays() {
    assertArrayEquals(new int[] {1}, indices(DEFAULT, ROW, 0.5, 0.9, 0.7));
    // The third overlaps only the second, which is gone.
    assertArrayEquals(new int[] {0, 2}, indices(DEFAULT, ROW, 0.9, 0.8, 0.7));
    assertArrayEquals(
        new int[] {0, 1, 2},
        indices(NonMaximumSuppression.builder().iouThreshold(0.6).build(), ROW, 0.9, 0.8, 0.7));
  }

  @Test
  void classesAreApart() {
    double[] scores = {0.9, 0.8, 0.7};
    int[] classes = {0, 1, 0};
    assertArrayEquals(new int[] {0, 1, 2}, DEFAULT.apply(ROW, scores, classes).indices());
    NonMaximumSuppression across = NonMaximumSuppression.builder().acrossClasses(true).build();
    assertArrayEquals(new int[] {0, 2}, across.apply(ROW, scores, classes).indices());
  }

  @Test
  void equalScoresAreTakenInOrder() {
    assertArrayEquals(new int[] {0, 2}, indices(DEFAULT, ROW, 0.5, 0.5, 0.5));
    double[] same = {0, 0, 1, 1, 0, 0, 1, 1};
    assertArrayEquals(new int[] {0}, indices(DEFAULT, same, 0.5, 0.5));
    NonMaximumSuppression gaussian =
        NonMaximumSuppression.builder().decay(NonMaximumSuppression.Decay.GAUSSIAN).build();
    assertArrayEquals(new int[] {0, 1}, indices(gaussian, same, 0.5, 0.5));
  }

  @Test
  void limits() {
    double[] apart = {0, 0, 1, 1, 2, 0, 3, 1, 4, 0, 5, 1};
    NonMaximumSuppression two = NonMaximumSuppression.builder().maxDetections(2).build();
    assertArrayEquals(new int[] {2, 0}, indices(two, apart, 0.5, 0.1, 0.9));
    NonMaximumSuppression sure = NonMaximumSuppression.builder().minScore(0.5).build();
    assertArrayEquals(new int[] {2, 0}, indices(sure, apart, 0.5, 0.1, 0.9));
    assertEquals(0, indices(DEFAULT, new double[0]).length);
  }

  @Test
  void boxesWithoutAreaSuppressNothing() {
    double[] points = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 2, 2};
    assertArrayEquals(new int[] {0, 1, 2}, indices(DEFAULT, points, 0.9, 0.8, 0.7));
  }

  @Test
  void linearDecay() {
    NonMaximumSuppression nms =
        NonMaximumSuppression.builder()
            .decay(NonMaximumSuppression.Decay.LINEAR)
            .iouThreshold(0.3)
            .build();
    NonMaximumSuppression.Kept kept = nms.apply(ROW, new double[] {0.9, 0.8, 0.7}, null);
    // 0.7 (1 - 1/3) = 0.467 comes before 0.8 (1 - 0.6) = 0.32, which it lowers by 0.6 again.
    assertArrayEquals(new int[] {0, 2, 1}, kept.indices());
    assertArrayEquals(new double[] {0.9, 0.7 * 2 / 3, 0.8 * 0.4 * 0.4}, kept.scores(), 1e-12);
  }

  @Test
  void gaussianDecay() {
    NonMaximumSuppression nms =
        NonMaximumSuppression.builder()
            .decay(NonMaximumSuppression.Decay.GAUSSIAN)
            .sigma(0.5)
            .minScore(0.2)
            .build();
    List<Detection> kept =
        nms.apply(
            List.of(
                new Detection(new Box(0, 0, 8, 1), 3, 0.9),
                new Detection(new Box(2, 0, 10, 1), 3, 0.3),
                new Detection(new Box(2, 0, 10, 1), 4, 0.3)));
    // exp(-0.36 / 0.5) 0.3 = 0.146 is too little; the other class is not touched.
    assertEquals(
        List.of(
            new Detection(new Box(0, 0, 8, 1), 3, 0.9),
            new Detection(new Box(2, 0, 10, 1), 4, 0.3)),
        kept);
    double score = Math.exp(-0.72) * 0.8;
    assertEquals(score, nms.apply(ROW, new double[] {0.9, 0.8, 0.1}, null).scores()[1], 1e-12);
  }

  @Test
  void refusesWhatIsNoNumber() {
    Exception score =
        assertThrows(IllegalArgumentException.class, () -> indices(DEFAULT, ROW, 1, Double.NaN, 1));
    assertTrue(score.getMessage().contains("scores[1]"), score.getMessage());
    assertThrows(IllegalArgumentException.class, () -> indices(DEFAULT, ROW, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> NonMaximumSuppression.builder().iouThreshold(1.5));
    assertThrows(IllegalArgumentException.class, () -> NonMaximumSuppression.builder().sigma(0));
  }

  /** Compared with the definition: no columns, no shortcuts. */
  private static int[] slow(double[] boxes, double[] scores, int[] classes, double iouThreshold) {
    double[][] iou = BoxArrays.iou(boxes, boxes);
    List<Integer> kept = new ArrayList<>();
    IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -scores[i]))
        .forEach(
            i -> {
              if (kept.stream()
                  .noneMatch(k -> classes[k] == classes[i] && iou[k][i] > iouThreshold)) {
                kept.add(i);
              }
            });
    return kept.stream().mapToInt(i -> i).toArray();
  }

  private static double[] random(Random random, int count, double size) {
    double[] boxes = new double[4 * count];
    for (int i = 0; i < boxes.length; i += 4) {
      boxes[i] = 1000 * random.nextDouble();
      boxes[i + 1] = 1000 * random.nextDouble();
      boxes[i + 2] = boxes[i] + size * random.nextDouble();
      boxes[i + 3] = boxes[i + 1] + size * random.nextDouble();
    }
    return boxes;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 50, 300, 5000})
  void isTheDefinition(double size) {
    Random random = new Random(4);
    double[] boxes = random(random, 600, size);
    double[] scores = random.ints(600, 0, 50).mapToDouble(s -> s / 50.0).toArray();
    int[] classes = random.ints(600, 0, 3).toArray();
    for (double iouThreshold : new double[] {0, 0.1, 0.5, 0.9}) {
      assertArrayEquals(
          slow(boxes, scores, classes, iouThreshold),
          NonMaximumSuppression.builder()
              .iouThreshold(iouThreshold)
              .build()
              .apply(boxes, scores, classes)
              .indices());
    }
  }

  @Test
  void tenThousandBoxesTakeMilliseconds() {
    Random random = new Random(4);
    double[] boxes = random(random, 10_000, 60);
    double[] scores = random.doubles(10_000).toArray();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] times = new double[15];
    for (int run = 0; run < times.length; run++) {
      // Of the processor, which other work on the machine does not add to.
      long start = threads.getCurrentThreadCpuTime();
      int kept = DEFAULT.apply(boxes, scores, null).indices().length;
      times[run] = (threads.getCurrentThreadCpuTime() - start) / 1e6;
      assertTrue(kept > 1000, "a hard case: many stay");
    }
    Arrays.sort(times);
    assertTrue(times[times.length / 2] < 50, () -> "took ms " + Arrays.toString(times));
  }
}
