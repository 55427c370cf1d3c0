package org.dl4jvision.layer.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Check;

/** Sizes of anchors, {@code [level][anchor][width, height]} in pixels. */
public final class AnchorSizes {

  private static final int MAX_ROUNDS = 300;

  private AnchorSizes() {}

  /**
   * The sizes of all scales in all ratios: width times height is {@code (size * 2^(k/scales))^2}, k
   * = 0 to scales - 1.
   *
   * @param ratios height to width
   */
  public static double[][] grid(double size, int scales, double... ratios) {
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
   * The sizes that objects typically have: k-means with 1 - IoU of boxes of the same center as
   * distance, and the mean size as center (Redmon and Farhadi, "YOLO9000", 2017). The first centers
   * are drawn by that distance squared (k-means++).
   *
   * @param boxes the objects of a data set in pixels of the network's input; without an area they
   *     do not count
   * @param levels how many levels share the sizes, the smallest going to the first
   * @param perLevel how many each level gets
   * @param seed of the first centers
   * @return as the builders of heads takes them
   * @throws IllegalArgumentException if there is no box with an area
   */
  public static double[][][] cluster(List<Box> boxes, int levels, int perLevel, long seed) {
    Check.atLeast("levels", levels, 1);
    Check.atLeast("perLevel", perLevel, 1);
    Box[] sizes =
        boxes.stream()
            .filter(box -> box.area() > 0)
            .map(box -> box(box.width(), box.height()))
            .toArray(Box[]::new);
    Check.that(sizes.length > 0, "boxes", boxes.size() + " without an area", "at least one with");
    Box[] centers = kMeans(sizes, levels * perLevel, new Random(seed));
    Arrays.sort(centers, Comparator.comparingDouble(Box::area));
    double[][][] anchors = new double[levels][perLevel][];
    for (int i = 0; i < centers.length; i++) {
      anchors[i / perLevel][i % perLevel] = new double[] {centers[i].width(), centers[i].height()};
    }
    return anchors;
  }

  private static Box[] kMeans(Box[] sizes, int count, Random random) {
    Box[] centers = firstCenters(sizes, count, random);
    int[] nearest = new int[sizes.length];
    Arrays.fill(nearest, -1);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      boolean changed = false;
      double[][] sums = new double[count][3];
      for (int i = 0; i < sizes.length; i++) {
        int best = nearest(sizes[i], centers);
        changed |= best != nearest[i];
        nearest[i] = best;
        sums[best][0] += sizes[i].width();
        sums[best][1] += sizes[i].height();
        sums[best][2]++;
      }
      if (!changed) {
        break;
      }
      for (int c = 0; c < count; c++) {
        if (sums[c][2] > 0) {
          centers[c] = box(sums[c][0] / sums[c][2], sums[c][1] / sums[c][2]);
        }
      }
    }
    return centers;
  }

  private static Box[] firstCenters(Box[] sizes, int count, Random random) {
    List<Box> centers = new ArrayList<>();
    centers.add(sizes[random.nextInt(sizes.length)]);
    double[] distances = new double[sizes.length];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    while (centers.size() < count) {
      Box last = centers.get(centers.size() - 1);
      double sum = 0;
      for (int i = 0; i < sizes.length; i++) {
        double distance = 1 - sizes[i].iou(last);
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
    return centers.toArray(Box[]::new);
  }

  private static int nearest(Box size, Box[] centers) {
    int best = 0;
    for (int c = 1; c < centers.length; c++) {
      if (size.iou(centers[c]) > size.iou(centers[best])) {
        best = c;
      }
    }
    return best;
  }

  /** A size as a box at the origin: two of these are compared as if they had the same center. */
  static Box box(double width, double height) {
    return new Box(0, 0, width, height);
  }

  static Box box(double[] size) {
    return box(size[0], size[1]);
  }

  /**
   * A copy of the sizes of all levels.
   *
   * @throws IllegalArgumentException if levels differ in number or a size is none
   */
  static double[][][] checked(double[][][] sizes) {
    boolean ok = sizes.length > 0 && sizes[0].length > 0;
    for (double[][] level : sizes) {
      ok &= level.length == sizes[0].length;
      for (double[] size : level) {
        ok &= size.length == 2 && size[0] > 0 && size[1] > 0 && Double.isFinite(size[0] + size[1]);
      }
    }
    Check.that(
        ok,
        "anchors",
        Arrays.deepToString(sizes),
        "[width, height] > 0, equally many on every level");
    return Arrays.stream(sizes)
        .map(level -> Arrays.stream(level).map(double[]::clone).toArray(double[][]::new))
        .toArray(double[][][]::new);
  }

  /** The sizes of every level by its stride. */
  public static double[][][] byStride(int[] strides, IntFunction<double[][]> ofLevel) {
    return Arrays.stream(strides).mapToObj(ofLevel).toArray(double[][][]::new);
  }
}
