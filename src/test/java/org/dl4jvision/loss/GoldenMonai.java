package org.dl4jvision.loss;

import static java.util.Map.entry;
import static org.dl4jvision.loss.GoldenQuestion.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** MONAI: [N, C, spatial...]; region losses without squares, smoothing 1e-5. */
final class GoldenMonai {

  static final Map<String, GoldenMapping> MAPPINGS =
      Map.ofEntries(
          entry("monai_DiceLoss", GoldenMonai::diceAlone),
          entry("monai_MaskedDiceLoss", GoldenMonai::maskedDice),
          entry("monai_DiceCELoss", GoldenMonai::diceCrossEntropy),
          entry("monai_TverskyLoss", GoldenMonai::tversky),
          entry("monai_GeneralizedDiceLoss", GoldenMonai::generalizedDice),
          entry("monai_GeneralizedWassersteinDiceLoss", GoldenMonai::wassersteinDice),
          entry("monai_HausdorffDTLoss", GoldenMonai::hausdorff),
          entry("monai_FocalLoss", GoldenMonai::focalAlone),
          entry("monai_AsymmetricUnifiedFocalLoss", GoldenMonai::unifiedFocal),
          entry("monai_DeepSupervisionLoss", GoldenMonai::deepSupervision));

  private GoldenMonai() {}

  private static INDArray labels(GoldenCase c) {
    return labels(c, c.target());
  }

  private static INDArray labels(GoldenCase c, INDArray target) {
    long classes = c.input().size(1);
    boolean indices = c.flag("to_onehot_y", false) && classes > 1;
    return indices ? GoldenArrays.oneHot(target, classes) : target;
  }

  /** Predictions and what activates them. */
  private record Activated(Activation activation, INDArray predictions) {

    static Activated of(GoldenCase c, INDArray input) {
      boolean sigmoid = c.flag("sigmoid", false);
      boolean softmax = c.flag("softmax", false);
      return switch (c.text("other_act", "null")) {
        case "null" ->
            new Activated(
                sigmoid
                    ? Activation.SIGMOID
                    : softmax && input.size(1) > 1 ? Activation.SOFTMAX : Activation.IDENTITY,
                input);
        case "tanh" -> new Activated(Activation.TANH, input);
        // No activation of DL4J's: a prediction may be any number.
        case "log_softmax(dim=1)" ->
            new Activated(Activation.IDENTITY, Transforms.log(GoldenArrays.softmax(input)));
        default -> throw new IllegalArgumentException(c.text("other_act", ""));
      };
    }
  }

  /** Of the classes that count, with any weight for a background that does not. */
  private static double[] ofAllClasses(double[] weights, long classes, boolean background) {
    if (weights == null) {
      return null;
    }
    if (weights.length == 1) {
      double[] all = new double[(int) classes];
      Arrays.fill(all, weights[0]);
      return all;
    }
    if (background) {
      return weights;
    }
    double[] all = new double[weights.length + 1];
    System.arraycopy(weights, 0, all, 1, weights.length);
    return all;
  }

  /**
   * A loss that is a mean over classes.
   *
   * @param expression the loss with class weights
   */
  private static GoldenAnswer meanOverClasses(
      GoldenCase c,
      INDArray input,
      INDArray labels,
      double[] weights,
      Function<double[], String> expression) {
    return meanOverClasses(
        c, input, labels, weights, c.flag("include_background", true), expression);
  }

