package org.dl4jvision.task.gradient;

import java.util.List;
import org.dl4jvision.task.gradient.Shares.Share;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the gradient of a loss by the logits is: the sum over the classes of its absolute values,
 * at each pixel, by true class, by distance to the nearest pixel of another class and by
 * confidence, the probability of the true class.
 */
public final class LogitGradient {

  /** The distances up to which pixels are in a group. */
  private static final double[] DISTANCES = {1.5, 3, 6, 12, Double.POSITIVE_INFINITY};

  private static final List<String> DISTANCE_NAMES =
      List.of("up to 1.5 px", "1.5 to 3 px", "3 to 6 px", "6 to 12 px", "farther");

  private final Shares classes;
  private final Shares distances = new Shares(DISTANCE_NAMES);
  private final Shares confidences = Confidence.shares();

  /**
   * @param classNames by class index
   */
  public LogitGradient(List<String> classNames) {
    classes = new Shares(classNames);
  }

  /**
   * Adds a batch.
   *
   * @param gradient by the logits, [N, channels, H, W]
   * @param probabilities [N, channels, H, W]; one channel is that of class 1
   * @param labels class indices [N, 1, H, W]
   * @param mask [N, 1, H, W] or null
   */
  public void add(INDArray gradient, INDArray probabilities, INDArray labels, INDArray mask) {
    for (int image = 0; image < labels.size(0); image++) {
      TruthMap truth = TruthMap.of(labels, mask, image);
      double[] borders = truth.borderDistances();
      double[] g = OneImage.values(gradient, image);
      double[] p = OneImage.values(probabilities, image);
      int pixels = truth.classes().length;
      for (int i = 0; i < pixels; i++) {
        if (truth.at(i) == TruthMap.NONE) {
          continue;
        }
        double amount = 0;
        for (int at = i; at < g.length; at += pixels) {
          amount += Math.abs(g[at]);
        }
        classes.add(truth.at(i), amount);
        distances.add(distance(borders[i]), amount);
        confidences.add(Confidence.group(confidence(p, pixels, truth.at(i), i)), amount);
      }
    }
  }

  private static int distance(double border) {
    int group = 0;
    while (border > DISTANCES[group]) {
      group++;
    }
    return group;
  }

  /** The probability of the true class of a pixel. */
  private static double confidence(double[] probabilities, int pixels, int label, int pixel) {
    if (probabilities.length == pixels) {
      return label == 1 ? probabilities[pixel] : 1 - probabilities[pixel];
    }
    return probabilities[label * pixels + pixel];
  }

  /** The shares of the true classes. */
  public List<Share> byClass() {
    return classes.all();
  }

  /** The shares by distance to another class. */
  public List<Share> byDistance() {
    return distances.all();
  }

  /** The shares by the probability of the true class. */
  public List<Share> byConfidence() {
    return confidences.all();
  }
}
