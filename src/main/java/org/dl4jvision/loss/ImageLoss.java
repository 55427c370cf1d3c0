package org.dl4jvision.loss;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Field;
import org.dl4jvision.loss.evaluation.Grouping;
import org.dl4jvision.loss.evaluation.Planes;

/**
 * A loss that has to see an image as a whole, because it ranks pixels or looks at their neighbours:
 * an image's loss is the mean over its classes.
 *
 * <p>A subclass gets the predictions of a class as a plane of numbers, and gives its loss and the
 * derivative by every number. All is computed in double precision. With {@code batch} the planes of
 * all images are handed over together, and every example's loss is that of the batch. Rank 2
 * predictions have no space: their rows are the pixels of a line. A class whose pixels are all
 * masked costs 0.
 */
public abstract class ImageLoss extends PerClassLoss {

  private static final long serialVersionUID = 1;

  protected ImageLoss(Builder<?> builder) {
    super(builder);
  }

  /**
   * The loss of one class; its derivative by every prediction goes into {@link Plane#slopes}.
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
    private final double[] predictions;
    private final double[] labels;
    private final double[] weights;
    private final double[] slopes;

    private Plane(
        int[] shape,
        boolean ofLogits,
        double[] predictions,
        double[] labels,
        double[] weights,
        double[] slopes) {
      this.shape = shape;
      this.ofLogits = ofLogits;
      this.predictions = predictions;
      this.labels = labels;
      this.weights = weights;
      this.slopes = slopes;
    }

    /** One to three spatial sizes; the last one is that of neighbours in memory. Not a copy. */
    public int[] shape() {
      return shape;
    }

    /** Whether the predictions are logits. */
    public boolean isOfLogits() {
      return ofLogits;
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
    public double[] slopes() {
      return slopes;
    }
  }

  @Override
  double[] evaluateDense(Batch arrays, double factor) {
    int classes = arrays.classes();
    boolean ofLogits = isOfLogits(arrays);
    Planes predictions = new Planes(arrays, classes);
    Planes labels = new Planes(arrays, classes);
    Planes weights = countsAll(arrays) ? null : new Planes(arrays, classes);
    arrays.sweep(
        ignoreIndex(),
        Grouping.IMAGE,
        0,
        pixels -> {
          Field shown = ofLogits ? pixels.prediction().logits() : pixels.prediction().p();
          pixels.store(shown, predictions);
          pixels.store(pixels.target(), labels);
          if (weights != null) {
            pixels.store(pixels.weight(), weights);
          }
        });
    Planes slopes = new Planes(arrays, classes);
    boolean together = isOneGroup(arrays);
    int groups = together ? 1 : predictions.images();
    double[] losses = new double[groups];
    IntStream.range(0, groups)
        .parallel()
        .forEach(
            group -> {
              List<List<Plane>> planes = new ArrayList<>();
              for (int c = 0; c < classes; c++) {
                List<Plane> images = new ArrayList<>();
                int first = together ? 0 : group;
                int end = together ? predictions.images() : group + 1;
                for (int image = first; image < end; image++) {
                  images.add(
                      new Plane(
                          arrays.spatial(),
                          ofLogits,
                          predictions.get(image, c),
                          labels.get(image, c),
                          weights == null ? null : weights.get(image, c),
                          slopes.get(image, c)));
                }
                planes.add(images);
              }
              losses[group] = lossOfClasses(planes);
            });
    if (arrays.wantsGradient()) {
      double scale = scale(arrays, factor);
      double[] scales = IntStream.range(0, predictions.images()).mapToDouble(i -> scale).toArray();
      arrays.sweep(
          ignoreIndex(),
          Grouping.IMAGE,
          0,
          pixels -> {
            Derivatives derivatives = new Derivatives();
            if (ofLogits) {
              derivatives.addByLogit(pixels.load(slopes));
            } else {
              derivatives.addByP(pixels.load(slopes));
            }
            pixels.addGradient(derivatives, scales);
          });
    }
    return ofExamples(losses, arrays.examples());
  }

  private double lossOfClasses(List<List<Plane>> classes) {
    int first = firstClass(classes.size());
    List<Integer> counting =
        IntStream.range(first, classes.size()).filter(c -> counts(classes.get(c))).boxed().toList();
    double loss = 0;
    for (int c : counting) {
      List<Plane> images = classes.get(c);
      if (images.stream().noneMatch(ImageLoss::hasWeight)) {
        continue;
      }
      double share = weightOfClass(c) / counting.size();
      loss += share * lossOfClass(images);
      for (Plane image : images) {
        for (int i = 0; i < image.slopes.length; i++) {
          image.slopes[i] *= share;
        }
      }
    }
    return loss;
  }

  private static boolean hasWeight(Plane image) {
    return image.weights == null
        || IntStream.range(0, image.size()).anyMatch(i -> image.weights[i] > 0);
  }

  /** Options of all losses of whole images. */
  public abstract static class Builder<B extends Builder<B>> extends PerClassLoss.Builder<B> {}
}
