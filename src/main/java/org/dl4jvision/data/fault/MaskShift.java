package org.dl4jvision.data.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the borders of a mask lie on the edges of its image: the mean edge under the border, where
 * the mask is moved by each offset, in standard deviations above the mean of all offsets.
 *
 * @param right the offset at which the borders fit best, in pixels of the image
 * @param down the same downwards
 * @param best how well they fit there
 * @param here how well they fit where the mask lies
 */
record MaskShift(int right, int down, double best, double here) {

  /** Offsets are looked at up to this, in pixels of the picture. */
  static final int REACH = 24;

  private static final int POINTS = 1500;
  private static final int FEWEST = 60;

  /** The part of the border that must still be on the image. */
  private static final double INSIDE = 0.7;

  private static final int VOID = 255;

  // A point is a row and a column in one number: pictures have fewer than 1024 of both.
  private static final int SHIFT = 10;
  private static final int COLUMN = (1 << SHIFT) - 1;

  /** Of a mask on a picture; empty where it has hardly any border. */
  static Optional<MaskShift> of(GrayPicture picture, byte[] labels) {
    int height = picture.size().height();
    int width = picture.size().width();
    int[] border = border(labels, height, width);
    if (border.length < FEWEST || Math.min(height, width) < 4 * REACH) {
      return Optional.empty();
    }
    float[] edges = edges(picture.gray(), height, width);
    int side = 2 * REACH + 1;
    double[] fits = new double[side * side];
    Arrays.fill(fits, Double.NaN);
    for (int down = -REACH; down <= REACH; down++) {
      for (int right = -REACH; right <= REACH; right++) {
        fits[(down + REACH) * side + right + REACH] =
            fit(border, edges, height, width, down, right);
      }
    }
    return of(fits, picture.factor());
  }

  private static Optional<MaskShift> of(double[] fits, int factor) {
    double[] known = Arrays.stream(fits).filter(Double::isFinite).toArray();
    double mean = Arrays.stream(known).average().orElse(0);
    double variance = Arrays.stream(known).map(f -> (f - mean) * (f - mean)).average().orElse(0);
    int here = fits.length / 2;
    if (!(variance > 0) || Double.isNaN(fits[here])) {
      return Optional.empty();
    }
    int best = here;
    for (int i = 0; i < fits.length; i++) {
      best = fits[i] > fits[best] ? i : best;
    }
    int side = 2 * REACH + 1;
    double deviation = Math.sqrt(variance);
    return Optional.of(
        new MaskShift(
            factor * (best % side - REACH),
            factor * (best / side - REACH),
            (fits[best] - mean) / deviation,
            (fits[here] - mean) / deviation));
  }

  /** The pixels whose class is another than that of the next, evenly thinned out where many. */
  private static int[] border(byte[] labels, int height, int width) {
    List<Integer> border = new ArrayList<>();
    for (int y = 0; y < height - 1; y++) {
      for (int x = 0; x < width - 1; x++) {
        int at = y * width + x;
        if (differ(labels[at], labels[at + 1]) || differ(labels[at], labels[at + width])) {
          border.add(y << SHIFT | x);
        }
      }
    }
    int step = Math.max(1, border.size() / POINTS);
    int[] points = new int[(border.size() + step - 1) / step];
    for (int i = 0; i < points.length; i++) {
      points[i] = border.get(i * step);
    }
    return points;
  }

  private static boolean differ(byte a, byte b) {
    return a != b && (a & 0xff) != VOID && (b & 0xff) != VOID;
  }

  /** How steep the image is, from 0 to below 1, half of it where it is as steep as mostly. */
  private static float[] edges(float[] gray, int height, int width) {
    float[] steep = new float[gray.length];
    for (int y = 0; y < height - 1; y++) {
      for (int x = 0; x < width - 1; x++) {
        int at = y * width + x;
        float across = gray[at + 1] + gray[at + width + 1] - gray[at] - gray[at + width];
        float along = gray[at + width] + gray[at + width + 1] - gray[at] - gray[at + 1];
        steep[at] = (float) Math.hypot(across, along);
      }
    }
    float[] sorted = steep.clone();
    Arrays.sort(sorted);
    float usual = Math.max(1e-4f, sorted[sorted.length / 2]);
    for (int i = 0; i < steep.length; i++) {
      steep[i] = steep[i] / (steep[i] + usual);
    }
    return steep;
  }

  private static double fit(
      int[] border, float[] edges, int height, int width, int down, int right) {
    double sum = 0;
    int inside = 0;
    for (int at : border) {
      int y = (at >> SHIFT) + down;
      int x = (at & COLUMN) + right;
      if (y >= 0 && y < height && x >= 0 && x < width) {
        sum += edges[y * width + x];
        inside++;
      }
    }
    return inside < INSIDE * border.length ? Double.NaN : sum / inside;
  }

  /** How far the best offset is from another. */
  double distance(double otherRight, double otherDown) {
    return Math.hypot(right - otherRight, down - otherDown);
  }
}
