package org.dl4jvision.loss;

import static java.util.Map.entry;
import static org.dl4jvision.loss.GoldenQuestion.loss;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** kornia: [N, C, spatial...], softmax; smoothing of the denominator alone. */
final class GoldenKornia {

  static final Map<String, GoldenMapping> MAPPINGS =
      Map.ofEntries(
          entry("kornia_dice_loss", GoldenKornia::dice),
          entry("kornia_tversky_loss", GoldenKornia::tversky),
          entry("kornia_binary_focal_loss_with_logits", GoldenKornia::binaryFocal),
          entry("kornia_psnr_loss", GoldenKornia::psnr));

  private GoldenKornia() {}

  private static Integer ignoreIndex(GoldenCase c) {
    String ignore = c.text("ignore_index", "-100");
    return ignore.equals("null") ? null : Integer.valueOf(ignore);
  }

  /** 1 for labels that count. */
  private static INDArray valid(GoldenCase c, INDArray labels) {
    Integer ignore = ignoreIndex(c);
    return ignore == null
        ? Nd4j.ones(DataType.DOUBLE, labels.shape())
        : labels.neq(ignore).castTo(DataType.DOUBLE);
  }

  /** [N, spatial...] as [N, 1, spatial...]. */
  private static INDArray indices(GoldenCase c) {
    return Nd4j.expandDims(c.target(), 1);
  }

  private static GoldenAnswer dice(GoldenCase c) {
    INDArray indices = indices(c);
    // It lets one image meet the labels of several.
    INDArray logits =
        c.input().size(0) == indices.size(0)
            ? c.input()
            : Nd4j.concat(
                0, Collections.nCopies((int) indices.size(0), c.input()).toArray(INDArray[]::new));
    int classes = (int) logits.size(1);
    double eps = c.number("eps", 1e-8);
    double[] weight = c.numbers("weight");
    if (c.text("average", "micro").equals("macro")) {
      // Divided by the sum of the weights; ours by the number of classes.
      double sum = weight == null ? 1 : Arrays.stream(weight).sum();
      double[] scaled =
          weight == null ? null : Arrays.stream(weight).map(w -> w * classes / sum).toArray();
      String loss =
          loss(
              "dice",
              "squared",
              false,
              "smoothNumerator",
              0,
              "smoothDenominator",
              eps,
              "classWeights",
              scaled,
              "ignoreIndex",
              ignoreIndex(c));
      return new GoldenQuestion(loss, Activation.SOFTMAX, logits, indices).mean();
    }
    // One region of all classes; both sides are weighted.
    long[] perClass = new long[logits.rank()];
    Arrays.fill(perClass, 1);
    perClass[1] = classes;
    INDArray weights =
        weight == null
            ? Nd4j.ones(DataType.DOUBLE, perClass)
            : Nd4j.createFromArray(weight).reshape(perClass);
    INDArray ones = Nd4j.ones(DataType.DOUBLE, logits.shape());
    return new GoldenQuestion(
            loss("dice", "squared", false, "smoothNumerator", 0, "smoothDenominator", eps),
            Activation.IDENTITY,
            GoldenArrays.oneClass(GoldenArrays.softmax(logits).mul(weights)),
            GoldenArrays.oneClass(GoldenArrays.oneHot(indices, classes).mul(weights)),
            GoldenArrays.oneClass(ones.mul(valid(c, indices))))
        .mean();
  }

  /** One region of all classes, too. */
  private static GoldenAnswer tversky(GoldenCase c) {
    INDArray indices = indices(c);
    INDArray predictions = GoldenArrays.softmax(c.input());
    INDArray ones = Nd4j.ones(DataType.DOUBLE, predictions.shape());
    String loss =
        loss(
            "tversky",
            "alpha",
            c.number("alpha", 0.5),
            "beta",
            c.number("beta", 0.5),
            "smoothNumerator",
            0,
            "smoothDenominator",
            c.number("eps", 1e-8));
    return new GoldenQuestion(
            loss,
            Activation.IDENTITY,
            GoldenArrays.oneClass(predictions),
            GoldenArrays.oneClass(GoldenArrays.oneHot(indices, predictions.size(1))),
            GoldenArrays.oneClass(ones.mul(valid(c, indices))))
        .mean();
  }

  /** A positive weight is a change of alpha and of the weight of the channel. */
  private static GoldenAnswer binaryFocal(GoldenCase c) {
    INDArray target = c.target();
    int classes = (int) c.input().size(1);
    double[] alpha = c.numbers("alpha");
    double a = alpha == null ? 0.5 : alpha[0];
    double[] positive = perChannel(c.numbers("pos_weight"), classes);
    double[] weight = perChannel(c.numbers("weight"), classes);
    double[] alphas = new double[classes];
    double[] weights = new double[classes];
    for (int k = 0; k < classes; k++) {
      double sum = a * positive[k] + 1 - a;
      alphas[k] = a * positive[k] / sum;
      weights[k] = weight[k] * sum * (alpha == null ? 2 : 1);
    }
    String loss =
        loss("focal", "gamma", c.number("gamma", 2), "alpha", alphas, "classWeights", weights);
    INDArray valid = valid(c, target);
    GoldenAnswer elements =
        new GoldenQuestion(loss, Activation.SIGMOID, c.input(), target.mul(valid)).elements();
    // Those that are ignored cost nothing, and count in the mean.
    double[] counting = valid.dup('c').data().asDouble();
    double[] values = elements.values();
    Arrays.setAll(values, i -> values[i] * counting[i]);
    return elements.reduce(c.text("reduction", "mean"));
  }

  private static double[] perChannel(double[] weights, int classes) {
    double[] all = new double[classes];
    Arrays.setAll(all, k -> weights == null ? 1 : weights.length == 1 ? weights[0] : weights[k]);
    return all;
  }

  /** Minus the ratio of the peak to the mean squared error, in decibels. */
  private static GoldenAnswer psnr(GoldenCase c) {
    double peak = c.number("max_val", 1);
    return new GoldenQuestion(
            "l2",
            Activation.IDENTITY,
            GoldenArrays.column(c.input()),
            GoldenArrays.column(c.target()))
        .mean()
        .map(error -> -10 * Math.log10(peak * peak / error));
  }
}
