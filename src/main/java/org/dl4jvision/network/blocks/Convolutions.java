package org.dl4jvision.network.blocks;

import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.activations.Activation;

/** Blocks of convolutions that networks are made of. */
public final class Convolutions {

  private Convolutions() {}

  /** A convolution of stride 1 with bias and ReLU, unless told otherwise. */
  public static ConvolutionLayer.Builder of(int kernel, int channels) {
    return new ConvolutionLayer.Builder(kernel, kernel).nOut(channels).activation(Activation.RELU);
  }

  /** A convolution whose kernel spans {@code dilation} times its size. */
  public static ConvolutionLayer.Builder dilated(int kernel, int channels, int dilation) {
    return of(kernel, channels).dilation(dilation, dilation);
  }

  /**
   * Drops values of a convolution's input during training.
   *
   * @param share of values dropped, [0, 1)
   */
  public static ConvolutionLayer.Builder dropping(double share, ConvolutionLayer.Builder builder) {
    // DL4J's number is the probability of keeping a value.
    return share > 0 ? builder.dropOut(new Dropout(1 - share)) : builder;
  }

  /**
   * Two 3x3 convolutions with ReLU, as U-Net has them, normalized where the network is to be.
   *
   * @param dropout share of the values between the two that are dropped
   */
  public static Feature pair(
      GraphWriter graph, String name, int channels, int dilation, double dropout, Feature input) {
    Feature first = graph.unit(name + "_conv1", dilated(3, channels, dilation), input);
    return graph.unit(name + "_conv2", dropping(dropout, dilated(3, channels, dilation)), first);
  }

  /**
   * Two normalized 3x3 convolutions whose result is added to their input (He, Zhang, Ren and Sun,
   * "Deep Residual Learning for Image Recognition", 2015), or to a 1x1 convolution of it where the
   * shape changes.
   *
   * @param stride of the first convolution
   * @param dropout share of the values between the two that are dropped
   */
  public static Feature residual(
      GraphWriter graph,
      String name,
      int channels,
      int stride,
      int dilation,
      double dropout,
      Feature input) {
    Feature first =
        graph.normalizedConvolution(
            name + "_conv1",
            dilated(3, channels, dilation).stride(stride, stride),
            Activation.RELU,
            input);
    Feature second =
        graph.normalizedConvolution(
            name + "_conv2",
            dropping(dropout, dilated(3, channels, dilation)),
            Activation.IDENTITY,
            first);
    Feature shortcut =
        input.channels() == channels && stride == 1
            ? input
            : graph.normalizedConvolution(
                name + "_shortcut",
                of(1, channels).stride(stride, stride),
                Activation.IDENTITY,
                input);
    Feature sum = graph.sum(name + "_add", second, shortcut);
    return graph.activation(name, Activation.RELU, sum);
  }
}
