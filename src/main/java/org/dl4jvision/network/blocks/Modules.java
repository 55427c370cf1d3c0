package org.dl4jvision.network.blocks;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.dl4jvision.layer.feature.AdaptiveAveragePoolingLayer;
import org.dl4jvision.layer.feature.ChannelScaleVertex;
import org.dl4jvision.layer.feature.GroupNormalizationLayer;
import org.dl4jvision.layer.feature.GroupedConvolutionLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;

/**
 * Writes layers as PyTorch has them: padding is explicit, and a vertex is named as the module that
 * it stands for, such as {@code layer1.0.conv1}, so that the names in a checkpoint are those of the
 * graph. A module of several parts gives what its vertex of the same name gives, or else the last
 * vertex whose name begins with its own and a dot.
 */
public final class Modules {

  private final GraphWriter graph;
  private final double epsilon;

  /** With batch normalization as PyTorch's default. */
  public Modules(GraphWriter graph) {
    this(graph, 1e-5);
  }

  /**
   * @param epsilon what batch normalization adds to variances
   */
  public Modules(GraphWriter graph, double epsilon) {
    this.graph = graph;
    this.epsilon = epsilon;
  }

  /** What is written to. */
  public GraphWriter graph() {
    return graph;
  }

  /** Adds a convolution, without an activation. */
  public Feature convolution(String name, Kernel kernel, Feature input) {
    ConvolutionLayer.Builder builder =
        kernel.groups() == 1
            ? new ConvolutionLayer.Builder(kernel.height(), kernel.width())
            : new GroupedConvolutionLayer.Builder(kernel.groups(), kernel.height(), kernel.width());
    builder
        .nOut(kernel.channels())
        .stride(kernel.stride(), kernel.stride())
        .padding(kernel.paddingHeight(), kernel.paddingWidth())
        .dilation(kernel.dilation(), kernel.dilation())
        .convolutionMode(ConvolutionMode.Truncate)
        .hasBias(kernel.bias())
        .activation(Activation.IDENTITY);
    return graph.convolution(name, Convolutions.dropping(kernel.dropout(), builder), input);
  }

  /** Adds batch normalization. */
  public Feature normalization(String name, Feature input) {
    return graph.batchNormalization(name, epsilon, input);
  }

  /** Adds ReLU. */
  public Feature relu(String name, Feature input) {
    return graph.activation(name, Activation.RELU, input);
  }

  /**
   * Adds a convolution {@code name.0}, batch normalization {@code name.1} and an activation {@code
   * name.2}, which is left out if it is null.
   */
  public Feature normalizedConvolution(
      String name, Kernel kernel, IActivation activation, Feature input) {
    Feature last = normalization(name + ".1", convolution(name + ".0", kernel, input));
    return activation == null ? last : graph.activation(name + ".2", activation, last);
  }

  /**
   * Adds squeeze-and-excitation (Hu, Shen and Sun, "Squeeze-and-Excitation Networks", 2018): every
   * channel is multiplied by a number between 0 and 1, which two layers find from the means of all
   * channels.
   *
   * @param squeezed channels between the two layers
   * @param activation of the first layer
   * @param gate activation of the second, from 0 to 1
   */
  public Feature squeezeExcitation(
      String name, int squeezed, IActivation activation, IActivation gate, Feature input) {
    Feature means =
        graph.add(
            input.as(name + ".avgpool"),
            new GlobalPoolingLayer.Builder(PoolingType.AVG).collapseDimensions(false).build(),
            input);
    Feature first = convolution(name + ".fc1", Kernel.of(1, squeezed).biased(), means);
    first = graph.activation(name + ".activation", activation, first);
    Feature second = convolution(name + ".fc2", Kernel.of(1, input.channels()).biased(), first);
    second = graph.activation(name + ".scale_activation", gate, second);
    return graph.add(input.as(name), new ChannelScaleVertex(), input, second);
  }

