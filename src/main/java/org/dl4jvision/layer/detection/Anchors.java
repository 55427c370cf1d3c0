package org.dl4jvision.layer.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Check;

/** Sizes of anchors. */
public final class Anchors {

  private static final int MAX_ROUNDS = 300;

  private Anchors() {}

  /**
   * The sizes of all scales in all ratios: width times height is {@code (size * 2^(k/scales))^2}, k
   * = 0 to scales - 1.
   *
   * @param ratios height to width
   */
  static double[][] grid(double size, int scales, double... ratios) {
    double[][] anchors = new double[scales * ratios.length][];
    for (int k = 0; k < scales; k++) {
      double side = size * Math.pow(2, (double) k / scales);
      for (int r = 0; r < ratios.length; r++) {
        double root = Math.sqrt(ratios[r]);
        anchors[k * ratios.length + r] = new double[] {side / root, side * root};
      }
    }
    return anchors;
  }

  /**
   * The sizes that objects typically have: k-means with 1 - IoU of boxes of the same centre as
   * distance, and the mean size as centre (Redmon and Farhadi, "YOLO9000", 2017). The first centres
   * are drawn by that distance squared (k-means++).
   *
   * @param boxes the objects of a data set in pixels of the network's input; without an area they
   *     do not count
   * @param levels how many levels share the sizes, the smallest going to the first
   * @param perLevel how many each level gets
   * @param seed of the first centres
   * @return as {@link AnchorHead.Builder#anchors} takes them
   * @throws IllegalArgumentException if there is no box with an area
   */
  public static double[][][] cluster(List<Box> boxes, int levels, int perLevel, long seed) {
    Check.atLeast("levels", levels, 1);
    Check.atLeast("perLevel", perLevel, 1);
    double[][] sizes =
        boxes.stream()
            .filter(box -> box.area() > 0)
            .map(box -> new double[] {box.width(), box.height()})
            .toArray(double[][]::new);
    Check.that(sizes.length > 0, "boxes", boxes.size() + " without an area", "at least one with");
    double[][] centers = kMeans(sizes, levels * perLevel, new Random(seed));
    Arrays.sort(centers, Comparator.comparingDouble(size -> size[0] * size[1]));
    double[][][] anchors = new double[levels][perLevel][];
    for (int i = 0; i < centers.length; i++) {
      anchors[i / perLevel][i % perLevel] = centers[i];
    }
    return anchors;
  }

  private static double[][] kMeans(double[][] sizes, int count, Random random) {
    double[][] centers = firstCenters(sizes, count, random);
    int[] nearest = new int[sizes.length];
    Arrays.fill(nearest, -1);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      boolean changed = false;
      double[][] sums = new double[count][3];
      for (int i = 0; i < sizes.length; i++) {
        int best = nearest(sizes[i], centers);
        changed |= best != nearest[i];
        nearest[i] = best;
        sums[best][0] += sizes[i][0];
        sums[best][1] += sizes[i][1];
        sums[best][2]++;
      }
      if (!changed) {
        break;
      }
      for (int c = 0; c < count; c++) {
        if (sums[c][2] > 0) {
          centers[c] = new double[] {sums[c][0] / sums[c][2], sums[c][1] / sums[c][2]};
        }
      }
    }
    return centers;
  }

  private static double[][] firstCenters(double[][] sizes, int count, Random random) {
    List<double[]> centers = new ArrayList<>();
    centers.add(sizes[random.nextInt(sizes.length)]);
    double[] distances = new double[sizes.length];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    while (centers.size() < count) {
      double[] last = centers.get(centers.size() - 1);
      double sum = 0;
      for (int i = 0; i < sizes.length; i++) {
        double distance = 1 - overlap(sizes[i], last);
        distances[i] = Math.min(distances[i], distance * distance);
        sum += distances[i];
      }
      double lot = random.nextDouble() * sum;
      int drawn = 0;
      while (drawn < sizes.length - 1 && (lot -= distances[drawn]) > 0) {
        drawn++;
      }
      centers.add(sizes[drawn]);
    }
    return centers.stream().map(double[]::clone).toArray(double[][]::new);
  }

  private static int nearest(double[] size, double[][] centers) {
    int best = 0;
    for (int c = 1; c < centers.length; c++) {
      if (overlap(size, centers[c]) > overlap(size, centers[best])) {
        best = c;
      }
    }
    return best;
  }

  /** Intersection over union of boxes of the same centre. */
  static double overlap(double[] a, double[] b) {
    double intersection = Math.min(a[0], b[0]) * Math.min(a[1], b[1]);
    return intersection / (a[0] * a[1] + b[0] * b[1] - intersection);
  }
}
