package org.dl4jvision.loss;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;

/** How often classes occur in training images, by pixels or by objects. Immutable. */
public final class ClassFrequencies {

  private final double[] counts;
  private final double[] whereSeen;

  private ClassFrequencies(double[] counts, double[] whereSeen) {
    this.counts = counts;
    this.whereSeen = whereSeen;
  }

  /**
   * What is known of each class.
   *
   * @param counts pixels or objects of each class, 0 where it does not occur
   * @param whereSeen the share that each class has of those of the images that have it
   */
  public static ClassFrequencies of(double[] counts, double[] whereSeen) {
    Check.length("whereSeen", whereSeen, counts.length);
    return new ClassFrequencies(counts.clone(), whereSeen.clone());
  }

  /**
   * The frequencies on images.
   *
   * @param classes how many there are
   * @param images pixels or objects of each class on each image; what has no class is not counted
   */
  public static ClassFrequencies ofImages(int classes, List<long[]> images) {
    double[] counts = new double[classes];
    double[] around = new double[classes];
    for (long[] image : images) {
      double all = Arrays.stream(image).sum();
      for (int c = 0; c < classes; c++) {
        counts[c] += image[c];
        around[c] += image[c] > 0 ? all : 0;
      }
    }
    double[] shares = IntStream.range(0, classes).mapToDouble(c -> counts[c] / around[c]).toArray();
    return new ClassFrequencies(counts, shares);
  }

  /** The number of classes. */
  public int classes() {
    return counts.length;
  }

  /** Whether any image has a class. */
  public boolean isPresent(int index) {
    return counts[index] > 0;
  }

  /** Pixels or objects of a class. */
  double count(int index) {
    return counts[index];
  }

  /** The share of a class on the images that have it. */
  double whereSeen(int index) {
    return whereSeen[index];
  }

  /** The classes that occur. */
  IntStream present() {
    return IntStream.range(0, classes()).filter(this::isPresent);
  }

  /** The mean count of the classes that occur. */
  double meanCount() {
    return present().mapToDouble(this::count).average().orElse(0);
  }

  /** The median of the shares where seen, of the classes that occur. */
  double medianWhereSeen() {
    double[] sorted = present().mapToDouble(this::whereSeen).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** How many times as frequent the commonest class is as the rarest of those that occur. */
  double imbalance() {
    return present().mapToDouble(this::count).max().orElse(1)
        / present().mapToDouble(this::count).min().orElse(1);
  }
}
