package org.dl4jvision.metric.segmentation;

import java.util.stream.IntStream;

/**
 * The measures that follow from a {@link ConfusionMatrix}, so from the counts of all pixels
 * together. With TP, FP and FN the true positives, false positives and false negatives of a class
 * among the pixels, they are from 0 (nothing is right) to 1 (everything is).
 *
 * <p>A class that occurs neither in the ground truth nor in the predictions has no value: its
 * measures are NaN and the means leave it out. A class that occurs in only one of the two has 0.
 * Without pixels every measure is NaN.
 */
@FunctionalInterface
public interface PixelMeasures {

  /** Returns the counts, from which other measures than those below can be made. */
  ConfusionMatrix confusionMatrix();

  /** Returns the number of classes; it is 0 while it is not known yet. */
  default int numClasses() {
    return confusionMatrix().classes();
  }

  /** Counts the pixels of class {@code truth} that were predicted as class {@code prediction}. */
  default long confusion(int truth, int prediction) {
    return confusionMatrix().count(truth, prediction);
  }

  /** Counts all pixels that were compared; ignored ones are not among them. */
  default long pixels() {
    return confusionMatrix().pixels();
  }

  /** Counts the pixels that are of class {@code c} in the ground truth. */
  default long truePixels(int c) {
    return confusionMatrix().truePixels(c);
  }

  /** Counts the pixels that were predicted as class {@code c}. */
  default long predictedPixels(int c) {
    return confusionMatrix().predictedPixels(c);
  }

  /** Returns intersection over union (Jaccard index) of class {@code c}: TP / (TP + FP + FN). */
  default double iou(int c) {
    long hits = confusion(c, c);
    return ofClass(c, hits, truePixels(c) + predictedPixels(c) - hits);
  }

  /** Returns the Dice coefficient (F1) of class {@code c}: 2 TP / (2 TP + FP + FN). */
  default double dice(int c) {
    return ofClass(c, 2 * confusion(c, c), truePixels(c) + predictedPixels(c));
  }

  /** Returns the share of the pixels predicted as {@code c} that are right: TP / (TP + FP). */
  default double precision(int c) {
    return ofClass(c, confusion(c, c), predictedPixels(c));
  }

  /** Returns the share of the pixels of class {@code c} that were found: TP / (TP + FN). */
  default double recall(int c) {
    return ofClass(c, confusion(c, c), truePixels(c));
  }

  private double ofClass(int c, long part, long whole) {
    if (!confusionMatrix().occurs(c)) {
      return Double.NaN;
    }
    return whole == 0 ? 0 : (double) part / whole;
  }

  /** Returns the share of all pixels that are right, 0 to 1. */
  default double pixelAccuracy() {
    return (double) confusionMatrix().rightPixels() / pixels();
  }

  /**
   * Returns the mean recall over the classes that occur in the ground truth (Long et al. 2015,
   * "Fully convolutional networks for semantic segmentation").
   */
  default double meanAccuracy() {
    return confusionMatrix().mean(c -> (double) confusion(c, c) / truePixels(c));
  }

  /** Returns the mean IoU over the classes that occur. */
  default double meanIoU() {
    return confusionMatrix().mean(this::iou);
  }

  /** Returns the mean Dice over the classes that occur. */
  default double meanDice() {
    return confusionMatrix().mean(this::dice);
  }

  /**
   * Returns the mean Dice over the classes 1, 2, .. that occur: with two classes, that of the
   * foreground.
   */
  default double foregroundDice() {
    return confusionMatrix().mean(c -> c == 0 ? Double.NaN : dice(c));
  }

  /** Returns the mean precision over the classes that occur. */
  default double meanPrecision() {
    return confusionMatrix().mean(this::precision);
  }

  /**
   * Returns the mean recall over the classes that occur, as a class that is only predicted counts
   * as 0.
   */
  default double meanRecall() {
    return confusionMatrix().mean(this::recall);
  }

  /** Returns the sum over the classes of (share of the true pixels) * IoU (Long et al. 2015). */
  default double frequencyWeightedIoU() {
    long pixels = pixels();
    return pixels == 0
        ? Double.NaN
        : IntStream.range(0, numClasses())
            .filter(c -> truePixels(c) > 0)
            .mapToDouble(c -> iou(c) * truePixels(c) / pixels)
            .sum();
  }
}
