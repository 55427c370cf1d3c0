package org.dl4jvision.loss;

import static java.util.Map.entry;
import static org.dl4jvision.loss.GoldenQuestion.loss;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Keras and KerasCV: channels last; what they average over are our rows [rows, C]. */
final class GoldenKeras {

  static final Map<String, GoldenMapping> MAPPINGS =
      Map.ofEntries(
          entry("keras_Dice", c -> region(c, "dice", "squared", false)),
          entry("keras_Tversky", GoldenKeras::tversky),
          entry("keras_CategoricalCrossentropy", GoldenKeras::crossEntropy),
          entry("keras_SparseCategoricalCrossentropy", GoldenKeras::crossEntropy),
          entry("keras_BinaryCrossentropy", GoldenKeras::binaryCrossEntropy),
          entry("keras_CategoricalFocalCrossentropy", GoldenKeras::focal),
          entry("keras_BinaryFocalCrossentropy", GoldenKeras::binaryFocal),
          entry("keras_CategoricalGeneralizedCrossEntropy", GoldenKeras::generalizedCrossEntropy),
          entry("keras_KLDivergence", GoldenKeras::divergence),
          entry("keras_MeanAbsoluteError", c -> rows(c, Input.NUMBERS, "l1")),
          entry("keras_MeanSquaredError", c -> rows(c, Input.NUMBERS, "l2")),
          entry("keras_LogCosh", c -> rows(c, Input.NUMBERS, "log-cosh")),
          entry("keras_Huber", c -> rows(c, Input.NUMBERS, "huber", "delta", c.number("delta", 1))),
          entry("kerascv_BinaryPenaltyReducedFocalCrossEntropy", GoldenKeras::penaltyReduced));

  private static final double EPSILON = 1e-7;

  private GoldenKeras() {}

  /** What a loss does to its input first. */
  private enum Input {
    NUMBERS(Activation.IDENTITY),
    CLASSES(Activation.SOFTMAX),
    CHANNELS(Activation.SIGMOID);

    private final Activation ofLogits;

    Input(Activation ofLogits) {
      this.ofLogits = ofLogits;
    }
  }

  /** Sums over all axes, or over all but the first; the denominator alone is smoothed. */
  private static GoldenAnswer region(GoldenCase c, String name, Object... options) {
    return region(c, c.input(), c.target(), EPSILON, name, options);
  }

  private static GoldenAnswer region(
      GoldenCase c,
      INDArray input,
      INDArray target,
      double smooth,
      String name,
      Object... options) {
    Object[] all = Arrays.copyOf(options, options.length + 4);
    all[options.length] = "smoothNumerator";
    all[options.length + 1] = 0;
    all[options.length + 2] = "smoothDenominator";
    all[options.length + 3] = smooth;
    String loss = loss(name, all);
    double[] axes = c.numbers("axis");
    if (axes != null) {
      assertEquals(
          IntStream.range(1, input.rank()).boxed().toList(),
          Arrays.stream(axes).mapToObj(axis -> (int) axis).toList(),
          "all axes but the first");
    }
    GoldenAnswer each =
        new GoldenQuestion(
                loss,
                Activation.IDENTITY,
                axes == null ? GoldenArrays.oneRegion(input) : GoldenArrays.oneClass(input),
                axes == null ? GoldenArrays.oneRegion(target) : GoldenArrays.oneClass(target))
            .each();
    return reduce(c, each);
  }

  private static GoldenAnswer reduce(GoldenCase c, GoldenAnswer each) {
    return switch (c.text("reduction", "sum_over_batch_size")) {
      case "sum_over_batch_size", "mean", "mean_with_sample_weight" -> each.mean();
      case "sum" -> each.sum();
      case "null", "none" -> each;
      default -> throw new IllegalArgumentException(c.text("reduction", ""));
    };
  }

  /**
   * With alpha + beta = 1 the loss does not change with the scale of the labels, if alpha does: so
   * even labels above 1 can be told as probabilities.
   */
  private static GoldenAnswer tversky(GoldenCase c) {
    double alpha = c.number("alpha", 0.5);
    double beta = c.number("beta", 0.5);
    double s = Math.max(1, c.target().maxNumber().doubleValue());
    if (s == 1) {
      return region(c, "tversky", "alpha", alpha, "beta", beta);
    }
    // TP / (c TP + a P + b T) of P = k P', T = s T' with the same c = 1 - a - b.
    double k = beta / (alpha + beta - alpha / s);
    return region(
        c,
        c.input().div(k),
        c.target().div(s),
        EPSILON / (k * s),
        "tversky",
        "alpha",
        alpha / s,
        "beta",
        beta / k);
  }

  private static GoldenAnswer crossEntropy(GoldenCase c) {
    String ignore = c.text("ignore_class", "null");
    return rows(
        c,
        Input.CLASSES,
        "cross-entropy",
        "labelSmoothing",
        c.number("label_smoothing", 0),
        "ignoreIndex",
        ignore.equals("null") ? null : Integer.valueOf(ignore));
  }

  private static GoldenAnswer binaryCrossEntropy(GoldenCase c) {
    return rows(
        c,
        Input.CHANNELS,
        "binary-cross-entropy",
        "labelSmoothing",
        c.number("label_smoothing", 0));
  }

