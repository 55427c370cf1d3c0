package org.dl4jvision.loss;

import static java.util.Map.entry;
import static org.dl4jvision.loss.GoldenQuestion.loss;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Derived from the published formulas; region losses of [N, pixels]. */
final class GoldenDerived {

  static final Map<String, GoldenMapping> MAPPINGS =
      Map.ofEntries(
          entry("derived_ce", c -> rows(c, "cross-entropy")),
          entry("derived_ce_class_weight", GoldenDerived::classWeight),
          entry("derived_ce_ignore_index", GoldenDerived::ignoreIndex),
          entry(
              "derived_ce_label_smoothing",
              c -> rows(c, loss("cross-entropy", "labelSmoothing", c.number("epsilon", 0)))),
          entry(
              "derived_ce_topk",
              c -> rows(c, loss("cross-entropy", "topK", c.number("k_percent", 100) / 100))),
          entry("derived_bce_with_logits", GoldenOthers::binaryCrossEntropy),
          entry("derived_dice_linear", c -> region(c, "dice", "squared", false)),
          entry("derived_dice_squared_vnet", c -> region(c, "dice", "squared", true)),
          entry("derived_dice_batch", c -> region(c, "dice", "squared", false, "batch", true)),
          entry(
              "derived_nnunet_soft_dice",
              // Dice's score with its sign turned, not one minus it.
              c -> {
                GoldenAnswer dice = region(c, "dice", "squared", false);
                return new GoldenAnswer(dice.map(loss -> loss - 1).values(), dice.gradient());
              }),
          entry("derived_jaccard", c -> region(c, "jaccard")),
          entry("derived_log_cosh_dice", GoldenDerived::logCoshDice),
          entry("derived_tversky", GoldenDerived::tversky),
          entry("derived_focal_tversky", GoldenDerived::tversky),
          entry("derived_uncertainty_weighting", GoldenDerived::uncertainty),
          entry("derived_lovasz_hinge", GoldenDerived::lovaszHinge),
          entry("derived_lovasz_softmax", GoldenDerived::lovaszSoftmax),
          entry(
              "derived_balanced_l1",
              c ->
                  numbers(
                      c,
                      loss(
                          "balanced-l1",
                          "alpha",
                          c.number("alpha", 0.5),
                          "gamma",
                          c.number("gamma", 1.5),
                          "beta",
                          c.number("beta", 1)))),
          entry(
              "derived_barron_general",
              c ->
                  numbers(
                      c,
                      loss(
                          "barron",
                          "alpha",
                          Double.parseDouble(c.text("alpha", "1")),
                          "scale",
                          c.number("scale", 1)))),
          entry("derived_huber", c -> numbers(c, loss("huber", "delta", c.number("delta", 1)))),
          entry(
              "derived_smooth_l1",
              c -> numbers(c, loss("smooth-l1", "beta", c.number("beta", 1)))));

  private GoldenDerived() {}

  /** Of rows of logits and class indices. */
  private static GoldenAnswer rows(GoldenCase c, String loss) {
    return new GoldenQuestion(loss, Activation.SOFTMAX, c.input(), GoldenArrays.column(c.target()))
        .mean();
  }

  private static GoldenAnswer numbers(GoldenCase c, String loss) {
    return new GoldenQuestion(loss, Activation.IDENTITY, c.input(), c.target()).mean();
  }

  private static GoldenAnswer region(GoldenCase c, String name, Object... options) {
    Object[] all = Arrays.copyOf(options, options.length + 2);
    all[options.length] = "smooth";
    all[options.length + 1] = c.number("smooth", 0);
    return new GoldenQuestion(
            loss(name, all),
            Activation.IDENTITY,
            GoldenArrays.oneClass(c.input()),
            GoldenArrays.oneClass(c.target()))
        .mean();
  }

  /** Of the mean over samples: they are classes of one image. */
  private static GoldenAnswer logCoshDice(GoldenCase c) {
    INDArray input = c.input();
    INDArray target = c.target();
    return new GoldenQuestion(
            loss("log-cosh-dice", "squared", false, "smooth", c.number("smooth", 0)),
            Activation.IDENTITY,
            input.reshape('c', 1, input.size(0), input.size(1)),
            target.reshape('c', 1, target.size(0), target.size(1)))
        .mean();
  }

  private static GoldenAnswer classWeight(GoldenCase c) {
    assertEquals("sum of weights", c.text("denominator", ""));
    return rows(
        c, loss("cross-entropy", "normalizeWeights", true, "classWeights", c.numbers("weight")));
  }

  private static GoldenAnswer ignoreIndex(GoldenCase c) {
    assertEquals("valid", c.text("denominator", ""));
    INDArray labels = GoldenArrays.column(c.target());
    for (double row : c.numbers("ignored_rows")) {
      labels.putScalar((long) row, 255);
    }
    String loss = loss("cross-entropy", "ignoreIndex", 255, "batch", true);
    return new GoldenQuestion(loss, Activation.SOFTMAX, c.input(), labels).mean();
  }

  private static GoldenAnswer tversky(GoldenCase c) {
    return region(
        c,
        "tversky",
        "alpha",
        c.number("alpha", 0.5),
        "beta",
        c.number("beta", 0.5),
        "gamma",
        c.number("exponent", 1));
  }

  /** All numbers are one image. */
  private static GoldenAnswer lovaszHinge(GoldenCase c) {
    return new GoldenQuestion(
            "lovasz",
            Activation.SIGMOID,
            GoldenArrays.oneRegion(c.input()),
            GoldenArrays.oneRegion(c.target()))
        .mean();
  }

  private static GoldenAnswer lovaszSoftmax(GoldenCase c) {
    c.text("note", "");
    assertEquals("present", c.text("classes", "present"));
    return new GoldenQuestion("lovasz(batch=true)", Activation.SOFTMAX, c.input(), c.target())
        .mean();
  }

  /** Of log-variances: the losses are the absolute errors of one channel each. */
  private static GoldenAnswer uncertainty(GoldenCase c) {
    double[] losses = c.numbers("losses");
    int n = losses.length;
    VisionLoss[] ofChannels = new VisionLoss[n];
    Arrays.setAll(
        ofChannels, i -> Losses.parse(loss("l1", "classWeights", GoldenQuestion.only(i, n, n))));
    double[] byLogVariance = new double[n];
    Evaluation evaluation =
        new LossUncertainty(ofChannels)
            .evaluate(
                GoldenArrays.filled(0, 1, n),
                Nd4j.createFromArray(losses).reshape(1, n),
                Activation.IDENTITY.getActivationFunction(),
                null,
                c.input().dup('c').data().asDouble(),
                byLogVariance,
                true);
    return new GoldenAnswer(evaluation.perExample(), Nd4j.createFromArray(byLogVariance));
  }
}
