package org.dl4jvision.box;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Leaves one box an object: takes the detections of one image from the surest on and drops each
 * that overlaps one of its class that was taken before.
 *
 * <p>With {@link Decay#LINEAR} or {@link Decay#GAUSSIAN} (soft-NMS) an overlapping detection is not
 * dropped but its score lowered, by the factor 1 - IoU or exp(-IoU^2 / sigma), before the next
 * surest one is taken; it goes when its score falls below {@code minScore}.
 *
 * <p>Equal scores are taken in the order given, so that the same input always gives the same
 * output. Immutable and thread-safe. One call is one image: images never suppress each other.
 *
 * @see <a href="https://arxiv.org/abs/1704.04503">soft-NMS: Bodla, Singh, Chellappa, Davis
 *     (2017)</a>
 */
public final class NonMaximumSuppression {

  /** What happens to a detection that overlaps a surer one. */
  public enum Decay {
    /** It is dropped where IoU is above {@code maxIoU}: greedy suppression. */
    NONE,
    /** Its score is multiplied by 1 - IoU where IoU is above {@code maxIoU}. */
    LINEAR,
    /** Its score is multiplied by exp(-IoU^2 / sigma). */
    GAUSSIAN
  }

  /**
   * What was kept, the surest first.
   *
   * @param indices into the arrays given
   * @param scores after any decay
   */
  @SuppressWarnings("ArrayRecordComponent") // nothing compares results
  public record Kept(int[] indices, double[] scores) {}

  private final double maxIoU;
  private final double minScore;
  private final int maxDetections;
  private final boolean acrossClasses;
  private final Decay decay;
  private final double sigma;

  private NonMaximumSuppression(Builder builder) {
    maxIoU = builder.maxIoU;
    minScore = builder.minScore;
    maxDetections = builder.maxDetections;
    acrossClasses = builder.acrossClasses;
    decay = builder.decay;
    sigma = builder.sigma;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The detections of one image that are kept, the surest first. */
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
      if (Double.isNaN(values[i])) {
        throw new IllegalArgumentException(name + "[" + i + "] is NaN; allowed are numbers");
      }
    }
  }

  private Kept greedy(double[] boxes, double[] scores, int[] groups, int[] order) {
    Taken taken = new Taken(boxes, groups, order);
    int[] kept = new int[order.length];
    int size = 0;
    for (int i : order) {
      if (size == maxDetections) {
        break;
      }
      if (!taken.overlaps(i, maxIoU)) {
        taken.add(i);
        kept[size++] = i;
      }
    }
    int[] indices = Arrays.copyOf(kept, size);
    return new Kept(indices, IntStream.of(indices).mapToDouble(i -> scores[i]).toArray());
  }

  /** One direction of an image, cut into as many cells as boxes fit side by side. */
  private record Axis(double start, double cell, int cells) {
    private static final int MAX_CELLS = 128;

    /**
     * @param first where in a box its first edge in this direction is, 0 or 1
     */
    static Axis of(double[] boxes, int[] order, int first) {
      double start = Double.POSITIVE_INFINITY;
      double end = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int i : order) {
        start = Math.min(start, boxes[4 * i + first]);
        end = Math.max(end, boxes[4 * i + 2 + first]);
        sum += Math.max(0, boxes[4 * i + 2 + first] - boxes[4 * i + first]);
      }
      double fit = (end - start) * order.length / sum;
      // One cell where boxes have no size or no end.
      int cells = fit >= 1 && fit < Double.POSITIVE_INFINITY ? (int) Math.min(fit, MAX_CELLS) : 1;
      return new Axis(start, (end - start) / cells, cells);
    }

    int at(double x) {
      return cells == 1 ? 0 : (int) Math.max(0, Math.min(cells - 1, (x - start) / cell));
    }
  }

  /** The boxes taken so far, in the cells of a grid: those that overlap a box are in its cells. */
  private static final class Taken {
    private final double[] boxes;
    private final double[] areas;
    private final int[] groups;
    private final Axis across;
    private final Axis down;
    private final int[][] cells;
    private final int[] sizes;

    Taken(double[] boxes, int[] groups, int[] order) {
      this.boxes = boxes;
      this.groups = groups;
      areas = BoxArrays.areas(boxes);
      across = Axis.of(boxes, order, 0);
      down = Axis.of(boxes, order, 1);
      cells = new int[across.cells * down.cells][];
      sizes = new int[cells.length];
    }

    void add(int box) {
      int last = across.at(boxes[4 * box + 2]);
      int bottom = down.at(boxes[4 * box + 3]);
      for (int y = down.at(boxes[4 * box + 1]); y <= bottom; y++) {
        for (int x = across.at(boxes[4 * box]); x <= last; x++) {
          int cell = y * across.cells + x;
          if (cells[cell] == null) {
            cells[cell] = new int[8];
          } else if (sizes[cell] == cells[cell].length) {
            cells[cell] = Arrays.copyOf(cells[cell], 2 * sizes[cell]);
          }
          cells[cell][sizes[cell]++] = box;
        }
      }
    }

    /** Whether a box of the same group has an IoU above the limit. */
    boolean overlaps(int box, double limit) {
      int last = across.at(boxes[4 * box + 2]);
      int bottom = down.at(boxes[4 * box + 3]);
      for (int y = down.at(boxes[4 * box + 1]); y <= bottom; y++) {
        for (int x = across.at(boxes[4 * box]); x <= last; x++) {
          if (overlaps(box, limit, y * across.cells + x)) {
            return true;
          }
        }
      }
      return false;
    }

    private boolean overlaps(int box, double limit, int cell) {
      double left = boxes[4 * box];
      double top = boxes[4 * box + 1];
      double right = boxes[4 * box + 2];
      double bottom = boxes[4 * box + 3];
      int[] others = cells[cell];
      for (int k = 0; k < sizes[cell]; k++) {
        int other = others[k];
        int at = 4 * other;
        double w = Math.min(right, boxes[at + 2]) - Math.max(left, boxes[at]);
        double h = Math.min(bottom, boxes[at + 3]) - Math.max(top, boxes[at + 1]);
        if (w > 0 && h > 0 && groups[other] == groups[box]) {
          double intersection = w * h;
          if (intersection > limit * (areas[box] + areas[other] - intersection)) {
            return true;
          }
        }
      }
      return false;
    }
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
          current[other] *= factor(iou(boxes, areas, taken, other));
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
    return iou > maxIoU ? 1 - iou : 1;
  }

  private static double iou(double[] boxes, double[] areas, int a, int b) {
    double w = Math.min(boxes[4 * a + 2], boxes[4 * b + 2]) - Math.max(boxes[4 * a], boxes[4 * b]);
    double h =
        Math.min(boxes[4 * a + 3], boxes[4 * b + 3]) - Math.max(boxes[4 * a + 1], boxes[4 * b + 1]);
    return w > 0 && h > 0 ? w * h / (areas[a] + areas[b] - w * h) : 0;
  }

  /** Builds a {@link NonMaximumSuppression}. */
  public static final class Builder {
    private double maxIoU = 0.5;
    private double minScore = 0;
    private int maxDetections = Integer.MAX_VALUE;
    private boolean acrossClasses = false;
    private Decay decay = Decay.NONE;
    private double sigma = 0.5;

    /** IoU from 0 to 1 above which two boxes of a class are one object; default 0.5. */
    public Builder maxIoU(double maxIoU) {
      this.maxIoU = within("maxIoU", maxIoU, 0, 1);
      return this;
    }

    /** Detections below it are left out, before and after any decay; default 0. */
    public Builder minScore(double minScore) {
      this.minScore = within("minScore", minScore, 0, 1);
      return this;
    }

    /** How many detections an image may have, all classes together; default any number. */
    public Builder maxDetections(int maxDetections) {
      if (maxDetections < 0) {
        throw new IllegalArgumentException(
            "maxDetections is " + maxDetections + "; allowed are whole numbers >= 0");
      }
      this.maxDetections = maxDetections;
      return this;
    }

    /** Whether boxes of different classes suppress each other, too; default false. */
    public Builder acrossClasses(boolean acrossClasses) {
      this.acrossClasses = acrossClasses;
      return this;
    }

    /** What happens to overlapping detections; default {@link Decay#NONE}: they are dropped. */
    public Builder decay(Decay decay) {
      if (decay == null) {
        throw new IllegalArgumentException("decay is null; give NONE, LINEAR or GAUSSIAN");
      }
      this.decay = decay;
      return this;
    }

    /** Width of the Gaussian decay, above 0; default 0.5. */
    public Builder sigma(double sigma) {
      if (!(sigma > 0) || Double.isInfinite(sigma)) {
        throw new IllegalArgumentException(
            "sigma is " + sigma + "; allowed are finite numbers > 0");
      }
      this.sigma = sigma;
      return this;
    }

    private static double within(String name, double value, double min, double max) {
      if (!(value >= min && value <= max)) {
        throw new IllegalArgumentException(
            String.format("%s is %s; allowed are numbers from %s to %s", name, value, min, max));
      }
      return value;
    }

    public NonMaximumSuppression build() {
      return new NonMaximumSuppression(this);
    }
  }
}