  private static GoldenAnswer meanOverClasses(
      GoldenCase c,
      INDArray input,
      INDArray labels,
      double[] weights,
      boolean background,
      Function<double[], String> expression) {
    Activated activated = Activated.of(c, input);
    int classes = (int) input.size(1);
    int first = background || classes == 1 ? 0 : 1;
    boolean batch = c.flag("batch", false);
    Function<double[], GoldenQuestion> question =
        w ->
            new GoldenQuestion(
                expression.apply(w), activated.activation(), activated.predictions(), labels);
    GoldenAnswer mean = question.apply(weights).mean();
    return switch (c.text("reduction", "mean")) {
      case "mean" -> mean;
      case "sum" -> mean.times((batch ? 1.0 : input.size(0)) * (classes - first));
      case "none" ->
          GoldenQuestion.eachClass(
              // The sums of a batch are one example.
              batch ? GoldenArrays.slice(input, 0, 0) : input,
              first,
              k -> {
                double weight = weights == null ? 1 : weights[k];
                return question.apply(GoldenQuestion.only(k, classes, weight * (classes - first)));
              });
      default -> throw new IllegalArgumentException(c.text("reduction", "mean"));
    };
  }

  private static GoldenAnswer diceAlone(GoldenCase c) {
    return dice(c, c.input(), labels(c), weightsOfCounting(c));
  }

  /** The option "weight": of the classes that count; a single channel has none. */
  private static double[] weightsOfCounting(GoldenCase c) {
    long classes = c.input().size(1);
    double[] weights = c.numbers("weight");
    return classes == 1 ? null : ofAllClasses(weights, classes, c.flag("include_background", true));
  }

  private static GoldenAnswer dice(
      GoldenCase c, INDArray input, INDArray labels, double[] weights) {
    boolean jaccard = c.flag("jaccard", false);
    // Its Jaccard is twice the overlap over twice the union.
    double half = jaccard ? 0.5 : 1;
    return meanOverClasses(
        c,
        input,
        labels,
        weights,
        w ->
            loss(
                jaccard ? "jaccard" : "dice",
                "squared",
                c.flag("squared_pred", false),
                "softLabel",
                c.flag("soft_label", false),
                "smoothNumerator",
                half * c.number("smooth_nr", 1e-5),
                "smoothDenominator",
                half * c.number("smooth_dr", 1e-5),
                "includeBackground",
                c.flag("include_background", true),
                "batch",
                c.flag("batch", false),
                "classWeights",
                w));
  }

  /** MONAI multiplies logits and labels, be they class indices, by the mask. */
  private static GoldenAnswer maskedDice(GoldenCase c) {
    INDArray mask = c.array("mask");
    double[] weights = weightsOfCounting(c);
    return mask == null
        ? dice(c, c.input(), labels(c), weights)
        : dice(c, c.input().mul(mask), labels(c, c.target().mul(mask)), weights);
  }

  private static GoldenAnswer tversky(GoldenCase c) {
    return meanOverClasses(
        c,
        c.input(),
        labels(c),
        null,
        w ->
            loss(
                "tversky",
                "alpha",
                c.number("alpha", 0.5),
                "beta",
                c.number("beta", 0.5),
                "softLabel",
                c.flag("soft_label", false),
                "smoothNumerator",
                c.number("smooth_nr", 1e-5),
                "smoothDenominator",
                c.number("smooth_dr", 1e-5),
                "includeBackground",
                c.flag("include_background", true),
                "batch",
                c.flag("batch", false),
                "classWeights",
                w));
  }

  private static GoldenAnswer hausdorff(GoldenCase c) {
    boolean background = c.flag("include_background", false);
    return meanOverClasses(
        c,
        c.input(),
        labels(c),
        null,
        background,
        w ->
            loss(
                "hausdorff",
                "alpha",
                c.number("alpha", 2),
                "includeBackground",
                background,
                "batch",
                c.flag("batch", false),
                "classWeights",
                w));
  }

  private static GoldenAnswer generalizedDice(GoldenCase c) {
    Activated activated = Activated.of(c, c.input());
    boolean batch = c.flag("batch", false);
    String loss =
        loss(
            "generalized-dice",
            "weighting",
            new Literal(c.text("w_type", "square")),
            "softLabel",
            c.flag("soft_label", false),
            "smoothNumerator",
            c.number("smooth_nr", 1e-5),
            "smoothDenominator",
            c.number("smooth_dr", 1e-5),
            "includeBackground",
            c.flag("include_background", true),
            "batch",
            batch);
    GoldenAnswer each =
        new GoldenQuestion(loss, activated.activation(), activated.predictions(), labels(c)).each();
    return batch ? each.mean() : each.reduce(c.text("reduction", "mean"));
  }

