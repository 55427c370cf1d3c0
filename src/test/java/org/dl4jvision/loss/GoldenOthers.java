package org.dl4jvision.loss;

import static java.util.Map.entry;
import static org.dl4jvision.loss.GoldenQuestion.loss;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** optax (channels last), fvcore, mmsegmentation and DJL. */
final class GoldenOthers {

  static final Map<String, GoldenMapping> MAPPINGS =
      Map.ofEntries(
          entry("optax_dice_loss", GoldenOthers::optaxDice),
          entry("optax_sigmoid_binary_cross_entropy", GoldenOthers::binaryCrossEntropy),
          entry("optax_poly_loss_cross_entropy", GoldenOthers::optaxPoly),
          entry("optax_log_cosh", c -> numbers(c, "log-cosh").reduce("none")),
          entry("fvcore_sigmoid_focal_loss", GoldenOthers::fvcoreFocal),
          entry("fvcore_sigmoid_focal_loss_star", GoldenOthers::fvcoreFocalStar),
          entry("fvcore_smooth_l1_loss", GoldenOthers::fvcoreSmoothL1),
          entry("mmseg_CrossEntropyLoss", GoldenOthers::mmsegCrossEntropy),
          entry("djl_L1Loss", c -> numbers(c, "l1").mean()),
          entry("djl_HingeLoss", GoldenOthers::djlHinge),
          entry("djl_SoftmaxCrossEntropyLoss", GoldenOthers::djlCrossEntropy));

  private GoldenOthers() {}

  /** The loss of every number by itself. */
  private static GoldenAnswer numbers(GoldenCase c, String loss) {
    return numbers(loss, Activation.IDENTITY, c.input(), c.target());
  }

  private static GoldenAnswer numbers(
      String loss, Activation activation, INDArray input, INDArray target) {
    return new GoldenQuestion(
            loss, activation, GoldenArrays.column(input), GoldenArrays.column(target))
        .each();
  }

  /** Its alpha and beta are those of Tversky; a number an image, unless it keeps the classes. */
  private static GoldenAnswer optaxDice(GoldenCase c) {
    assertEquals("null", c.text("axis", "null"));
    assertTrue(c.text("layout", "NLC").endsWith("C"));
    INDArray input = GoldenArrays.channelsFirst(c.input());
    INDArray target =
        c.target().rank() == input.rank()
            ? GoldenArrays.channelsFirst(c.target())
            : c.target().reshape('c', input.shape());
    int classes = (int) input.size(1);
    int first = c.flag("ignore_background", false) && classes > 1 ? 1 : 0;
    Activation activation =
        !c.flag("apply_softmax", true)
            ? Activation.IDENTITY
            : classes == 1 ? Activation.SIGMOID : Activation.SOFTMAX;
    double[] weights = c.numbers("class_weights");
    GoldenAnswer each =
        new GoldenQuestion(optaxLoss(c, first, weights), activation, input, target).each();
    return switch (c.text("reduction", "mean")) {
      case "mean" -> each;
      case "sum" -> each.times(classes - first);
      case "none" ->
          GoldenQuestion.eachClass(
              input,
              first,
              k -> {
                double weight = (weights == null ? 1 : weights[k]) * (classes - first);
                double[] only = GoldenQuestion.only(k, classes, weight);
                return new GoldenQuestion(optaxLoss(c, first, only), activation, input, target);
              });
      default -> throw new IllegalArgumentException(c.text("reduction", ""));
    };
  }

  private static String optaxLoss(GoldenCase c, int first, double[] classWeights) {
    return loss(
        "tversky",
        "alpha",
        c.number("alpha", 0.5),
        "beta",
        c.number("beta", 0.5),
        "smooth",
        c.number("smooth", 1),
        "includeBackground",
        first == 0,
        "classWeights",
        classWeights);
  }

  /** Of logits one by one. */
  static GoldenAnswer binaryCrossEntropy(GoldenCase c) {
    return numbers("binary-cross-entropy", Activation.SIGMOID, c.input(), c.target())
        .reduce(c.text("reduction", "mean"));
  }

  /** Of rows of logits; a number a row. */
  private static GoldenAnswer optaxPoly(GoldenCase c) {
    int axis = (int) c.number("axis", -1);
    return new GoldenQuestion(
            loss("poly1", "epsilon", c.number("epsilon", 2)),
            Activation.SOFTMAX,
            GoldenArrays.rows(GoldenArrays.row(c.input()), axis),
            GoldenArrays.rows(GoldenArrays.row(c.target()), axis))
        .each();
  }

  /** A negative alpha is none. */
  private static Double alpha(GoldenCase c) {
    double alpha = c.number("alpha", -1);
    return alpha < 0 ? null : alpha;
  }

  private static GoldenAnswer fvcoreFocal(GoldenCase c) {
    return numbers(
            loss("focal", "gamma", c.number("gamma", 2), "alpha", alpha(c)),
            Activation.SIGMOID,
            c.input(),
            c.target())
        .reduce(c.text("reduction", "none"));
  }

  /** Cross-entropy of steeper logits. */
  private static GoldenAnswer fvcoreFocalStar(GoldenCase c) {
    double gamma = c.number("gamma", 1);
    return numbers(
            loss("focal", "gamma", 0, "alpha", alpha(c)),
            Activation.SIGMOID,
            c.input().mul(gamma),
            c.target())
        .times(1 / gamma)
        .reduce(c.text("reduction", "none"));
  }

  private static GoldenAnswer fvcoreSmoothL1(GoldenCase c) {
    return numbers(c, loss("smooth-l1", "beta", c.number("beta", 0)))
        .reduce(c.text("reduction", "none"));
  }

  private static GoldenAnswer mmsegCrossEntropy(GoldenCase c) {
    boolean sigmoid = c.flag("use_sigmoid", false);
    return new GoldenQuestion(
            sigmoid ? "binary-cross-entropy" : "cross-entropy",
            sigmoid ? Activation.SIGMOID : Activation.SOFTMAX,
            c.input(),
            GoldenArrays.column(c.target()))
        .mean();
  }

  /** max(0, margin - t p): what a quantile of 1 costs of the label "margin". */
  private static GoldenAnswer djlHinge(GoldenCase c) {
    INDArray margins = GoldenArrays.filled(c.number("margin", 1), c.input().shape());
    return numbers("quantile(tau=1)", Activation.IDENTITY, c.input().mul(c.target()), margins)
        .times(c.number("weight", 1))
        .mean();
  }

  private static GoldenAnswer djlCrossEntropy(GoldenCase c) {
    assertTrue(c.flag("sparseLabel", true));
    assertTrue(c.flag("fromLogit", true));
    int axis = (int) c.number("classAxis", -1);
    return new GoldenQuestion(
            "cross-entropy",
            Activation.SOFTMAX,
            GoldenArrays.rows(GoldenArrays.row(c.input()), axis),
            GoldenArrays.column(c.target()))
        .mean();
  }
}
