package org.dl4jvision.loss;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dl4jvision.Shared;
import org.dl4jvision.box.BoxArrays;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Our losses of boxes give the numbers that other libraries' own tests state for theirs. A mapping
 * that meets an option it does not read fails.
 */
class BoxGoldenTest {

  private static final Map<String, Function<GoldenCase, Answer>> MAPPINGS =
      new TreeMap<>(
          Map.ofEntries(
              entry("torchvision_box_iou", BoxGoldenTest::pairwiseIoU),
              entry("torchvision_generalized_box_iou", c -> pairwise(c, "giou")),
              entry("torchvision_distance_box_iou", c -> pairwise(c, "diou")),
              entry("torchvision_complete_box_iou", c -> pairwise(c, "ciou")),
              entry("torchvision_generalized_box_iou_loss", c -> torch(c, "giou")),
              entry("torchvision_distance_box_iou_loss", c -> torch(c, "diou")),
              entry("torchvision_complete_box_iou_loss", c -> torch(c, "ciou")),
              entry("fvcore_giou_loss", c -> torch(c, "giou")),
              entry("detectron2_diou_loss", c -> torch(c, "diou")),
              entry("detectron2_ciou_loss", c -> torch(c, "ciou")),
              entry("monai_BoxGIoULoss", c -> evaluate(c, "giou", "mean")),
              entry("tfa_giou_loss", BoxGoldenTest::tfa),
              entry("kerascv_IoULoss", BoxGoldenTest::kerasCvIoU),
              entry("kerascv_CIoULoss", BoxGoldenTest::kerasCvCIoU),
              entry("derived_iou_loss", c -> derived(c, "iou")),
              entry("derived_giou_loss", c -> derived(c, "giou")),
              entry("derived_diou_loss", c -> derived(c, "diou")),
              entry("derived_ciou_loss", c -> derived(c, "ciou")),
              entry("derived_eiou_efficient_loss", c -> derived(c, "eiou")),
              entry("derived_siou_loss", c -> derived(c, "siou")),
              entry(
                  "derived_alpha_iou_loss",
                  c -> derived(c, "alpha-iou(alpha=" + c.number("alpha", 3) + ")")),
              entry("derived_quality_focal", BoxGoldenTest::qualityFocal),
              entry("derived_varifocal", BoxGoldenTest::varifocal)));

  @SuppressWarnings("ArrayRecordComponent") // nothing compares answers
  private record Answer(double[] values, INDArray gradient) {}

