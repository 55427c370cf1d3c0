package org.dl4jvision.loss.family;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Pixels;
import org.dl4jvision.loss.evaluation.Planes;
import org.dl4jvision.loss.evaluation.Sums;

/**
 * One evaluation of a loss of whole images: the first sweep keeps what they hold, the second gives
 * derivatives.
 */
final class ImagePass extends Pass {
  private final ImageLoss loss;
  private final Batch arrays;
  private final double scale;
  private final int[] shape;
  private final boolean ofLogits;
  private final Planes predictions;
  private final Planes labels;
  private final Planes weights;
  private final Planes derivatives;
  private double[] losses;

  ImagePass(ImageLoss loss, Batch arrays, double weight, double factor) {
    super(loss, weight);
    this.loss = loss;
    this.arrays = arrays;
    int classes = arrays.classes();
    scale = loss.scale(arrays, weight * factor);
    shape = arrays.spatial();
    ofLogits = loss.isOfLogits(arrays);
    predictions = arrays.newPlanes(classes);
    labels = arrays.newPlanes(classes);
    weights = loss.countsAll(arrays) ? null : arrays.newPlanes(classes);
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
    int groups = loss.isOneGroup(arrays) ? 1 : predictions.images();
    int first = loss.firstClass(arrays.classes());
    int classes = arrays.classes() - first;
    List<List<ImageLoss.Plane>> regions = new ArrayList<>(groups * classes);
    for (int group = 0; group < groups; group++) {
      for (int c = 0; c < classes; c++) {
        regions.add(groups == 1 ? planes(first + c) : List.of(plane(group, first + c)));
      }
    }
    boolean[] counts = new boolean[regions.size()];
    IntStream.range(0, counts.length)
        .parallel()
        .forEach(i -> counts[i] = loss.counts(regions.get(i)));
    double[] parts = new double[regions.size()];
    IntStream.range(0, parts.length)
        .parallel()
        .filter(i -> counts[i])
        .forEach(
            i -> {
              int counted = counted(counts, i / classes * classes, classes);
              double share = loss.weightOfClass(first + i % classes) / counted;
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
  private List<ImageLoss.Plane> planes(int c) {
    return IntStream.range(0, predictions.images()).mapToObj(image -> plane(image, c)).toList();
  }

  private ImageLoss.Plane plane(int image, int c) {
    return new ImageLoss.Plane(
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
    return PerClassLoss.ofExamples(losses, arrays.examples());
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

  /** The derivatives are multiplied by {@code scale}. */
  private double lossOfClass(List<ImageLoss.Plane> images, double scale) {
    boolean counts = false;
    for (ImageLoss.Plane image : images) {
      counts |= hasWeight(image);
    }
    if (!counts) {
      return 0;
    }
    double ofClass = loss.lossOfClass(images);
    for (ImageLoss.Plane image : images) {
      double[] derivatives = image.derivatives();
      for (int i = 0; i < derivatives.length; i++) {
        derivatives[i] *= scale;
      }
    }
    return ofClass;
  }

  private static boolean hasWeight(ImageLoss.Plane image) {
    return IntStream.range(0, image.size()).anyMatch(i -> image.weight(i) > 0);
  }
}
