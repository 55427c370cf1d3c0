package org.dl4jvision.loss.family;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Pixels;
import org.dl4jvision.loss.evaluation.Planes;
import org.dl4jvision.loss.evaluation.Sums;

/**
 * A loss that has to see an image as a whole, because it ranks pixels or depends on their
 * neighbors: an image's loss is the mean over its classes.
 *
 * <p>A subclass gets the predictions of a class as a plane of numbers, and gives its loss and the
 * derivative by every number. All is computed in double precision. With {@code batch} the planes of
 * all images are handed over together, and every example's loss is that of the batch. Rank 2
 * predictions have no space: their rows are the pixels of a line. A class whose pixels are all
 * masked costs 0.
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

  /** Whether the loss is of the logits instead of the probabilities. */
  protected boolean isOfLogits(Batch arrays) {
    return false;
  }

  /** One class of an image. */
  public static final class Plane {
    private final int[] shape;
    private final boolean ofLogits;
    private final boolean floats;
    private final double[] predictions;
    private final double[] labels;
    private final double[] weights;
    private final double[] derivatives;

    private Plane(
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

    /** Number of pixels. */
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

    /** The pixels that count; null where all do. */
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
    return List.of(new ImagePass(arrays, weight, factor));
  }

  /** One evaluation. */
  private final class ImagePass extends Pass {
    private final Batch arrays;
    private final double scale;
    private final int[] shape;
    private final boolean ofLogits;
    private final Planes predictions;
    private final Planes labels;
    private final Planes weights;
    private final Planes derivatives;
    private double[] losses;

    ImagePass(Batch arrays, double weight, double factor) {
      super(ImageLoss.this, weight);
      this.arrays = arrays;
      int classes = arrays.classes();
      scale = scale(arrays, weight * factor);
      shape = arrays.spatial();
      ofLogits = isOfLogits(arrays);
      predictions = arrays.newPlanes(classes);
      labels = arrays.newPlanes(classes);
      weights = countsAll(arrays) ? null : arrays.newPlanes(classes);
      derivatives = arrays.newPlanes(classes).clear();
    }

    @Override
    boolean gathers() {
      return true;
    }

    @Override
    int sums() {
      return 0;
    }

    @Override
    void gather(Pixels pixels, int at) {
      pixels.store(ofLogits ? pixels.prediction().logits() : pixels.prediction().p(), predictions);
      pixels.store(pixels.target(), labels);
      if (weights != null) {
        pixels.store(pixels.weight(), weights);
      }
    }

    @Override
    void between(Sums none, int at) {
      int groups = isOneGroup(arrays) ? 1 : predictions.images();
      int first = firstClass(arrays.classes());
      int classes = arrays.classes() - first;
      List<List<Plane>> regions = new ArrayList<>(groups * classes);
      for (int group = 0; group < groups; group++) {
        for (int c = 0; c < classes; c++) {
          regions.add(groups == 1 ? planes(first + c) : List.of(plane(group, first + c)));
        }
      }
      boolean[] counts = new boolean[regions.size()];
      IntStream.range(0, counts.length).parallel().forEach(i -> counts[i] = counts(regions.get(i)));
      double[] parts = new double[regions.size()];
      IntStream.range(0, parts.length)
          .parallel()
          .filter(i -> counts[i])
          .forEach(
              i -> {
                int counted = counted(counts, i / classes * classes, classes);
                double share = weightOfClass(first + i % classes) / counted;
                parts[i] = share * lossOfClass(regions.get(i), share * scale);
              });
      losses = new double[groups];
      for (int i = 0; i < parts.length; i++) {
        losses[i / classes] += parts[i];
      }
    }

    private static int counted(boolean[] counts, int start, int classes) {
      int counted = 0;
      for (int i = start; i < start + classes; i++) {
        counted += counts[i] ? 1 : 0;
      }
      return counted;
    }

    /** A class of all images. */
    private List<Plane> planes(int c) {
      return IntStream.range(0, predictions.images()).mapToObj(image -> plane(image, c)).toList();
    }

    private Plane plane(int image, int c) {
      return new Plane(
          shape,
          ofLogits,
          arrays.isOfFloats(),
          predictions.get(image, c),
          labels.get(image, c),
          weights == null ? null : weights.get(image, c),
          derivatives.get(image, c));
    }

    @Override
    boolean accumulates() {
      return arrays.wantsGradient();
    }

    @Override
    boolean needsOnlyP() {
      return !ofLogits;
    }

    @Override
    void accumulate(Pixels pixels, int at) {
      Derivatives byPrediction = pixels.derivatives();
      if (ofLogits) {
        byPrediction.addByLogit(pixels.load(derivatives));
      } else {
        byPrediction.addByP(pixels.load(derivatives));
      }
      pixels.addGradient(byPrediction);
    }

    @Override
    double[] losses(Sums none, int at) {
      return ofExamples(losses, arrays.examples());
    }

    @Override
    void close() {
      predictions.close();
      labels.close();
      derivatives.close();
      if (weights != null) {
        weights.close();
      }
    }
  }

  /** The derivatives are multiplied by {@code scale}. */
  private double lossOfClass(List<Plane> images, double scale) {
    boolean counts = false;
    for (Plane image : images) {
      counts |= hasWeight(image);
    }
    if (!counts) {
      return 0;
    }
    double loss = lossOfClass(images);
    for (Plane image : images) {
      for (int i = 0; i < image.derivatives.length; i++) {
        image.derivatives[i] *= scale;
      }
    }
    return loss;
  }

  private static boolean hasWeight(Plane image) {
    return image.weights == null
        || IntStream.range(0, image.size()).anyMatch(i -> image.weights[i] > 0);
  }
}
