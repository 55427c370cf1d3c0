package org.dl4jvision.box;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;

/**
 * Leaves one box an object: takes the detections of one image from the highest-scoring on and drops
 * each that overlaps one of its class that was taken before.
 *
 * <p>With {@link Decay#LINEAR} or {@link Decay#GAUSSIAN} (soft-NMS) an overlapping detection is not
 * dropped but its score lowered, by the factor 1 - IoU or exp(-IoU^2 / sigma), before the next
 * highest-scoring one is taken; it goes when its score falls below {@code minScore}.
 *
 * <p>Equal scores are taken in the order given, so that the same input always gives the same
 * output. Immutable and thread-safe. One call is one image: images never suppress each other.
 *
 * @see <a href="https://arxiv.org/abs/1704.04503">soft-NMS: Bodla, Singh, Chellappa, Davis
 *     (2017)</a>
 */
public final class NonMaximumSuppression {

  /** What happens to a detection that overlaps a higher-scoring one. */
  public enum Decay {
    /** It is dropped where IoU is above {@code iouThreshold}: greedy suppression. */
    NONE,
    /** Its score is multiplied by 1 - IoU where IoU is above {@code iouThreshold}. */
    LINEAR,
    /** Its score is multiplied by exp(-IoU^2 / sigma). */
    GAUSSIAN
  }

  /**
   * What was kept, the highest-scoring first.
   *
   * @param indices into the arrays given
   * @param scores after any decay
   */
  @SuppressWarnings("ArrayRecordComponent") // nothing compares results
  public record Kept(int[] indices, double[] scores) {}

  private final double iouThreshold;
  private final double minScore;
  private final int maxDetections;
  private final boolean acrossClasses;
  private final Decay decay;
  private final double sigma;

