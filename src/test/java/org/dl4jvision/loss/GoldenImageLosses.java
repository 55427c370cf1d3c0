package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Losses that see images as a whole. */
final class GoldenImageLosses {

  static final Map<String, GoldenMapping> MAPPINGS =
      Map.of(
          "monai_SoftclDiceLoss", c -> monaiClDice(c, 1),
          "monai_SoftDiceclDiceLoss", c -> monaiClDice(c, c.number("alpha", 0.5)),
          "monai_NACLLoss", GoldenImageLosses::monaiNacl,
          "kornia_total_variation", GoldenImageLosses::korniaTotalVariation,
          "derived_boundary_surface_loss", GoldenImageLosses::derivedBoundary);

  private GoldenImageLosses() {}

  private static GoldenAnswer evaluate(
      String loss, Activation activation, INDArray predictions, INDArray labels) {
    return new GoldenQuestion(loss, activation, predictions, labels).each();
  }

  private static INDArray channels(INDArray array) {
    long[] shape = array.shape().clone();
    shape[0] *= shape[1];
    shape[1] = 1;
    return array.reshape('c', shape);
  }

  // ---- MONAI

  /** Over the whole batch and all classes but the first together, which are one image then. */
  private static GoldenAnswer monaiClDice(GoldenCase c, double share) {
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
    return evaluate(
            loss,
            Activation.IDENTITY,
            channels(GoldenArrays.withoutFirstClass(c.input())),
            channels(GoldenArrays.withoutFirstClass(c.target())))
        .mean();
  }

  private static GoldenAnswer monaiNacl(GoldenCase c) {
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
    return evaluate(loss, Activation.SOFTMAX, c.input(), c.target()).mean();
  }

  // ---- kornia: a number for every image and channel

  private static GoldenAnswer korniaTotalVariation(GoldenCase c) {
    INDArray input = c.input();
    long height = input.size(-2);
    long width = input.size(-1);
    INDArray images = input.reshape('c', input.length() / (height * width), 1, height, width);
    if (c.text("reduction", "sum").equals("sum")) {
      return variation(images, height * width);
    }
    assertEquals("mean", c.text("reduction", "sum"));
    // The mean over the differences of each dimension: lines of both, each kind for itself.
    GoldenAnswer ofRows = variation(images.reshape('c', images.length() / width, 1, width), width);
    INDArray turned = images.permute(0, 1, 3, 2).dup('c');
    GoldenAnswer ofColumns =
        variation(turned.reshape('c', images.length() / height, 1, height), height);
    double[] means = new double[(int) images.size(0)];
    for (int n = 0; n < means.length; n++) {
      means[n] =
          part(ofRows, n, (int) height) / (height * (width - 1.0))
              + part(ofColumns, n, (int) width) / (width * (height - 1.0));
    }
    return new GoldenAnswer(means, null);
  }

  private static double part(GoldenAnswer lines, int image, int count) {
    return Arrays.stream(lines.values(), image * count, (image + 1) * count).sum();
  }

  /** The sums of all differences of each image. */
  private static GoldenAnswer variation(INDArray images, double pixels) {
    String loss = "total-variation(weight=" + pixels + ")";
    return evaluate(loss, Activation.IDENTITY, images, images);
  }

  // ---- derived from the published formula

  private static GoldenAnswer derivedBoundary(GoldenCase c) {
    assertEquals("sigmoid", c.text("activation", ""));
    return evaluate("boundary", Activation.SIGMOID, c.input(), c.target()).mean();
  }
}
