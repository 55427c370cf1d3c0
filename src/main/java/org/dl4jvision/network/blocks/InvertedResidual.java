package org.dl4jvision.network.blocks;

import org.nd4j.linalg.activations.IActivation;

/**
 * The block of Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks" (2018), and
 * of what came after it: a 1x1 convolution to many channels, a depthwise one, perhaps {@link
 * Modules#squeezeExcitation squeeze-and-excitation}, and a 1x1 convolution to few channels, to
 * which the input is added where the shape stays.
 *
 * @param name of the block's module
 * @param kernel height and width of the depthwise convolution
 * @param stride of the depthwise convolution
 * @param dilation of the depthwise convolution
 * @param expanded channels in between; no first convolution if these are the input's
 * @param squeezed channels of the squeeze-and-excitation; 0 for none
 * @param channels of the output
 * @param dropout share of the last convolution's input that is dropped during training
 */
public record InvertedResidual(
    String name,
    int kernel,
    int stride,
    int dilation,
    int expanded,
    int squeezed,
    int channels,
    double dropout) {

  /**
   * What all blocks of a network have in common.
   *
   * @param parts name of the module that the parts are in
   * @param nested whether the last convolution and its normalization are a module of their own
   * @param squeezing activation between the layers of squeeze-and-excitation
   * @param gate activation after them
   */
  public record Style(String parts, boolean nested, IActivation squeezing, IActivation gate) {}

  /**
   * Adds the block.
   *
   * @param activation after the first two convolutions
   */
  public Feature addTo(Modules modules, Style style, IActivation activation, Feature input) {
    String prefix = name + "." + style.parts + ".";
    int part = 0;
    Feature last = input;
    if (expanded != input.channels()) {
      last =
          modules.normalizedConvolution(prefix + part++, Kernel.of(1, expanded), activation, last);
    }
    Kernel depthwise =
        Kernel.of(kernel, expanded).stride(stride).dilation(dilation).groups(expanded);
    last = modules.normalizedConvolution(prefix + part++, depthwise, activation, last);
    if (squeezed > 0) {
      last =
          modules.squeezeExcitation(prefix + part++, squeezed, style.squeezing, style.gate, last);
    }
    Kernel linear = Kernel.of(1, channels).dropping(dropout);
    if (style.nested) {
      last = modules.normalizedConvolution(prefix + part, linear, null, last);
    } else {
      last = modules.convolution(prefix + part++, linear, last);
      last = modules.normalization(prefix + part, last);
    }
    return stride == 1 && channels == input.channels()
        ? modules.graph().sum(name, input, last)
        : last;
  }
}
