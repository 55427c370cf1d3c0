package org.dl4jvision.loss;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Our losses give the numbers that other libraries' own tests state for theirs. A file's mapping
 * says how that library's options and arrays are ours; one that meets an option it does not read
 * fails.
 */
class GoldenTest {

  private static final Map<String, Function<GoldenCase, Answer>> MAPPINGS =
      new TreeMap<>(
          Map.ofEntries(
              entry("monai_DiceLoss", c -> monaiDice(c, c.input(), c.target())),
              entry("monai_MaskedDiceLoss", GoldenTest::monaiMaskedDice),
              entry("monai_DiceCELoss", GoldenTest::monaiDiceCrossEntropy),
              entry("keras_Dice", GoldenTest::kerasDice),
              entry("keras_CategoricalCrossentropy", GoldenTest::kerasCrossEntropy),
              entry("keras_SparseCategoricalCrossentropy", GoldenTest::kerasCrossEntropy),
              entry("keras_BinaryCrossentropy", GoldenTest::kerasBinaryCrossEntropy),
              entry("keras_MeanAbsoluteError", c -> keras(c, "l1", false)),
              entry("smp_DiceLoss", GoldenTest::smpDice),
              entry("smp_soft_dice_score", GoldenTest::smpDiceScore),
              entry("smp_SoftCrossEntropyLoss", GoldenTest::smpCrossEntropy),
              entry("kornia_dice_loss", GoldenTest::korniaDice),
              entry("optax_sigmoid_binary_cross_entropy", GoldenTest::binaryCrossEntropy),
              entry("mmseg_CrossEntropyLoss", GoldenTest::mmsegCrossEntropy),
              entry("djl_L1Loss", GoldenTest::djlL1),
              entry("djl_SoftmaxCrossEntropyLoss", GoldenTest::djlCrossEntropy),
              entry("derived_ce", c -> crossEntropy(c, "cross-entropy")),
              entry("derived_ce_class_weight", GoldenTest::derivedClassWeight),
              entry("derived_ce_ignore_index", GoldenTest::derivedIgnoreIndex),
              entry("derived_ce_label_smoothing", GoldenTest::derivedLabelSmoothing),
              entry("derived_bce_with_logits", GoldenTest::binaryCrossEntropy),
              entry("derived_dice_linear", c -> derivedDice(c, "squared=false")),
              entry("derived_dice_squared_vnet", c -> derivedDice(c, "squared=true")),
              entry("derived_dice_batch", c -> derivedDice(c, "squared=false, batch=true")),
              entry(
                  "derived_nnunet_soft_dice",
                  // Dice's score with its sign turned, not one minus it.
                  c -> derivedDice(c, "squared=false").map(loss -> loss - 1)),
              entry("optax_dice_loss", c -> notExpressible("needs the Tversky loss")),
              entry("derived_ce_topk", c -> notExpressible("needs hard pixel mining"))));

  /** The cases that no loss of ours can express. */
  private static final Set<String> NOT_EXPRESSIBLE =
      Set.of("monai-DiceLoss-11", "optax-dice_loss-01", "derived_ce_topk-0");