  /** A value of an option that is a word. */
  private record Literal(String word) {
    @Override
    public String toString() {
      return word;
    }
  }

  /** Of logits and class indices. */
  private static GoldenAnswer wassersteinDice(GoldenCase c) {
    String loss =
        loss(
            "wasserstein-dice",
            "distances",
            c.matrix("dist_matrix"),
            "weighting",
            new Literal(c.text("weighting_mode", "default").equals("GDL") ? "volume" : "default"),
            "smoothNumerator",
            c.number("smooth_nr", 1e-5),
            "smoothDenominator",
            c.number("smooth_dr", 1e-5));
    return new GoldenQuestion(loss, Activation.SOFTMAX, c.input(), c.target())
        .each()
        .reduce(c.text("reduction", "mean"));
  }

  private static GoldenAnswer focalAlone(GoldenCase c) {
    int classes = (int) c.input().size(1);
    boolean background = c.flag("include_background", true) || classes == 1;
    double[] weight = c.numbers("weight");
    return focal(c, labels(c), background, weight);
  }

  /** Of logits; the background's channel is taken away before it looks at them. */
  private static GoldenAnswer focal(
      GoldenCase c, INDArray allLabels, boolean background, double[] weight) {
    boolean softmax = c.flag("use_softmax", c.flag("softmax", false));
    INDArray input = background ? c.input() : GoldenArrays.withoutFirstClass(c.input());
    INDArray labels = background ? allLabels : GoldenArrays.withoutFirstClass(allLabels);
    int classes = (int) input.size(1);
    double[] alpha = c.numbers("alpha");
    if (softmax && alpha != null) {
      double foreground = alpha[0];
      alpha = new double[classes];
      Arrays.fill(alpha, foreground);
      alpha[0] = 1 - foreground;
      alpha = background ? alpha : null;
    }
    String loss =
        loss(
            "focal",
            "gamma",
            c.number("gamma", 2),
            "alpha",
            alpha,
            "classWeights",
            classes == 1 ? null : ofAllClasses(weight, classes, true));
    GoldenQuestion question =
        new GoldenQuestion(loss, softmax ? Activation.SOFTMAX : Activation.SIGMOID, input, labels);
    String reduction = c.text("reduction", "mean");
    if (reduction.equals("none")) {
      return question.elements();
    }
    // Ours is the sum over classes that exclude each other, theirs the mean.
    double meanOverClasses = softmax ? 1.0 / classes : 1;
    double sum = reduction.equals("sum") ? (double) input.size(0) * classes : 1;
    return question.mean().times(meanOverClasses * sum);
  }

  /** Cross-entropy is of the logits even where Dice is of the input as it is. */
  private static GoldenAnswer diceCrossEntropy(GoldenCase c) {
    long classes = c.input().size(1);
    double[] weight = c.numbers("weight");
    boolean binary = classes == 1;
    INDArray labels = labels(c);
    boolean indices = c.target().size(1) != classes;
    double smoothing = c.number("label_smoothing", 0);
    String crossEntropy =
        binary
            ? loss("binary-cross-entropy", "positiveWeight", weight == null ? 1.0 : weight[0])
            : loss(
                "cross-entropy",
                "labelSmoothing",
                smoothing,
                // PyTorch's mean of soft labels does not divide by weights.
                "normalizeWeights",
                weight != null && indices,
                "classWeights",
                ofAllClasses(weight, classes, true));
    GoldenAnswer dice =
        dice(c, c.input(), labels, binary ? null : ofAllClasses(weight, classes, true));
    return dice.times(c.number("lambda_dice", 1))
        .plus(
            new GoldenQuestion(
                    crossEntropy,
                    binary ? Activation.SIGMOID : Activation.SOFTMAX,
                    c.input(),
                    labels)
                .mean()
                .times(c.number("lambda_ce", 1)));
  }

