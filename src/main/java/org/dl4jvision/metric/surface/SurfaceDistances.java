package org.dl4jvision.metric.surface;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.DoubleStream;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.spatial.DistanceTransform;
import org.dl4jvision.metric.Quantiles;

/**
 * The distances between the borders of two masks: from every border pixel of each to the nearest
 * border pixel of the other, between the centers of pixels, in units of the spacing. The border is
 * the mask without its erosion by the cross of direct neighbors (4 in images, 6 in volumes);
 * outside of the image there is background.
 *
 * <p>Where both masks are empty every measure is NaN, as there is nothing to compare. Where one is,
 * distances are infinite and shares are 0: the object was missed, or is not there.
 *
 * @see <a href="https://doi.org/10.1038/s41592-023-02151-z">Maier-Hein et al. (2024), Metrics
 *     reloaded</a>
 */
public final class SurfaceDistances {

  private static final double MOST = 0.95;

  private final double[] fromTruth; // in rising order
  private final double[] fromPrediction;

  private SurfaceDistances(double[] fromTruth, double[] fromPrediction) {
    this.fromTruth = fromTruth;
    this.fromPrediction = fromPrediction;
    Arrays.sort(fromTruth);
    Arrays.sort(fromPrediction);
  }

  /**
   * Measures the distances between two masks.
   *
   * @param shape one to three sizes: {@code {height, width}} or {@code {depth, height, width}}
   * @param truth the pixels of the ground truth, row by row
   * @param prediction the pixels of the prediction
   * @param spacing the distance of neighbors along each dimension, as many numbers as the shape has
   * @throws IllegalArgumentException if shape and spacing do not fit, or a mask is larger than the
   *     shape
   */
  public static SurfaceDistances between(
      int[] shape, BitSet truth, BitSet prediction, double... spacing) {
    check(shape, truth, prediction, spacing);
    Borders borders = new Borders(shape);
    BitSet ofTruth = borders.of(truth);
    BitSet ofPrediction = borders.of(prediction);
    BitSet both = (BitSet) ofTruth.clone();
    both.or(ofPrediction);
    if (both.isEmpty()) {
      return new SurfaceDistances(new double[0], new double[0]);
    }
    Borders.Part part = borders.around(both);
    BitSet one = part.cut(ofTruth);
    BitSet other = part.cut(ofPrediction);
    return new SurfaceDistances(
        distances(part.sizes(), one, other, spacing), distances(part.sizes(), other, one, spacing));
  }

  private static void check(int[] shape, BitSet truth, BitSet prediction, double[] spacing) {
    String sizes = Arrays.toString(shape);
    Check.that(
        shape.length >= 1 && shape.length <= 3 && Arrays.stream(shape).allMatch(size -> size > 0),
        "shape",
        sizes,
        "one to three sizes > 0");
    Check.that(
        spacing.length == shape.length,
        "spacing",
        Arrays.toString(spacing),
        "one number for each of the sizes " + sizes);
    Arrays.stream(spacing).forEach(one -> Check.scale("spacing", one));
    int pixels = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    Check.that(truth.length() <= pixels, "last pixel of truth", truth.length() - 1, within(shape));
    Check.that(
        prediction.length() <= pixels,
        "last pixel of prediction",
        prediction.length() - 1,
        within(shape));
  }

  private static String within(int[] shape) {
    return "pixels of an image of the sizes " + Arrays.toString(shape);
  }

  private static double[] distances(int[] shape, BitSet from, BitSet to, double[] spacing) {
    double[] squares = DistanceTransform.squared(shape, spacing, to);
    return from.stream().mapToDouble(pixel -> Math.sqrt(squares[pixel])).toArray();
  }

  /** The largest distance of all (Hausdorff 1914). */
  public double hausdorff() {
    return percentile(1);
  }

  /** The larger of both masks' 95th percentiles, which few pixels far off do not decide. */
  public double hausdorff95() {
    return percentile(MOST);
  }

  private double percentile(double share) {
    if (fromTruth.length == 0 || fromPrediction.length == 0) {
      return ofEmpty();
    }
    return Math.max(Quantiles.of(fromTruth, share), Quantiles.of(fromPrediction, share));
  }

  private double ofEmpty() {
    return fromTruth.length == fromPrediction.length ? Double.NaN : Double.POSITIVE_INFINITY;
  }

  /** The mean over the border pixels of both masks. */
  public double averageSymmetricSurfaceDistance() {
    return DoubleStream.concat(Arrays.stream(fromTruth), Arrays.stream(fromPrediction))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The share of the border pixels of both masks that are within the tolerance, also called
   * normalized surface distance. Nikolov et al. weigh pixels by the area of the surface; here each
   * counts once.
   *
   * @param tolerance in units of the spacing, >= 0
   * @see <a href="https://arxiv.org/abs/1809.04430">Nikolov et al. (2018)</a>
   */
  public double surfaceDice(double tolerance) {
    return (double) (within(fromTruth, tolerance) + within(fromPrediction, tolerance))
        / (fromTruth.length + fromPrediction.length);
  }

  /**
   * The harmonic mean of the shares of both borders that are within the tolerance: of the
   * prediction's, which is the precision, and of the ground truth's, which is the recall.
   *
   * @param tolerance in units of the spacing, >= 0
   * @see <a href="https://doi.org/10.5244/C.27.32">Csurka et al. (2013)</a>
   */
  public double boundaryF1(double tolerance) {
    long found = within(fromTruth, tolerance);
    long right = within(fromPrediction, tolerance);
    if (fromTruth.length + fromPrediction.length == 0) {
      return Double.NaN;
    }
    double recall = (double) found / fromTruth.length;
    double precision = (double) right / fromPrediction.length;
    return found + right == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  private static long within(double[] distances, double tolerance) {
    Check.notNegative("tolerance", tolerance);
    return Arrays.stream(distances).filter(distance -> distance <= tolerance).count();
  }
}