  private NonMaximumSuppression(Builder builder) {
    iouThreshold = builder.iouThreshold;
    minScore = builder.minScore;
    maxDetections = builder.maxDetections;
    acrossClasses = builder.acrossClasses;
    decay = builder.decay;
    sigma = builder.sigma;
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder() {
    return new Builder();
  }

  /** The detections of one image that are kept, the highest-scoring first. */
  public List<Detection> apply(List<Detection> detections) {
    Kept kept =
        apply(
            BoxArrays.of(detections.stream().map(Detection::box).toList()),
            detections.stream().mapToDouble(Detection::score).toArray(),
            detections.stream().mapToInt(Detection::classIndex).toArray());
    List<Detection> result = new ArrayList<>();
    for (int i = 0; i < kept.indices.length; i++) {
      Detection detection = detections.get(kept.indices[i]);
      result.add(new Detection(detection.box(), detection.classIndex(), kept.scores[i]));
    }
    return result;
  }

  /**
   * Selects among the detections of one image.
   *
   * @param boxes left, top, right and bottom edge of each
   * @param scores one a box
   * @param classes one a box; null where all are of one class
   * @throws IllegalArgumentException if lengths differ or a number is NaN
   */
  public Kept apply(double[] boxes, double[] scores, int[] classes) {
    int count = BoxArrays.count("boxes", boxes);
    if (scores.length != count || (classes != null && classes.length != count)) {
      throw new IllegalArgumentException(
          String.format(
              "%d boxes with %d scores and %s classes; give one of each a box",
              count, scores.length, classes == null ? "no" : classes.length));
    }
    requireNumbers("scores", scores);
    requireNumbers("boxes", boxes);
    int[] order =
        IntStream.range(0, count)
            .filter(i -> scores[i] >= minScore)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(i -> i)
            .toArray();
    int[] groups = acrossClasses || classes == null ? new int[count] : classes;
    return decay == Decay.NONE
        ? greedy(boxes, scores, groups, order)
        : soft(boxes, scores, groups, order);
  }

  private static void requireNumbers(String name, double[] values) {
    for (int i = 0; i < values.length; i++) {
      Check.that(!Double.isNaN(values[i]), name + "[" + i + "]", values[i], "numbers");
    }
  }

  private Kept greedy(double[] boxes, double[] scores, int[] groups, int[] order) {
    TakenBoxes taken = new TakenBoxes(boxes, groups, order);
    // A product in place of the quotient: most pairs do not overlap, and none has to be divided.
    TakenBoxes.Rule same =
        (intersection, area, other) -> intersection > iouThreshold * (area + other - intersection);
    int[] kept = new int[order.length];
    int size = 0;
    for (int i : order) {
      if (size == maxDetections) {
        break;
      }
      if (!taken.overlap(i, same)) {
        taken.add(i);
        kept[size++] = i;
      }
    }
    int[] indices = Arrays.copyOf(kept, size);
    return new Kept(indices, IntStream.of(indices).mapToDouble(i -> scores[i]).toArray());
  }

  private Kept soft(double[] boxes, double[] scores, int[] groups, int[] order) {
    double[] areas = BoxArrays.areas(boxes);
    double[] current = scores.clone();
    int[] open = order.clone();
    int left = open.length;
    int[] kept = new int[order.length];
    int size = 0;
    while (left > 0 && size < maxDetections) {
      int best = 0;
      for (int k = 1; k < left; k++) {
        // Among equals the one that came first, whatever was moved before.
        double difference = current[open[k]] - current[open[best]];
        if (difference > 0 || (difference == 0 && open[k] < open[best])) {
          best = k;
        }
      }
      int taken = open[best];
      kept[size++] = taken;
      open[best] = open[--left];
      for (int k = left - 1; k >= 0; k--) {
        int other = open[k];
        if (groups[other] == groups[taken]) {
          current[other] *=
              factor(
                  Box.iou(
                      BoxArrays.intersection(boxes, taken, boxes, other),
                      areas[taken],
                      areas[other]));
          if (!(current[other] >= minScore)) {
            open[k] = open[--left];
          }
        }
      }
    }
    int[] indices = Arrays.copyOf(kept, size);
    return new Kept(indices, IntStream.of(indices).mapToDouble(i -> current[i]).toArray());
  }

  private double factor(double iou) {
    if (decay == Decay.GAUSSIAN) {
      return Math.exp(-iou * iou / sigma);
    }
    return iou > iouThreshold ? 1 - iou : 1;
  }

  /** Builds a {@link NonMaximumSuppression}. */
  public static final class Builder {
    private double iouThreshold = 0.5;
    private double minScore = 0;
    private int maxDetections = Integer.MAX_VALUE;
    private boolean acrossClasses = false;
    private Decay decay = Decay.NONE;
    private double sigma = 0.5;

    /** IoU from 0 to 1 above which two boxes of a class are one object; default 0.5. */
    public Builder iouThreshold(double iouThreshold) {
      this.iouThreshold = Check.unit("iouThreshold", iouThreshold);
      return this;
    }

    /** Detections below it are left out, before and after any decay; default 0. */
    public Builder minScore(double minScore) {
      this.minScore = Check.unit("minScore", minScore);
      return this;
    }

    /** How many detections an image may have, all classes together; default any number. */
    public Builder maxDetections(int maxDetections) {
      this.maxDetections = Check.atLeast("maxDetections", maxDetections, 0);
      return this;
    }

    /** Whether boxes of different classes suppress each other, too; default false. */
    public Builder acrossClasses(boolean acrossClasses) {
      this.acrossClasses = acrossClasses;
      return this;
    }

    /** What happens to overlapping detections; default {@link Decay#NONE}: they are dropped. */
    public Builder decay(Decay decay) {
      this.decay = Check.given("decay", decay);
      return this;
    }

    /** Width of the Gaussian decay, above 0; default 0.5. */
    public Builder sigma(double sigma) {
      this.sigma = Check.positive("sigma", sigma);
      return this;
    }

    public NonMaximumSuppression build() {
      return new NonMaximumSuppression(this);
    }
  }
}
