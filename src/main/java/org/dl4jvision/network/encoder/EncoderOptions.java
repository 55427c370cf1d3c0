package org.dl4jvision.network.encoder;

import org.dl4jvision.check.Check;

/**
 * How large an encoder is: what every one of them can be asked for.
 *
 * @param baseChannels channels of its first stage, of which the others have multiples
 * @param depth how often the size is halved: the coarsest map has stride 2<sup>depth</sup>
 * @param outputStride the largest stride that a map may have, a power of two. Stages beyond keep
 *     the size, and their kernels are spread instead, so that they see as much of the image (Chen
 *     et al., "Rethinking Atrous Convolution for Semantic Image Segmentation", 2017)
 * @param dropout share of the values before the last convolution that are dropped during training,
 *     [0, 1)
 */
public record EncoderOptions(int baseChannels, int depth, int outputStride, double dropout) {

  /** The output stride of an encoder that halves the size as often as its depth says. */
  public static final int ANY_STRIDE = 1 << 30;

  public EncoderOptions {
    Check.atLeast("baseChannels", baseChannels, 1);
    Check.atLeast("depth", depth, 1);
    Check.that(
        outputStride >= 1 && Integer.bitCount(outputStride) == 1,
        "outputStride",
        outputStride,
        "powers of two");
    Check.belowOne("dropout", dropout);
  }

  /** The stride of the stage that comes after {@code halvings} of the size, if all were done. */
  public int stride(int halvings) {
    return Math.min(1 << halvings, outputStride);
  }

  /** How far the kernels of that stage are spread: 1 unless halvings were left out. */
  public int dilation(int halvings) {
    return (1 << halvings) / stride(halvings);
  }

  /** The stride of that stage's first layer: 2, or 1 where the halving is left out. */
  public int step(int halvings) {
    return stride(halvings) / stride(halvings - 1);
  }
}
