package org.dl4jvision.metric.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jvision.check.Check;
import org.dl4jvision.metric.Means;

/**
 * How well probabilities of classes are calibrated. A prediction's class is that of its largest
 * probability, its confidence, the first among equals; bin floor(B p) of B equal ones holds a
 * confidence p, the last one also p = 1. With n_b predictions in bin b, their mean confidence c_b,
 * and the share a_b of them that is right,
 *
 * <pre>
 * expected error = sum_b n_b |c_b - a_b| / sum_b n_b
 * average error  = mean of |c_b - a_b| over the bins with predictions
 * maximum error  = maximum of |c_b - a_b|
 * Brier score    = mean over predictions of sum_k (p_k - y_k)^2, with y one-hot: from 0 to 2
 * </pre>
 *
 * <p>Without predictions every number is NaN. Not thread-safe; gather parts of the data in
 * instances of their own and {@link #merge} them.
 *
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. (2017)</a>
 * @see <a href="https://arxiv.org/abs/2506.03942">Barfoot et al. (2025)</a>
 */
public final class Calibration {

  private static final int BINS = 15;

  /** Probabilities of half precision sum to 1 by no more than this. */
  private static final double TOLERANCE = 0.01;

  private final long[] counts;
  private final long[] right;
  private final double[] confidences;
  private double squares;

  /** With 15 bins, as most papers have it. */
  public Calibration() {
    this(BINS);
  }

  /**
   * @param bins 1 or more
   */
  public Calibration(int bins) {
    counts = new long[Check.atLeast("bins", bins, 1)];
    right = new long[bins];
    confidences = new double[bins];
  }

  /**
   * Adds a prediction.
   *
   * @param probabilities one a class, at least two, which sum to 1
   * @param label the true class
   */
  public void add(double[] probabilities, int label) {
    Check.atLeast("number of probabilities", probabilities.length, 2);
    Check.between("label", label, 0, probabilities.length - 1);
    int predicted = 0;
    double sum = 0;
    double square = 0;
    for (int k = 0; k < probabilities.length; k++) {
      double p = Check.unit("probability", probabilities[k]);
      predicted = p > probabilities[predicted] ? k : predicted;
      double error = k == label ? 1 - p : p;
      square += error * error;
      sum += p;
    }
    Check.that(Math.abs(sum - 1) <= TOLERANCE, "sum of probabilities", sum, "1");
    double confidence = probabilities[predicted];
    int bin = Math.min((int) (confidence * counts.length), counts.length - 1);
    counts[bin]++;
    confidences[bin] += confidence;
    right[bin] += predicted == label ? 1 : 0;
    squares += square;
  }

  /** Adds the predictions of another instance, which has as many bins. */
  public void merge(Calibration other) {
    Check.that(
        other.counts.length == counts.length, "bins", other.counts.length, "" + counts.length);
    for (int b = 0; b < counts.length; b++) {
      counts[b] += other.counts[b];
      confidences[b] += other.confidences[b];
      right[b] += other.right[b];
    }
    squares += other.squares;
  }

  /** Returns how many predictions there are. */
  public long count() {
    return Arrays.stream(counts).sum();
  }

  /** Returns the bins of a reliability diagram, from the lowest confidence, empty ones, too. */
  public List<ReliabilityBin> bins() {
    double width = 1.0 / counts.length;
    return IntStream.range(0, counts.length)
        .mapToObj(
            b ->
                new ReliabilityBin(
                    b * width,
                    b + 1 == counts.length ? 1 : (b + 1) * width,
                    counts[b],
                    confidences[b] / counts[b],
                    (double) right[b] / counts[b]))
        .toList();
  }

  private Stream<ReliabilityBin> filled() {
    return bins().stream().filter(bin -> bin.count() > 0);
  }

  /** Returns the mean gap over the predictions, called ECE. */
  public double expectedCalibrationError() {
    return filled().mapToDouble(bin -> bin.count() * bin.gap()).sum() / count();
  }

  /**
   * Returns the mean gap over the bins that have predictions, called ACE, as is the adaptive error,
   * which has bins of as many predictions each and is another one.
   */
  public double averageCalibrationError() {
    return Means.ofDefined(bins().stream().mapToDouble(ReliabilityBin::gap));
  }

  /** Returns the largest gap, called MCE. */
  public double maximumCalibrationError() {
    return filled().mapToDouble(ReliabilityBin::gap).max().orElse(Double.NaN);
  }

  /** Returns the mean squared error of the probabilities, summed over the classes. */
  public double brier() {
    return squares / count();
  }
}