  private static GoldenAnswer diceFocal(GoldenCase c) {
    long classes = c.input().size(1);
    boolean background = c.flag("include_background", true) || classes == 1;
    INDArray labels = labels(c);
    double[] weight = c.numbers("weight");
    GoldenAnswer dice = dice(c, c.input(), labels, weightsOfCounting(c));
    GoldenAnswer focal = focal(c, labels, background, weight);
    return dice.times(c.number("lambda_dice", 1)).plus(focal.times(c.number("lambda_focal", 1)));
  }

  /** Of probabilities, or of the indices of predicted classes. */
  private static GoldenAnswer unifiedFocal(GoldenCase c) {
    int classes = (int) c.number("num_classes", 2);
    INDArray predictions =
        c.input().size(1) == 1 ? GoldenArrays.oneHot(c.input(), classes) : c.input();
    c.flag("to_onehot_y", true); // seen by the shape, too
    INDArray labels =
        c.target().size(1) == 1 ? GoldenArrays.oneHot(c.target(), classes) : c.target();
    double epsilon = c.number("epsilon", 1e-7);
    String loss =
        loss(
            "unified-focal",
            "weight",
            c.number("weight", 0.5),
            "delta",
            c.number("delta", 0.7),
            "gamma",
            c.number("gamma", 0.5),
            "asymmetric",
            true);
    return new GoldenQuestion(
            loss,
            Activation.IDENTITY,
            Transforms.min(Transforms.max(predictions, epsilon), 1 - epsilon),
            labels)
        .mean();
  }

  /** A loss on each of several sizes, the labels those of the nearest pixels. */
  private static GoldenAnswer deepSupervision(GoldenCase c) {
    INDArray target = c.target();
    List<INDArray> levels = c.depthOfInput() > target.rank() ? c.inputs() : List.of(c.input());
    double[] given = c.numbers("weights");
    String mode = c.text("weight_mode", "exp");
    c.text("interp_mode", "nearest-exact");
    GoldenMapping mapping =
        switch (c.innerLoss("loss")) {
          case "DiceLoss" -> GoldenMonai::diceAlone;
          case "DiceCELoss" -> GoldenMonai::diceCrossEntropy;
          case "DiceFocalLoss" -> GoldenMonai::diceFocal;
          case "FocalLoss" -> GoldenMonai::focalAlone;
          case "TverskyLoss" -> GoldenMonai::tversky;
          default -> throw new IllegalArgumentException(c.innerLoss("loss"));
        };
    GoldenAnswer sum = null;
    for (int i = 0; i < levels.size(); i++) {
      INDArray level = levels.get(i);
      GoldenCase inner = c.inner("loss", level, nearest(target, level.shape()));
      double weight =
          given != null && given.length >= levels.size()
              ? given[i]
              : switch (mode) {
                case "exp" -> Math.max(Math.pow(0.5, i), 0.0625);
                case "two" -> i == 0 ? 1 : 0.5;
                default -> 1;
              };
      GoldenAnswer answer = mapping.answer(inner).times(weight);
      c.alsoUnread(inner);
      sum = sum == null ? answer : sum.plus(answer);
    }
    return sum;
  }

  /** The labels of the pixels nearest to the centers of another size's: PyTorch's nearest-exact. */
  private static INDArray nearest(INDArray labels, long[] shape) {
    INDArray resized = labels;
    for (int axis = 2; axis < shape.length; axis++) {
      double step = (double) labels.size(axis) / shape[axis];
      INDArray[] slices = new INDArray[(int) shape[axis]];
      for (int i = 0; i < slices.length; i++) {
        long at = Math.min((long) Math.floor((i + 0.5) * step), labels.size(axis) - 1);
        slices[i] = GoldenArrays.slice(resized, axis, at);
      }
      resized = Nd4j.concat(axis, slices);
    }
    return resized;
  }
}