  /** Adds the greatest values of square windows. */
  public Feature maxPooling(String name, int kernel, int stride, int padding, Feature input) {
    return pooling(PoolingType.MAX, name, kernel, stride, padding, input);
  }

  /** Adds the means of square windows, of which the padding is a part. */
  public Feature averagePooling(String name, int kernel, int stride, int padding, Feature input) {
    return pooling(PoolingType.AVG, name, kernel, stride, padding, input);
  }

  private Feature pooling(
      PoolingType type, String name, int kernel, int stride, int padding, Feature input) {
    return graph.add(
        new Feature(name, input.channels(), input.stride() * stride),
        new SubsamplingLayer.Builder(type)
            .kernelSize(kernel, kernel)
            .stride(stride, stride)
            .padding(padding, padding)
            .convolutionMode(ConvolutionMode.Truncate)
            .avgPoolIncludePadInDivisor(true)
            .build(),
        input);
  }

  /** Adds the mean of every channel: from [N, C, H, W] to [N, C]. */
  public Feature globalAverage(String name, Feature input) {
    return graph.add(input.as(name), new GlobalPoolingLayer(PoolingType.AVG), input);
  }

  /** Adds a linear map of [N, C], with a bias. */
  public Feature linear(String name, int channels, Feature input) {
    return linear(name, channels, 0, input);
  }

  /**
   * Adds a linear map with a bias.
   *
   * @param dropout share of the input's values that are dropped during training
   */
  public Feature linear(String name, int channels, double dropout, Feature input) {
    DenseLayer.Builder builder =
        new DenseLayer.Builder()
            .nIn(input.channels())
            .nOut(channels)
            .activation(Activation.IDENTITY);
    if (dropout > 0) {
      builder.dropOut(new Dropout(1 - dropout));
    }
    return graph.add(new Feature(name, channels, input.stride()), builder.build(), input);
  }

  /** Adds a convolution {@code name.conv}, batch normalization {@code name.bn} and ReLU. */
  public Feature normalizedRelu(String name, Kernel kernel, Feature input) {
    Feature last = convolution(name + ".conv", kernel, input);
    return relu(name, normalization(name + ".bn", last));
  }

  /**
   * Adds the greatest values of windows of which the last may reach beyond the map: PyTorch's
   * {@code ceil_mode} for maps of no negative numbers, as after ReLU, and windows of a side of 2 or
   * 3. At stride 1 the size is kept.
   */
  public Feature ceilMaxPooling(String name, int kernel, int stride, Feature input) {
    if (stride == 1) {
      return maxPooling(name, kernel, 1, (kernel - 1) / 2, input);
    }
    // A window that would begin beyond the map fits none of these sizes.
    Feature padded =
        graph.add(
            input.as(name + "_padding"), new ZeroPaddingLayer.Builder(0, 1, 0, 1).build(), input);
    return maxPooling(name, kernel, stride, 0, padded);
  }

  /**
   * Adds a linear map of all numbers of maps of a size, channel by channel.
   *
   * @param side height and width of the maps
   * @param dropout share of the input's values that are dropped during training
   */
  public Feature flatLinear(String name, int channels, int side, double dropout, Feature input) {
    Feature flat =
        graph.add(
            new Feature(name + "_flat", input.channels() * side * side, input.stride()),
            new PreprocessorVertex(new CnnToFeedForwardPreProcessor(side, side, input.channels())),
            input);
    return linear(name, channels, dropout, flat);
  }

  /** Adds normalization of groups of channels. */
  public Feature groupNormalization(String name, int groups, Feature input) {
    return graph.add(
        input.as(name),
        new GroupNormalizationLayer.Builder(groups)
            .nIn(input.channels())
            .nOut(input.channels())
            .build(),
        input);
  }

  /** Adds averages of maps of any size, as maps of a square size. */
  public Feature adaptiveAverage(String name, int side, Feature input) {
    return graph.add(input.as(name), new AdaptiveAveragePoolingLayer(side, side), input);
  }
}
