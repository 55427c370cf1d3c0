package org.dl4jvision.metric.segmentation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;
import org.dl4jvision.metric.Means;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonValue;

/**
 * How many pixels of each true class were predicted as each class. JSON has it as a list of rows,
 * one a true class. Only its evaluation changes it.
 */
public final class ConfusionMatrix implements Serializable {

  private static final long serialVersionUID = 1L;

  @JsonValue private final long[][] counts; // [truth][prediction]

  /**
   * @param classes 0 or more; without classes everything is NaN or 0
   */
  ConfusionMatrix(int classes) {
    counts = new long[classes][classes];
  }

  @JsonCreator
  ConfusionMatrix(long[][] counts) {
    this(counts.length);
    for (int t = 0; t < counts.length; t++) {
      Check.that(
          counts[t].length == counts.length,
          "length of row " + t + " of a confusion matrix",
          counts[t].length,
          "the number of its rows, " + counts.length);
      this.counts[t] = counts[t].clone();
    }
  }

  /**
   * Counts the pixels of two class maps.
   *
   * @param classes 2 or more
   * @param truth the class of each pixel as an unsigned byte
   * @param prediction as many
   * @param ignored the true class of pixels that do not count
   * @throws IllegalArgumentException if a class of a pixel that counts is none of them
   */
  public static ConfusionMatrix of(int classes, byte[] truth, byte[] prediction, int ignored) {
    Check.that(
        prediction.length == truth.length,
        "number of predicted pixels",
        prediction.length,
        "that of the ground truth, " + truth.length);
    ConfusionMatrix matrix = new ConfusionMatrix(Check.atLeast("classes", classes, 2));
    for (int i = 0; i < truth.length; i++) {
      int t = Byte.toUnsignedInt(truth[i]);
      if (t != ignored) {
        int p = Byte.toUnsignedInt(prediction[i]);
        matrix.increment(matrix.checkClass(t), matrix.checkClass(p));
      }
    }
    return matrix;
  }

  /** Returns the sum of this and another matrix of as many classes. */
  public ConfusionMatrix plus(ConfusionMatrix other) {
    Check.that(other.classes() == classes(), "classes", other.classes(), "" + classes());
    ConfusionMatrix sum = new ConfusionMatrix(counts);
    sum.add(other);
    return sum;
  }

  /** Returns how many classes it compares. */
  public int classes() {
    return counts.length;
  }

  /** Counts the pixels of class {@code truth} that were predicted as class {@code prediction}. */
  public long count(int truth, int prediction) {
    return counts[checkClass(truth)][checkClass(prediction)];
  }

  /** Counts the pixels that are of class {@code c} in the ground truth. */
  public long truePixels(int c) {
    return Arrays.stream(counts[checkClass(c)]).sum();
  }

  /** Counts the pixels that were predicted as class {@code c}. */
  public long predictedPixels(int c) {
    checkClass(c);
    return Arrays.stream(counts).mapToLong(row -> row[c]).sum();
  }

  /** Counts the pixels whose prediction is the true class. */
  public long rightPixels() {
    return IntStream.range(0, classes()).mapToLong(c -> counts[c][c]).sum();
  }

  /** Counts all pixels that were compared; ignored ones are not among them. */
  public long pixels() {
    return IntStream.range(0, classes()).mapToLong(this::truePixels).sum();
  }

  /** Whether a class occurs in the ground truth or in the predictions. */
  public boolean occurs(int c) {
    return truePixels(c) + predictedPixels(c) > 0;
  }

  /** The mean of a measure over the classes of which it is not NaN; NaN where there is none. */
  public double mean(IntToDoubleFunction measure) {
    return Means.ofDefined(IntStream.range(0, classes()).mapToDouble(measure));
  }

  /** Counts one more pixel; the classes are trusted to exist. */
  void increment(int truth, int prediction) {
    counts[truth][prediction]++;
  }

  /** Adds the counts of another matrix of as many classes. */
  void add(ConfusionMatrix other) {
    for (int t = 0; t < counts.length; t++) {
      for (int p = 0; p < counts.length; p++) {
        counts[t][p] += other.counts[t][p];
      }
    }
  }

  private int checkClass(int c) {
    return Check.between("class", c, 0, classes() - 1);
  }

  /** Matrices are equal if all counts are. */
  @Override
  public boolean equals(Object o) {
    return o instanceof ConfusionMatrix other && Arrays.deepEquals(counts, other.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(counts);
  }

  /** Returns the rows, one a true class. */
  @Override
  public String toString() {
    return Arrays.deepToString(counts);
  }
}
