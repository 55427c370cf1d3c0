package org.dl4jvision.metric.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The counts, and what holds for the measures of any of them. */
class ConfusionMatrixTest {

  private static final double EPS = 1e-12;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  private ConfusionMatrix random(int classes) {
    long[][] counts = new long[classes][classes];
    for (long[] row : counts) {
      for (int p = 0; p < classes; p++) {
        row[p] = random.nextInt(3) == 0 ? 0 : random.nextInt(1000);
      }
    }
    if (random.nextInt(3) == 0) {
      int nowhere = random.nextInt(classes);
      for (int c = 0; c < classes; c++) {
        counts[nowhere][c] = 0;
        counts[c][nowhere] = 0;
      }
    }
    return new ConfusionMatrix(counts);
  }

  private static PixelMeasures measures(ConfusionMatrix counts) {
    return () -> counts;
  }

  private String seed() {
    return "seed " + seed;
  }

  @Test
  void countsThePixelsOfTwoClassMaps() {
    byte[] truth = {0, 1, 2, (byte) 255, 2, 0};
    byte[] prediction = {0, 2, 2, 9, 1, 0};
    ConfusionMatrix counts = ConfusionMatrix.of(3, truth, prediction, 255);
    assertEquals("[[2, 0, 0], [0, 0, 1], [0, 1, 1]]", counts.toString());
    assertEquals("[[4, 0, 0], [0, 0, 2], [0, 2, 2]]", counts.plus(counts).toString());
    assertEquals("[[2, 0, 0], [0, 0, 1], [0, 1, 1]]", counts.toString(), "is not changed");
    prediction[0] = 3;
    assertRefused(
        "class is 3; allowed: 0 to 2", () -> ConfusionMatrix.of(3, truth, prediction, 255));
    assertRefused(
        "number of predicted pixels is 1; allowed: that of the ground truth, 6",
        () -> ConfusionMatrix.of(3, truth, new byte[1], 255));
    assertRefused("classes is 2; allowed: 3", () -> counts.plus(new ConfusionMatrix(2)));
  }

  private static void assertRefused(String message, Executable refused) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, refused).getMessage());
  }

  @Test
  void counts() {
    ConfusionMatrix matrix = new ConfusionMatrix(new long[][] {{5, 1, 0}, {2, 3, 0}, {0, 0, 0}});
    matrix.increment(1, 0);
    assertEquals("[[5, 1, 0], [3, 3, 0], [0, 0, 0]]", matrix.toString());
    assertEquals(3, matrix.classes());
    assertEquals(3, matrix.count(1, 0));
    assertEquals(6, matrix.truePixels(0));
    assertEquals(8, matrix.predictedPixels(0));
    assertEquals(8, matrix.rightPixels());
    assertEquals(12, matrix.pixels());
    assertTrue(matrix.occurs(1));
    assertEquals(2.5, matrix.mean(c -> c == 2 ? Double.NaN : c + 2));
    assertEquals(Double.NaN, new ConfusionMatrix(0).mean(c -> 1));
    assertNotEquals(new ConfusionMatrix(2), new ConfusionMatrix(3));
  }

  @Test
  void refusesWhatIsNoMatrix() {
    assertEquals(
        "length of row 1 of a confusion matrix is 1; allowed: the number of its rows, 2",
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConfusionMatrix(new long[][] {{1, 2}, {3}}))
            .getMessage());
    assertEquals(
        "class is 2; allowed: 0 to 1",
        assertThrows(IllegalArgumentException.class, () -> new ConfusionMatrix(2).count(0, 2))
            .getMessage());
  }

  @RepeatedTest(20)
  void sumsAreTheSameInAnyOrder() {
    int classes = 2 + random.nextInt(5);
    ConfusionMatrix a = random(classes);
    ConfusionMatrix b = random(classes);
    ConfusionMatrix ab = new ConfusionMatrix(classes);
    ab.add(a);
    ab.add(b);
    ConfusionMatrix ba = new ConfusionMatrix(classes);
    ba.add(b);
    ba.add(a);
    assertEquals(ab, ba, seed());
    assertEquals(ab.hashCode(), ba.hashCode(), seed());
    assertEquals(a.pixels() + b.pixels(), ab.pixels(), seed());
    assertEquals(a.rightPixels() + b.rightPixels(), ab.rightPixels(), seed());
  }

  @RepeatedTest(20)
  void measuresOfClassesAreSharesAndBelongTogether() {
    PixelMeasures measures = measures(random(2 + random.nextInt(5)));
    for (int c = 0; c < measures.numClasses(); c++) {
      double iou = measures.iou(c);
      double dice = measures.dice(c);
      double precision = measures.precision(c);
      double recall = measures.recall(c);
      if (!measures.confusionMatrix().occurs(c)) {
        for (double value : new double[] {iou, dice, precision, recall}) {
          assertEquals(Double.NaN, value, seed());
        }
        continue;
      }
      for (double value : new double[] {iou, dice, precision, recall}) {
        assertTrue(value >= 0 && value <= 1, () -> value + ", " + seed());
      }
      assertEquals(2 * iou / (1 + iou), dice, EPS, seed());
      double both = precision + recall;
      assertEquals(both == 0 ? 0 : 2 * precision * recall / both, dice, EPS, seed());
    }
  }

  /** Whatever the classes are called: only the foreground's Dice knows which is the background. */
  @RepeatedTest(20)
  void permutedClassesHaveTheSameMeans() {
    int classes = 2 + random.nextInt(5);
    ConfusionMatrix counts = random(classes);
    List<Integer> order = new ArrayList<>(IntStream.range(0, classes).boxed().toList());
    Collections.shuffle(order, random);
    long[][] shuffled = new long[classes][classes];
    for (int t = 0; t < classes; t++) {
      for (int p = 0; p < classes; p++) {
        shuffled[order.get(t)][order.get(p)] = counts.count(t, p);
      }
    }
    PixelMeasures before = measures(counts);
    PixelMeasures after = measures(new ConfusionMatrix(shuffled));
    for (int c = 0; c < classes; c++) {
      assertEquals(before.iou(c), after.iou(order.get(c)), seed());
    }
    assertEquals(before.pixelAccuracy(), after.pixelAccuracy(), EPS, seed());
    assertEquals(before.meanAccuracy(), after.meanAccuracy(), EPS, seed());
    assertEquals(before.meanIoU(), after.meanIoU(), EPS, seed());
    assertEquals(before.meanDice(), after.meanDice(), EPS, seed());
    assertEquals(before.meanPrecision(), after.meanPrecision(), EPS, seed());
    assertEquals(before.meanRecall(), after.meanRecall(), EPS, seed());
    assertEquals(before.frequencyWeightedIoU(), after.frequencyWeightedIoU(), EPS, seed());
  }

  /** What is truth and what is prediction: only precision and recall tell. */
  @RepeatedTest(20)
  void transposedCountsSwapPrecisionAndRecall() {
    int classes = 2 + random.nextInt(5);
    ConfusionMatrix counts = random(classes);
    long[][] transposed = new long[classes][classes];
    for (int t = 0; t < classes; t++) {
      for (int p = 0; p < classes; p++) {
        transposed[p][t] = counts.count(t, p);
      }
    }
    PixelMeasures before = measures(counts);
    PixelMeasures after = measures(new ConfusionMatrix(transposed));
    for (int c = 0; c < classes; c++) {
      assertEquals(before.precision(c), after.recall(c), seed());
      assertEquals(before.dice(c), after.dice(c), seed());
    }
  }
}
