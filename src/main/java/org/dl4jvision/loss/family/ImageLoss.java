package org.dl4jvision.loss.family;

import java.util.BitSet;
import java.util.List;
import org.dl4jvision.loss.evaluation.Batch;

/**
 * A loss that has to see an image as a whole, because it ranks pixels or depends on their
 * neighbors: an image's loss is the mean over its classes.
 *
 * <p>A subclass gets the predictions of a class as a plane of numbers, and gives its loss and the
 * derivative by every number. All is computed in double precision. With {@code batch} the planes of
 * all images are handed over together, and every example's loss is that of the batch. A class whose
 * pixels are all masked costs 0.
 *
 * <p>Rank 2 predictions have no space: a loss that {@link #seesNeighbors} refuses them, for any
 * other one their rows are the pixels of one image.
 */
public abstract class ImageLoss extends PerClassLoss {

  /**
   * The loss of one class; its derivative by every prediction goes into {@link Plane#derivatives}.
   * Several classes may be asked for at once, by several threads; the planes are valid during the
   * call only.
   *
   * @param images one image, or all of the batch
   */
  protected abstract double lossOfClass(List<Plane> images);

  /** Whether a class counts in the mean over classes. */
  protected boolean counts(List<Plane> images) {
    return true;
  }

  /** Whether the loss depends on which pixels are neighbors; else on all of them in any order. */
  protected boolean seesNeighbors() {
    return true;
  }

  /** Whether the loss is of the logits instead of the probabilities. */
  protected boolean isOfLogits(Batch arrays) {
    return false;
  }

  /** Holds one class of an image: predictions, labels and which pixels count. */
  public static final class Plane {
    private final int[] shape;
    private final boolean ofLogits;
    private final boolean floats;
    private final double[] predictions;
    private final double[] labels;
    private final double[] weights;
    private final double[] derivatives;

    Plane(
        int[] shape,
        boolean ofLogits,
        boolean floats,
        double[] predictions,
        double[] labels,
        double[] weights,
        double[] derivatives) {
      this.shape = shape;
      this.ofLogits = ofLogits;
      this.floats = floats;
      this.predictions = predictions;
      this.labels = labels;
      this.weights = weights;
      this.derivatives = derivatives;
    }

    /** One to three spatial sizes; the last one is that of neighbors in memory. Not a copy. */
    public int[] shape() {
      return shape;
    }

    /** Whether the predictions are logits. */
    public boolean isOfLogits() {
      return ofLogits;
    }

    /** A number as exact as the predictions are: floats are sorted faster. */
    public double inItsPrecision(double number) {
      return floats ? (float) number : number;
    }

    /** Returns the number of pixels, those that do not count included. */
    public int size() {
      return predictions.length;
    }

    /** The predictions of all pixels. Not to be changed. */
    public double[] predictions() {
      return predictions;
    }

    /** The labels of all pixels, 0 where a pixel is ignored. Not to be changed. */
    public double[] labels() {
      return labels;
    }

    /** The weight of a pixel, 0 where it does not count. */
    public double weight(int pixel) {
      return weights == null ? 1 : weights[pixel];
    }

    /** Returns the pixels that count, or null where all do. */
    public BitSet counted() {
      if (weights == null) {
        return null;
      }
      BitSet counted = new BitSet(weights.length);
      for (int i = 0; i < weights.length; i++) {
        counted.set(i, weights[i] > 0);
      }
      return counted;
    }

    /** The derivatives of the loss by the predictions, at first 0: to be filled in. */
    public double[] derivatives() {
      return derivatives;
    }
  }

  @Override
  protected List<Pass> checkedPasses(Batch arrays, double weight, double factor) {
    if (arrays.isFlat() && seesNeighbors()) {
      throw new IllegalArgumentException(
          getClass().getSimpleName()
              + " looks at the neighbors of a pixel, which rows [N, C] do not have, as those of"
              + " CnnLossLayer, RnnLossLayer and OutputLayer; use SegmentationLossLayer in their"
              + " place, or arrays [N, C, spatial...]");
    }
    return List.of(new ImagePass(this, arrays, weight, factor));
  }
}