  /** Says which feature a case would need. */
  private static final class NotExpressibleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotExpressibleException(String reason) {
      super(reason);
    }
  }

  private static Answer notExpressible(String reason) {
    throw new NotExpressibleException(reason);
  }

  // ---- the test

  static Stream<GoldenCase> cases() {
    // Without the files one case is left, that says so.
    return Files.isDirectory(GoldenCase.FOLDER)
        ? MAPPINGS.keySet().stream().flatMap(file -> GoldenCase.read(file).stream())
        : Stream.of((GoldenCase) null);
  }

  private static void assumeFiles() {
    assumeTrue(
        Files.isDirectory(GoldenCase.FOLDER),
        () -> "no golden cases in " + GoldenCase.FOLDER + "; set -Dshared.golden");
  }

  private static Answer answer(GoldenCase c) {
    return MAPPINGS.get(c.file()).apply(c);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void agrees(GoldenCase c) {
    assumeFiles();
    assumeTrue(!NOT_EXPRESSIBLE.contains(c.id()), "not expressible");
    Answer ours = answer(c);
    assertEquals(Set.of(), c.unread(), "options that the mapping does not read");
    double[] expected = c.expected();
    assertEquals(expected.length, ours.values.length);
    for (int i = 0; i < expected.length; i++) {
      double tolerance = 1e-6 * Math.max(1, Math.abs(expected[i]));
      assertEquals(expected[i], ours.values[i], tolerance, "loss");
    }
    if (c.gradient() != null) {
      double[] gradient = ours.gradient.dup('c').data().asDouble();
      double[] differences = c.gradient().data().asDouble();
      assertEquals(differences.length, gradient.length);
      for (int i = 0; i < gradient.length; i++) {
        assertEquals(differences[i], gradient[i], 1e-4, "gradient");
      }
    }
  }

  @Test
  void allOthersAreExpressed() {
    assumeFiles();
    Set<String> not = new TreeSet<>();
    cases()
        .forEach(
            c -> {
              try {
                answer(c);
              } catch (NotExpressibleException e) {
                not.add(c.id());
              }
            });
    assertEquals(new TreeSet<>(NOT_EXPRESSIBLE), not);
  }

  // ---- our terms

  /** One loss of ours on arrays of double precision. */
  private record Question(
      String loss, Activation activation, INDArray predictions, INDArray labels, INDArray mask) {

    Question(String loss, Activation activation, INDArray predictions, INDArray labels) {
      this(loss, activation, predictions, labels, null);
    }

    private Evaluation evaluate() {
      return Losses.parse(loss)
          .evaluate(labels, predictions, activation.getActivationFunction(), mask, true);
    }

    /** The mean over examples. */
    Answer mean() {
      return sum(1.0 / predictions.size(0));
    }

    /** The sum over examples, times a factor. */
    Answer sum(double factor) {
      Evaluation e = evaluate();
      double sum = Arrays.stream(e.perExample()).sum();
      return new Answer(new double[] {factor * sum}, e.gradient().mul(factor));
    }

    /** The loss of every example. */
    Answer each() {
      Evaluation e = evaluate();
      return new Answer(e.perExample(), e.gradient());
    }
  }

  /** Numbers to compare with the expected ones, and the gradient of their sum. */
  @SuppressWarnings("ArrayRecordComponent") // nothing compares answers
  private record Answer(double[] values, INDArray gradient) {

    Answer map(DoubleUnaryOperator operator) {
      return new Answer(Arrays.stream(values).map(operator).toArray(), gradient);
    }

    Answer plus(Answer other) {
      return new Answer(new double[] {values[0] + other.values[0]}, gradient.add(other.gradient));
    }
  }

  private static String list(double[] numbers) {
    return numbers == null ? "none" : Arrays.toString(numbers);
  }

  /** One row, of all numbers, of one class: [1, 1, everything]. */
  private static INDArray oneRegion(INDArray array) {
    return array.reshape('c', 1, 1, array.length());
  }

  /** [N, everything] as images of one class: [N, 1, everything]. */
  private static INDArray oneClass(INDArray array) {
    return array.reshape('c', array.size(0), 1, array.length() / array.size(0));
  }

  private static INDArray column(INDArray array) {
    return array.reshape('c', array.length(), 1);
  }

  private static INDArray oneHot(INDArray indices, long classes) {
    return BaseLossTestCase.oneHot(indices, (int) classes).castTo(DataType.DOUBLE);
  }

  /** exp(z) / sum over dimension 1. */
  private static INDArray softmax(INDArray z) {
    INDArray exp = Transforms.exp(z.sub(z.max(true, 1)), false);
    return exp.div(exp.sum(true, 1));
  }

  // ---- MONAI: [N, C, spatial], sums of p and t unless squared_pred, smoothing 1e-5

  private static Answer monaiDice(GoldenCase c, INDArray input, INDArray target) {
    if (c.flag("jaccard", false)) {
      return notExpressible("needs the Jaccard loss");
    }
    c.flag("soft_label", false); // all cases have it off
    INDArray labels = c.flag("to_onehot_y", false) ? oneHot(target, input.size(1)) : target;
    Activation activation =
        c.flag("sigmoid", false)
            ? Activation.SIGMOID
            : c.flag("softmax", false) ? Activation.SOFTMAX : Activation.IDENTITY;
    INDArray predictions = input;
    switch (c.text("other_act", "none")) {
      case "none" -> {}
      case "tanh" -> activation = Activation.TANH;
      // No activation of DL4J's: a prediction may be any number.
      case "log_softmax(dim=1)" -> predictions = Transforms.log(softmax(input));
      default -> throw new IllegalArgumentException(c.text("other_act", "none"));
    }
    String loss =
        "dice(squared="
            + c.flag("squared_pred", false)
            + ", smoothNumerator="
            + c.number("smooth_nr", 1e-5)
            + ", smoothDenominator="
            + c.number("smooth_dr", 1e-5)
            + ", includeBackground="
            + c.flag("include_background", true)
            + ", batch="
            + c.flag("batch", false)
            + ", classWeights="
            + list(c.numbers("weight"))
            + ")";
    Question question = new Question(loss, activation, predictions, labels);
    return switch (c.text("reduction", "mean")) {
      case "mean" -> question.mean();
      case "sum" -> question.sum((double) input.size(1));
      // One number a channel: with sigmoid a channel is as good as an image.
      case "none" -> new Question(loss, activation, channels(predictions), channels(labels)).each();
      default -> throw new IllegalArgumentException(c.text("reduction", "mean"));
    };
  }

  /** Every channel as an image of one class. */
  private static INDArray channels(INDArray array) {
    long images = array.size(0) * array.size(1);
    return array.reshape('c', images, 1, array.length() / images);
  }

  /** MONAI multiplies logits and labels by the mask. */
  private static Answer monaiMaskedDice(GoldenCase c) {
    INDArray mask = c.array("mask");
    return mask == null
        ? monaiDice(c, c.input(), c.target())
        : monaiDice(c, c.input().mul(mask), c.target().mul(mask));
  }

  /** Cross-entropy is of the logits even where Dice is of the input as it is. */
  private static Answer monaiDiceCrossEntropy(GoldenCase c) {
    double[] weight = c.numbers("weight");
    boolean binary = c.input().size(1) == 1;
    INDArray labels =
        c.flag("to_onehot_y", false) ? oneHot(c.target(), c.input().size(1)) : c.target();
    String dice =
        "dice(squared=false, includeBackground="
            + c.flag("include_background", true)
            // MONAI gives a single channel no class weight.
            + ", classWeights="
            + (binary ? "none" : list(weight))
            + ")";
    String crossEntropy =
        binary
            ? "binary-cross-entropy(positiveWeight=" + (weight == null ? 1 : weight[0]) + ")"
            : "cross-entropy(normalizeWeights=" + (weight != null) + ", classWeights=";
    crossEntropy += binary ? "" : list(weight) + ")";
    Activation ofDice = c.flag("sigmoid", false) ? Activation.SIGMOID : Activation.IDENTITY;
    Activation ofCrossEntropy = binary ? Activation.SIGMOID : Activation.SOFTMAX;
    return new Question(dice, ofDice, c.input(), labels)
        .mean()
        .plus(new Question(crossEntropy, ofCrossEntropy, c.input(), labels).mean());
  }

  // ---- Keras: channels last; what it averages over are our rows [rows, C]

  /** Sums over all axes but those it keeps; smoothing of the denominator alone. */
  private static Answer kerasDice(GoldenCase c) {
    String loss = "dice(squared=false, smoothNumerator=0, smoothDenominator=1e-7)";
    double[] axes = c.numbers("axis");
    if (axes == null) {
      return new Question(loss, Activation.IDENTITY, oneRegion(c.input()), oneRegion(c.target()))
          .mean();
    }
    assertEquals(c.input().rank() - 1, axes.length, "all axes but the first");
    assertEquals("null", c.text("reduction", "mean"));
    return new Question(loss, Activation.IDENTITY, oneClass(c.input()), oneClass(c.target()))
        .each();
  }

  private static Answer kerasCrossEntropy(GoldenCase c) {
    String options = "labelSmoothing=" + c.number("label_smoothing", 0);
    String ignore = c.text("ignore_class", "none");
    return keras(c, "cross-entropy(" + options + ", ignoreIndex=" + ignore + ")", true);
  }

  private static Answer kerasBinaryCrossEntropy(GoldenCase c) {
    return keras(c, "binary-cross-entropy", false);
  }

  private static Answer keras(GoldenCase c, String loss, boolean classes) {
    int axis = (int) c.number("axis", -1);
    INDArray predictions = rows(c.input(), axis);
    long rows = predictions.size(0);
    INDArray labels = c.target().length() == rows ? column(c.target()) : rows(c.target(), axis);
    boolean ofLogs = loss.contains("cross-entropy");
    boolean logits = ofLogs && c.flag("from_logits", false);
    Activation activation =
        !logits ? Activation.IDENTITY : classes ? Activation.SOFTMAX : Activation.SIGMOID;
    if (ofLogs && !logits) {
      if (classes) {
        predictions = predictions.div(predictions.sum(true, 1));
      }
      // In single precision, in which the upper limit is 1 - 2^-23.
      predictions = Transforms.min(Transforms.max(predictions, 1e-7f), 1f - 1e-7f);
    }
    INDArray weights = c.array("sample_weight");
    if (weights != null) {
      weights =
          weights.length() == 1
              ? Nd4j.valueArrayOf(new long[] {rows, 1}, weights.getDouble(0), DataType.DOUBLE)
              : column(weights);
    }
    String reduction = c.text("reduction", "sum_over_batch_size");
    if (reduction.equals("mean_with_sample_weight")) {
      return new Question(
              loss + "(normalizeWeights=true)", activation, predictions, labels, weights)
          .mean();
    }
    Question question = new Question(loss, activation, predictions, labels, weights);
    return switch (reduction) {
      case "sum_over_batch_size" -> question.mean();
      case "sum" -> question.sum(1);
      case "null" -> question.each();
      default -> throw new IllegalArgumentException(reduction);
    };
  }

  /** [everything else, C], with the channels on an axis. */
  private static INDArray rows(INDArray array, int axis) {
    INDArray last = array;
    if (axis == 1 && array.rank() == 3) {
      last = array.permute(0, 2, 1).dup('c');
    } else {
      assertEquals(-1, axis);
    }
    long channels = last.size(last.rank() - 1);
    return last.reshape('c', last.length() / channels, channels);
  }

  // ---- segmentation-models.pytorch: sums over batch and space, no smoothing

  /** A class that no pixel has costs nothing: as if it were masked. */
  private static Answer smpDice(GoldenCase c) {
    assertEquals("binary", c.text("mode", ""));
    assertEquals("false", c.text("from_logits", "true"));
    INDArray labels = oneRegion(c.target());
    double present = labels.sumNumber().doubleValue() > 0 ? 1 : 0;
    return new Question(
            "dice(squared=false, smooth=0, batch=true)",
            Activation.IDENTITY,
            oneRegion(c.input()),
            labels,
            Nd4j.valueArrayOf(new long[] {1, 1}, present, DataType.DOUBLE))
        .mean();
  }

  private static Answer smpDiceScore(GoldenCase c) {
    assertEquals("null", c.text("dims", ""));
    c.number("eps", 1e-5); // a lower limit of the denominator, far from it
    return new Question(
            "dice(squared=false, smooth=" + c.number("smooth", 0) + ")",
            Activation.IDENTITY,
            oneRegion(c.input()),
            oneRegion(c.target()))
        .mean()
        .map(loss -> 1 - loss);
  }

  /** Rows that are ignored count in its mean. */
  private static Answer smpCrossEntropy(GoldenCase c) {
    String smoothing = "labelSmoothing=" + c.number("smooth_factor", 0);
    String ignore = "ignoreIndex=" + c.text("ignore_index", "-100");
    return crossEntropy(c, "cross-entropy(" + smoothing + ", " + ignore + ")");
  }

  // ---- kornia: softmax; the smoothing is of the denominator

  private static Answer korniaDice(GoldenCase c) {
    INDArray target = c.target();
    INDArray indices = target.reshape('c', target.size(0), 1, target.size(1), target.size(2));
    // It lets one image meet the labels of several.
    INDArray logits =
        c.input().size(0) == target.size(0)
            ? c.input()
            : Nd4j.concat(
                0, Collections.nCopies((int) target.size(0), c.input()).toArray(INDArray[]::new));
    long classes = logits.size(1);
    String options = "squared=false, smoothNumerator=0, smoothDenominator=" + c.number("eps", 1e-8);
    double[] weight = c.numbers("weight");
    String ignore = c.text("ignore_index", "-100");
    if (c.text("average", "micro").equals("macro")) {
      // Divided by the sum of the weights; ours by the number of classes.
      double sum = weight == null ? 1 : Arrays.stream(weight).sum();
      double[] scaled =
          weight == null ? null : Arrays.stream(weight).map(w -> w * classes / sum).toArray();
      options += ", classWeights=" + list(scaled) + ", ignoreIndex=" + ignore;
      return new Question("dice(" + options + ")", Activation.SOFTMAX, logits, indices).mean();
    }
    // One region of all classes; both sides are weighted.
    INDArray weights =
        weight == null
            ? Nd4j.ones(DataType.DOUBLE, 1, classes, 1, 1)
            : Nd4j.createFromArray(weight).reshape(1, classes, 1, 1);
    INDArray valid =
        ignore.equals("null")
            ? Nd4j.ones(DataType.DOUBLE, indices.shape())
            : indices.neq(Double.parseDouble(ignore)).castTo(DataType.DOUBLE);
    INDArray ones = Nd4j.ones(DataType.DOUBLE, logits.shape());
    return new Question(
            "dice(" + options + ")",
            Activation.IDENTITY,
            oneClass(softmax(logits).mul(weights)),
            oneClass(oneHot(indices, classes).mul(weights)),
            oneClass(ones.mul(valid)))
        .mean();
  }

  // ---- the others

  /** Of rows of logits and class indices. */
  private static Answer crossEntropy(GoldenCase c, String loss) {
    return new Question(loss, Activation.SOFTMAX, c.input(), column(c.target())).mean();
  }

  /** Of logits one by one. */
  private static Answer binaryCrossEntropy(GoldenCase c) {
    assertEquals("mean", c.text("reduction", "mean"));
    return new Question(
            "binary-cross-entropy", Activation.SIGMOID, column(c.input()), column(c.target()))
        .mean();
  }

  private static Answer mmsegCrossEntropy(GoldenCase c) {
    boolean sigmoid = c.flag("use_sigmoid", false);
    return new Question(
            sigmoid ? "binary-cross-entropy" : "cross-entropy",
            sigmoid ? Activation.SIGMOID : Activation.SOFTMAX,
            c.input(),
            column(c.target()))
        .mean();
  }

  private static Answer djlL1(GoldenCase c) {
    return new Question("l1", Activation.IDENTITY, column(c.input()), column(c.target())).mean();
  }

  private static Answer djlCrossEntropy(GoldenCase c) {
    assertTrue(c.flag("sparseLabel", true));
    assertTrue(c.flag("fromLogit", true));
    assertEquals(-1, c.number("classAxis", -1));
    INDArray labels = column(c.target());
    INDArray logits = c.input().reshape('c', labels.length(), c.input().length() / labels.length());
    return new Question("cross-entropy", Activation.SOFTMAX, logits, labels).mean();
  }

  // ---- derived from the published formulas; Dice: [N, pixels]

  private static Answer derivedClassWeight(GoldenCase c) {
    assertEquals("sum of weights", c.text("denominator", ""));
    String weights = list(c.numbers("weight"));
    return crossEntropy(c, "cross-entropy(normalizeWeights=true, classWeights=" + weights + ")");
  }

  private static Answer derivedIgnoreIndex(GoldenCase c) {
    assertEquals("valid", c.text("denominator", ""));
    INDArray labels = column(c.target());
    for (double row : c.numbers("ignored_rows")) {
      labels.putScalar((long) row, 255);
    }
    return new Question(
            "cross-entropy(ignoreIndex=255, batch=true)", Activation.SOFTMAX, c.input(), labels)
        .mean();
  }

  private static Answer derivedLabelSmoothing(GoldenCase c) {
    return crossEntropy(c, "cross-entropy(labelSmoothing=" + c.number("epsilon", 0) + ")");
  }

  private static Answer derivedDice(GoldenCase c, String options) {
    String loss = "dice(" + options + ", smooth=" + c.number("smooth", 0) + ")";
    return new Question(loss, Activation.IDENTITY, oneClass(c.input()), oneClass(c.target()))
        .mean();
  }
}