  static Stream<GoldenCase> cases() {
    // Without the files one case is left, that says so.
    return Files.isDirectory(GoldenCase.FOLDER)
        ? MAPPINGS.keySet().stream().flatMap(file -> GoldenCase.read(file).stream())
        : Stream.of((GoldenCase) null);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void agrees(GoldenCase c) {
    Shared.golden(".");
    Answer ours = MAPPINGS.get(c.file()).apply(c);
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

  /** One box is a row of four numbers. */
  private static INDArray rows(INDArray boxes) {
    return boxes.reshape('c', boxes.length() / 4, 4);
  }

  private static Evaluation evaluate(
      String loss, Activation activation, INDArray predictions, INDArray labels) {
    return Losses.parse(loss)
        .evaluate(labels, predictions, activation.getActivationFunction(), null, true);
  }

  private static Answer reduce(Evaluation e, String reduction) {
    double sum = Arrays.stream(e.perExample()).sum();
    return switch (reduction) {
      case "none" -> new Answer(e.perExample(), e.gradient());
      case "sum" -> new Answer(new double[] {sum}, e.gradient());
      case "mean" ->
          new Answer(
              new double[] {sum / e.perExample().length}, e.gradient().div(e.perExample().length));
      default -> throw new IllegalArgumentException(reduction);
    };
  }

  private static Answer evaluate(GoldenCase c, String loss, String reduction) {
    return reduce(
        evaluate(loss, Activation.IDENTITY, rows(c.input()), rows(c.target())), reduction);
  }

  private static Answer torch(GoldenCase c, String loss) {
    String withEpsilon = loss + "(epsilon=" + c.number("eps", 1e-7) + ")";
    return evaluate(c, withEpsilon, c.text("reduction", "none"));
  }

  private static Answer derived(GoldenCase c, String loss) {
    assertEquals("xyxy", c.text("format", "xyxy"));
    return evaluate(c, loss, c.text("reduction", "none"));
  }

  // ---- similarities of every box with every other: one minus the loss

  private static Answer pairwiseIoU(GoldenCase c) {
    double[][] iou = BoxArrays.iou(c.input().data().asDouble(), c.target().data().asDouble());
    return new Answer(Arrays.stream(iou).flatMapToDouble(Arrays::stream).toArray(), null);
  }

  private static Answer pairwise(GoldenCase c, String loss) {
    INDArray first = rows(c.input());
    INDArray second = rows(c.target());
    long n = first.size(0);
    long m = second.size(0);
    INDArray predictions = Nd4j.create(DataType.DOUBLE, n * m, 4);
    INDArray labels = Nd4j.create(DataType.DOUBLE, n * m, 4);
    for (long i = 0; i < n * m; i++) {
      predictions.putRow(i, first.getRow(i / m));
      labels.putRow(i, second.getRow(i % m));
    }
    Evaluation e = evaluate(loss, Activation.IDENTITY, predictions, labels);
    return new Answer(Arrays.stream(e.perExample()).map(v -> 1 - v).toArray(), null);
  }

  // ---- TensorFlow Addons: y before x

  private static Answer tfa(GoldenCase c) {
    assertEquals("yxyx", c.text("box_format", "yxyx"));
    INDArray predictions = swapped(c.input());
    INDArray labels = swapped(c.target());
    Evaluation e = evaluate(c.text("mode", "giou"), Activation.IDENTITY, predictions, labels);
    return reduce(e, c.text("reduction", "none"));
  }

  private static INDArray swapped(INDArray boxes) {
    double[] numbers = rows(boxes).dup('c').data().asDouble();
    for (int i = 0; i < numbers.length; i += 2) {
      double y = numbers[i];
      numbers[i] = numbers[i + 1];
      numbers[i + 1] = y;
    }
    return rows(Nd4j.createFromArray(numbers));
  }

  // ---- keras-cv

  /** Minus the logarithm of the mean IoU. */
  private static Answer kerasCvIoU(GoldenCase c) {
    assertEquals("log", c.text("mode", "log"));
    assertEquals(-1, c.number("axis", -1));
    String loss = "iou(format=" + c.text("bounding_box_format", "xyxy") + ")";
    double mean = evaluate(c, loss, "mean").values[0];
    return new Answer(new double[] {-Math.log(1 - mean)}, null);
  }

  /**
   * Its aspect term is v' = (4 / pi^2)^2 (..)^2 with weight v' / (1 - IoU + v'); torchvision's, and
   * ours, has the factor 4 / pi^2 once. So IoU, distance and aspect ratio are taken from three
   * losses of ours, and put together in its way.
   */
  private static Answer kerasCvCIoU(GoldenCase c) {
    String format = "(format=" + c.text("bounding_box_format", "xyxy") + ")";
    double[] iou = evaluate(c, "iou" + format, "none").values;
    double[] diou = evaluate(c, "diou" + format, "none").values;
    double[] ciou = evaluate(c, "ciou" + format, "none").values;
    double sum = 0;
    for (int i = 0; i < iou.length; i++) {
      // ciou - diou = v^2 / (iou + v), iou being the loss 1 - IoU.
      double aspect = ciou[i] - diou[i];
      double v = (aspect + Math.sqrt(aspect * aspect + 4 * aspect * iou[i])) / 2;
      double theirs = v * 4 / (Math.PI * Math.PI);
      sum += diou[i] + (theirs == 0 ? 0 : theirs * theirs / (iou[i] + theirs));
    }
    return new Answer(new double[] {sum / iou.length}, null);
  }

  // ---- classification by the quality of boxes

  private static Answer qualityFocal(GoldenCase c) {
    INDArray input = c.input();
    INDArray labels = Nd4j.create(DataType.DOUBLE, input.shape());
    for (int i = 0; i < input.size(0); i++) {
      int label = c.target().getInt(i);
      // The number of classes stands for background.
      if (label < input.size(1)) {
        labels.putScalar(i, label, c.array("quality").getDouble(i));
      }
    }
    String loss = "quality-focal(beta=" + c.number("beta", 2) + ")";
    return reduce(evaluate(loss, Activation.SIGMOID, input, labels), "mean");
  }

  private static Answer varifocal(GoldenCase c) {
    assertEquals(true, c.flag("iou_weighted", true));
    String loss =
        "varifocal(alpha=" + c.number("alpha", 0.75) + ", gamma=" + c.number("gamma", 2) + ")";
    return reduce(evaluate(loss, Activation.SIGMOID, c.input(), c.target()), "mean");
  }
}