  private static GoldenAnswer focal(GoldenCase c) {
    int axis = (int) c.number("axis", -1);
    double smoothing = c.number("label_smoothing", 0);
    long classes = c.input().size(axis);
    return rows(
        c,
        Input.CLASSES,
        labels(c).mul(1 - smoothing).add(smoothing / classes),
        "focal",
        "mode",
        LossFocal.Mode.MULTICLASS,
        "gamma",
        c.number("gamma", 2),
        "alpha",
        c.number("alpha", 0.25));
  }

  private static GoldenAnswer binaryFocal(GoldenCase c) {
    boolean balanced = c.flag("apply_class_balancing", false);
    double alpha = c.number("alpha", 0.25);
    if (c.number("label_smoothing", 0) != 0) {
      return GoldenTest.notExpressible("its focus is of a mixture of both answers, ours of each");
    }
    return rows(
        c,
        Input.CHANNELS,
        "focal",
        "mode",
        LossFocal.Mode.BINARY,
        "gamma",
        c.number("gamma", 2),
        "alpha",
        balanced ? alpha : null);
  }

  /** Of probabilities as they are. */
  private static GoldenAnswer generalizedCrossEntropy(GoldenCase c) {
    return rows(c, Input.NUMBERS, "generalized-cross-entropy", "q", c.number("q", 0.5));
  }

  /** Cross-entropy less that of the labels with themselves; all numbers from epsilon to 1. */
  private static GoldenAnswer divergence(GoldenCase c) {
    INDArray labels = limited(labels(c), 1);
    INDArray predictions = limited(predictions(c), 1);
    GoldenAnswer of = rows(c, Activation.IDENTITY, predictions, labels, "cross-entropy");
    return of.plus(rows(c, Activation.IDENTITY, labels, labels, "cross-entropy").times(-1));
  }

  private static INDArray limited(INDArray probabilities, double upper) {
    return Transforms.min(Transforms.max(probabilities, EPSILON), upper);
  }

  private static INDArray predictions(GoldenCase c) {
    return GoldenArrays.rows(GoldenArrays.row(c.input()), (int) c.number("axis", -1));
  }

  private static INDArray labels(GoldenCase c) {
    long rows = predictions(c).size(0);
    return c.target().length() == rows
        ? GoldenArrays.column(c.target())
        : GoldenArrays.rows(GoldenArrays.row(c.target()), (int) c.number("axis", -1));
  }

  private static GoldenAnswer rows(GoldenCase c, Input input, String name, Object... options) {
    return rows(c, input, labels(c), name, options);
  }

  private static GoldenAnswer rows(
      GoldenCase c, Input input, INDArray labels, String name, Object... options) {
    INDArray predictions = predictions(c);
    if (input == Input.NUMBERS) {
      return rows(c, Activation.IDENTITY, predictions, labels, name, options);
    }
    if (c.flag("from_logits", false)) {
      return rows(c, input.ofLogits, predictions, labels, name, options);
    }
    if (input == Input.CLASSES) {
      predictions = predictions.div(predictions.sum(true, 1));
    }
    // In single precision, in which the upper limit is 1 - 2^-23.
    INDArray probabilities =
        Transforms.min(Transforms.max(predictions, (float) EPSILON), 1f - (float) EPSILON);
    return rows(c, Activation.IDENTITY, probabilities, labels, name, options);
  }

  private static GoldenAnswer rows(
      GoldenCase c,
      Activation activation,
      INDArray predictions,
      INDArray labels,
      String name,
      Object... options) {
    INDArray weights = weights(c, predictions.size(0));
    if (c.text("reduction", "").equals("mean_with_sample_weight")) {
      options = Arrays.copyOf(options, options.length + 2);
      options[options.length - 2] = "normalizeWeights";
      options[options.length - 1] = true;
    }
    return reduce(
        c,
        new GoldenQuestion(loss(name, options), activation, predictions, labels, weights).each());
  }

  /** A weight a row: those given stand for one row or for several. */
  private static INDArray weights(GoldenCase c, long rows) {
    INDArray given = c.array("sample_weight");
    if (given == null) {
      return null;
    }
    long each = rows / given.length();
    return GoldenArrays.column(
        GoldenArrays.column(given).mmul(GoldenArrays.filled(1, 1, each)).dup('c'));
  }

  /** Focal loss; negatives count the less the nearer their label is to 1. */
  private static GoldenAnswer penaltyReduced(GoldenCase c) {
    INDArray target = GoldenArrays.column(c.target());
    INDArray positive = target.gt(c.number("positive_threshold", 0.99)).castTo(target.dataType());
    INDArray penalty = Transforms.pow(target.rsub(1), c.number("beta", 4));
    INDArray weights = positive.add(positive.rsub(1).mul(penalty));
    INDArray given = weights(c, target.length());
    weights = given == null ? weights : weights.mul(given);
    boolean logits = c.flag("from_logits", false);
    INDArray predictions = GoldenArrays.column(c.input());
    String loss = loss("focal", "gamma", c.number("alpha", 2), "mode", LossFocal.Mode.BINARY);
    GoldenAnswer each =
        new GoldenQuestion(
                loss,
                logits ? Activation.SIGMOID : Activation.IDENTITY,
                predictions,
                positive,
                weights)
            .each();
    return reduce(c, each);
  }
}
