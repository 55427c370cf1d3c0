package org.dl4jvision.export.operation;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.dl4jvision.export.graph.OnnxNode;

/**
 * How a kernel is moved over a map of any number of dimensions.
 *
 * @param kernel its sides
 * @param stride from one place to the next
 * @param padding on either side of the map, unless the mode is {@code Same}
 * @param dilation distance of the kernel's elements
 * @param mode how borders are treated
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Window(int[] kernel, int[] stride, int[] padding, int[] dilation, ConvolutionMode mode) {

  private int span(int dimension) {
    return dilation[dimension] * (kernel[dimension] - 1) + 1;
  }

  boolean isDilated() {
    return Arrays.stream(dilation).anyMatch(d -> d != 1);
  }

  private boolean isStrided() {
    return Arrays.stream(stride).anyMatch(s -> s != 1);
  }

  /**
   * Sets the attributes of a node. With a stride, how much Deeplearning4j's {@code Same} pads
   * depends on the map, as in ONNX, which does not let kernels be dilated then.
   */
  OnnxNode of(OnnxNode node, Site site) {
    site.requireThat(
        mode != ConvolutionMode.Causal, "convolution mode Causal; Same and Truncate have one");
    node.integers("kernel_shape", kernel).integers("strides", stride);
    if (isDilated()) {
      node.integers("dilations", dilation);
    }
    if (mode != ConvolutionMode.Same) {
      return node.integers("pads", twice(padding));
    } else if (isStrided()) {
      site.requireThat(!isDilated(), "a stride and dilation in convolution mode Same");
      return node.text("auto_pad", "SAME_UPPER");
    }
    return node.integers("pads", kept());
  }

  /** At stride 1 what keeps the size does not depend on it. */
  private int[] kept() {
    int[] pads = new int[2 * kernel.length];
    for (int i = 0; i < kernel.length; i++) {
      pads[i] = (span(i) - 1) / 2;
      pads[i + kernel.length] = span(i) - 1 - pads[i];
    }
    return pads;
  }

  /** Sets the attributes of a transposed convolution, whose {@code Same} is stride times a size. */
  OnnxNode ofTransposed(OnnxNode node) {
    node.integers("kernel_shape", kernel).integers("strides", stride);
    node.integers("dilations", dilation);
    if (mode != ConvolutionMode.Same) {
      return node.integers("pads", twice(padding));
    }
    int[] pads = new int[2 * kernel.length];
    int[] more = new int[kernel.length];
    for (int i = 0; i < kernel.length; i++) {
      int surplus = Math.max(0, span(i) - stride[i]);
      pads[i] = surplus / 2;
      pads[i + kernel.length] = surplus - pads[i];
      more[i] = Math.max(0, stride[i] - span(i));
    }
    return node.integers("pads", pads).integers("output_padding", more);
  }

  private static int[] twice(int[] sides) {
    int[] both = Arrays.copyOf(sides, 2 * sides.length);
    System.arraycopy(sides, 0, both, sides.length, sides.length);
    return both;
  }
}
