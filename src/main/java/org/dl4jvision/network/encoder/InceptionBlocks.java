package org.dl4jvision.network.encoder;

import java.util.function.IntUnaryOperator;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;

/**
 * The modules of {@link InceptionV3}: branches side by side, whose channels are put together.
 *
 * @param width published channels in proportion to what is asked for
 * @param dilation of kernels of more than one element
 * @param border padding of kernels that halve the size
 */
record InceptionBlocks(Modules modules, IntUnaryOperator width, int dilation, int border) {

  /** Branches of 1x1, 5x5 and two 3x3 convolutions. */
  Feature fine(String name, int pooled, Feature input) {
    Feature one = add(name, "branch1x1", kernel(1, 1, 64), input);
    Feature five = add(name, "branch5x5_1", kernel(1, 1, 48), input);
    five = add(name, "branch5x5_2", kernel(5, 5, 64), five);
    Feature three = add(name, "branch3x3dbl_1", kernel(1, 1, 64), input);
    three = add(name, "branch3x3dbl_2", kernel(3, 3, 96), three);
    three = add(name, "branch3x3dbl_3", kernel(3, 3, 96), three);
    return together(name, one, five, three, pooled(name, pooled, input));
  }

  /** From stride 8 to 16, by convolutions and maximum pooling. */
  Feature toSeventeen(String name, int stride, Feature input) {
    Feature three = add(name, "branch3x3", halving(384, stride), input);
    Feature twice = add(name, "branch3x3dbl_1", kernel(1, 1, 64), input);
    twice = add(name, "branch3x3dbl_2", kernel(3, 3, 96), twice);
    twice = add(name, "branch3x3dbl_3", halving(96, stride), twice);
    return together(name, three, twice, maximum(name, stride, input));
  }

  /** Branches of 1x7 and 7x1 convolutions. */
  Feature middle(String name, int inner, Feature input) {
    Feature one = add(name, "branch1x1", kernel(1, 1, 192), input);
    Feature seven = add(name, "branch7x7_1", kernel(1, 1, inner), input);
    seven = add(name, "branch7x7_2", kernel(1, 7, inner), seven);
    seven = add(name, "branch7x7_3", kernel(7, 1, 192), seven);
    Feature twice = add(name, "branch7x7dbl_1", kernel(1, 1, inner), input);
    twice = add(name, "branch7x7dbl_2", kernel(7, 1, inner), twice);
    twice = add(name, "branch7x7dbl_3", kernel(1, 7, inner), twice);
    twice = add(name, "branch7x7dbl_4", kernel(7, 1, inner), twice);
    twice = add(name, "branch7x7dbl_5", kernel(1, 7, 192), twice);
    return together(name, one, seven, twice, pooled(name, 192, input));
  }

  /** From stride 16 to 32, by convolutions and maximum pooling. */
  Feature toEight(String name, int stride, Feature input) {
    Feature three = add(name, "branch3x3_1", kernel(1, 1, 192), input);
    three = add(name, "branch3x3_2", halving(320, stride), three);
    Feature seven = add(name, "branch7x7x3_1", kernel(1, 1, 192), input);
    seven = add(name, "branch7x7x3_2", kernel(1, 7, 192), seven);
    seven = add(name, "branch7x7x3_3", kernel(7, 1, 192), seven);
    seven = add(name, "branch7x7x3_4", halving(192, stride), seven);
    return together(name, three, seven, maximum(name, stride, input));
  }

  /** Branches that end in a 1x3 and a 3x1 convolution side by side. */
  Feature coarse(String name, double dropout, Feature input) {
    Feature one = add(name, "branch1x1", kernel(1, 1, 320), input);
    Feature three = add(name, "branch3x3_1", kernel(1, 1, 384), input);
    Feature wide = add(name, "branch3x3_2a", kernel(1, 3, 384), three);
    Feature high = add(name, "branch3x3_2b", kernel(3, 1, 384), three);
    Feature twice = add(name, "branch3x3dbl_1", kernel(1, 1, 448), input);
    twice = add(name, "branch3x3dbl_2", kernel(3, 3, 384), twice);
    Feature twiceWide = add(name, "branch3x3dbl_3a", kernel(1, 3, 384), twice);
    Feature twiceHigh = add(name, "branch3x3dbl_3b", kernel(3, 1, 384).dropping(dropout), twice);
    Feature pooled = pooled(name, 192, input);
    return together(name, one, wide, high, twiceWide, twiceHigh, pooled);
  }

  private Feature pooled(String name, int channels, Feature input) {
    Feature mean = modules.averagePooling(name + ".pool", 3, 1, 1, input);
    return add(name, "branch_pool", kernel(1, 1, channels), mean);
  }

  private Feature maximum(String name, int stride, Feature input) {
    return modules.maxPooling(name + ".pool", 3, stride, border == Kernel.HALF ? 1 : 0, input);
  }

  private Kernel kernel(int height, int wide, int channels) {
    return Kernel.of(height, wide, width.applyAsInt(channels)).dilation(dilation);
  }

  private Kernel halving(int channels, int stride) {
    return kernel(3, 3, channels).stride(stride).padding(border);
  }

  private Feature add(String name, String branch, Kernel kernel, Feature input) {
    return modules.normalizedRelu(name + "." + branch, kernel, input);
  }

  private Feature together(String name, Feature... branches) {
    return modules.graph().concatenation(name, branches);
  }
}
