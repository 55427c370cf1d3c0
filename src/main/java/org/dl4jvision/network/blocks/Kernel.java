package org.dl4jvision.network.blocks;

import org.dl4jvision.check.Check;

/**
 * A convolution as PyTorch describes one. {@link Modules#convolution} makes a layer of it.
 *
 * @param height of the kernel
 * @param width of the kernel
 * @param channels of the output
 * @param stride in both directions
 * @param padding zeros on every side of the map, or {@link #HALF}
 * @param dilation distance of the kernel's elements
 * @param groups of channels that are convolved by themselves
 * @param bias whether a number is added to every channel
 * @param dropout share of the input's values that are dropped during training, [0, 1)
 */
public record Kernel(
    int height,
    int width,
    int channels,
    int stride,
    int padding,
    int dilation,
    int groups,
    boolean bias,
    double dropout) {

  /** As much padding as keeps the size of a map at stride 1, with a kernel of odd sides. */
  public static final int HALF = -1;

  public Kernel {
    Check.atLeast("height", height, 1);
    Check.atLeast("width", width, 1);
    Check.atLeast("channels", channels, 1);
    Check.atLeast("stride", stride, 1);
    Check.atLeast("padding", padding, HALF);
    Check.atLeast("dilation", dilation, 1);
    Check.atLeast("groups", groups, 1);
    Check.belowOne("dropout", dropout);
  }

  /** A square kernel of stride 1 that keeps the size, without bias. */
  public static Kernel of(int size, int channels) {
    return of(size, size, channels);
  }

  /** A kernel of stride 1 that keeps the size, without bias. */
  public static Kernel of(int height, int width, int channels) {
    return new Kernel(height, width, channels, 1, HALF, 1, 1, false, 0);
  }

  /** With another stride. */
  public Kernel stride(int pixels) {
    return new Kernel(height, width, channels, pixels, padding, dilation, groups, bias, dropout);
  }

  /** With so many zeros on every side. */
  public Kernel padding(int zeros) {
    return new Kernel(height, width, channels, stride, zeros, dilation, groups, bias, dropout);
  }

  /** With its elements so far apart. */
  public Kernel dilation(int distance) {
    return new Kernel(height, width, channels, stride, padding, distance, groups, bias, dropout);
  }

  /** With channels in so many groups. */
  public Kernel groups(int number) {
    return new Kernel(height, width, channels, stride, padding, dilation, number, bias, dropout);
  }

  /** With a bias. */
  public Kernel biased() {
    return new Kernel(height, width, channels, stride, padding, dilation, groups, true, dropout);
  }

  /** With a share of its input's values dropped during training. */
  public Kernel dropping(double share) {
    return new Kernel(height, width, channels, stride, padding, dilation, groups, bias, share);
  }

  /** Zeros above and below a map. */
  int paddingHeight() {
    return padding == HALF ? dilation * (height - 1) / 2 : padding;
  }

  /** Zeros left and right of a map. */
  int paddingWidth() {
    return padding == HALF ? dilation * (width - 1) / 2 : padding;
  }
}
