package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** As {@link GoldenTest}, of the losses that see images as a whole. */
class GoldenImageLossTest {

  private static final Map<String, Function<GoldenCase, Evaluation>> MAPPINGS =
      new TreeMap<>(
          Map.of(
              "monai_HausdorffDTLoss", GoldenImageLossTest::monaiHausdorff,
              "monai_SoftclDiceLoss", c -> monaiClDice(c, 1),
              "monai_SoftDiceclDiceLoss", c -> monaiClDice(c, c.number("alpha", 0.5)),
              "monai_NACLLoss", GoldenImageLossTest::monaiNacl,
              "kornia_total_variation", GoldenImageLossTest::korniaTotalVariation,
              "derived_boundary_surface_loss", GoldenImageLossTest::derivedBoundary));

  static Stream<GoldenCase> cases() {
    return Files.isDirectory(GoldenCase.FOLDER)
        ? MAPPINGS.keySet().stream().flatMap(file -> GoldenCase.read(file).stream())
        : Stream.of((GoldenCase) null);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void agrees(GoldenCase c) {
    assumeTrue(c != null, () -> "no golden cases in " + GoldenCase.FOLDER);
    Evaluation ours = MAPPINGS.get(c.file()).apply(c);
    assertEquals(Set.of(), c.unread(), "options that the mapping does not read");
    double[] expected = c.expected();
    assertEquals(expected.length, ours.perExample().length);
    for (int i = 0; i < expected.length; i++) {
      double tolerance = 1e-6 * Math.max(1, Math.abs(expected[i]));
      assertEquals(expected[i], ours.perExample()[i], tolerance, "loss");
    }
    if (c.gradient() != null) {
      BaseLossTestCase.assertClose(c.gradient(), ours.gradient(), 1e-4, "gradient");
    }
  }

  private static Evaluation evaluate(
      String loss, Activation activation, INDArray predictions, INDArray labels) {
    return Losses.parse(loss)
        .evaluate(labels, predictions, activation.getActivationFunction(), null, true);
  }

  /** The examples' losses as one number: their sum times a factor. */
  private static Evaluation sum(Evaluation e, double factor) {
    double sum = factor * Arrays.stream(e.perExample()).sum();
    return new Evaluation(new double[] {sum}, e.gradient().mul(factor));
  }

  private static Evaluation mean(Evaluation e) {
    return sum(e, 1.0 / e.perExample().length);
  }

  private static INDArray channels(INDArray array) {
    long[] shape = array.shape().clone();
    shape[0] *= shape[1];
    shape[1] = 1;
    return array.reshape('c', shape);
  }

  // ---- MONAI

  private static Evaluation monaiHausdorff(GoldenCase c) {
    INDArray input = c.input();
    INDArray labels =
        c.flag("to_onehot_y", false)
            ? BaseLossTestCase.oneHot(c.target(), (int) input.size(1)).castTo(DataType.DOUBLE)
            : c.target();
    Activation activation =
        c.flag("sigmoid", false)
            ? Activation.SIGMOID
            : c.flag("softmax", false) ? Activation.SOFTMAX : Activation.IDENTITY;
    switch (c.text("other_act", "none")) {
      case "none" -> {}
      case "tanh" -> activation = Activation.TANH;
      // No activation of DL4J's: a prediction may be any number.
      case "log_softmax(dim=1)" -> {
        INDArray shifted = input.sub(input.max(true, 1));
        input = shifted.sub(Transforms.log(Transforms.exp(shifted, true).sum(true, 1)));
      }
      default -> throw new IllegalArgumentException(c.text("other_act", "none"));
    }
    String loss =
        String.format(
            Locale.ROOT,
            "hausdorff(alpha=%s, includeBackground=%s, batch=%s)",
            c.number("alpha", 2),
            c.flag("include_background", false),
            c.flag("batch", false));
    return switch (c.text("reduction", "mean")) {
      case "mean" -> mean(evaluate(loss, activation, input, labels));
      case "sum" -> sum(evaluate(loss, activation, input, labels), input.size(1));
      // One number a channel: with sigmoid a channel is as good as an image.
      case "none" -> evaluate(loss, activation, channels(input), channels(labels));
      default -> throw new IllegalArgumentException(c.text("reduction", "mean"));
    };
  }

  /** Over the whole batch and all classes but the first together, which are one image then. */
  private static Evaluation monaiClDice(GoldenCase c, double share) {
    double smooth = c.number("smooth", 1);
    String loss =
        String.format(
            Locale.ROOT,
            "%s*cl-dice(iterations=%s, smooth=%s, batch=true) + "
                + "%s*dice(squared=false, smooth=%s, batch=true)",
            share,
            (int) c.number("iter_", 3),
            smooth,
            1 - share,
            smooth);
    return mean(
        evaluate(
            loss,
            Activation.IDENTITY,
            channels(withoutBackground(c.input())),
            channels(withoutBackground(c.target()))));
  }

  private static INDArray withoutBackground(INDArray array) {
    long classes = array.size(1);
    INDArray[] others = new INDArray[(int) classes - 1];
    for (int k = 1; k < classes; k++) {
      long[] shape = array.shape().clone();
      shape[1] = 1;
      others[k - 1] = array.slice(k, 1).reshape(shape);
    }
    return Nd4j.concat(1, others);
  }

  private static Evaluation monaiNacl(GoldenCase c) {
    assertEquals(c.input().size(1), c.number("classes", 0));
    assertEquals(c.input().rank() - 2, c.number("dim", 0));
    String loss =
        String.format(
            Locale.ROOT,
            "nacl(kernel=%s, kernelSize=%s, sigma=%s, distance=%s, alpha=%s)",
            c.text("kernel_ops", "mean"),
            (int) c.number("kernel_size", 3),
            c.number("sigma", 1),
            c.text("distance_type", "l1"),
            c.number("alpha", 0.1));
    return mean(evaluate(loss, Activation.SOFTMAX, c.input(), c.target()));
  }

  // ---- kornia: a number for every image and channel

  private static Evaluation korniaTotalVariation(GoldenCase c) {
    INDArray input = c.input();
    long height = input.size(-2);
    long width = input.size(-1);
    INDArray images = input.reshape('c', input.length() / (height * width), 1, height, width);
    if (c.text("reduction", "sum").equals("sum")) {
      return variation(images, height * width);
    }
    assertEquals("mean", c.text("reduction", "sum"));
    // The mean over the differences of each dimension: lines of both, each kind for itself.
    Evaluation ofRows = variation(images.reshape('c', images.length() / width, 1, width), width);
    INDArray turned = images.permute(0, 1, 3, 2).dup('c');
    Evaluation ofColumns =
        variation(turned.reshape('c', images.length() / height, 1, height), height);
    double[] means = new double[(int) images.size(0)];
    for (int n = 0; n < means.length; n++) {
      means[n] =
          part(ofRows, n, (int) height) / (height * (width - 1.0))
              + part(ofColumns, n, (int) width) / (width * (height - 1.0));
    }
    return new Evaluation(means, null);
  }

  private static double part(Evaluation lines, int image, int count) {
    return Arrays.stream(lines.perExample(), image * count, (image + 1) * count).sum();
  }

  /** The sums of all differences of each image. */
  private static Evaluation variation(INDArray images, double pixels) {
    String loss = "total-variation(weight=" + pixels + ")";
    return evaluate(loss, Activation.IDENTITY, images, images);
  }

  // ---- derived from the published formula

  private static Evaluation derivedBoundary(GoldenCase c) {
    assertEquals("sigmoid", c.text("activation", ""));
    return mean(evaluate("boundary", Activation.SIGMOID, c.input(), c.target()));
  }
}
