package org.dl4jvision.network.blocks;

import java.util.Arrays;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.dl4jvision.layer.feature.BilinearResizeLayer;
import org.dl4jvision.layer.feature.BilinearResizeVertex;
import org.dl4jvision.layer.feature.FrozenBatchNormalization;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;

/**
 * Writes a graph layer by layer, and keeps the books: every method takes maps, adds a vertex and
 * returns the map that the vertex gives, so that nobody counts channels or strides by hand.
 * Convolutions and pooling are padded: a map's size depends on its stride alone.
 */
public final class GraphWriter {

  /** DL4J's and PyTorch's default. */
  private static final double EPSILON = 1e-5;

  private final GraphBuilder graph;
  private final boolean normalizing;
  private boolean frozen;

  /**
   * Writes units with batch normalization.
   *
   * @param defaults what all layers share: updater, initial weights, data type, regularization
   */
  public GraphWriter(NeuralNetConfiguration.Builder defaults) {
    this(defaults, true);
  }

  /**
   * @param defaults what all layers share: updater, initial weights, data type, regularization
   * @param normalizing whether {@link #unit} normalizes
   */
  public GraphWriter(NeuralNetConfiguration.Builder defaults, boolean normalizing) {
    graph = defaults.convolutionMode(ConvolutionMode.Same).graphBuilder();
    this.normalizing = normalizing;
  }

  /**
   * Adds a part whose batch normalization stays as it is.
   *
   * @param part adds it
   * @return what the part returns
   */
  public <T> T frozen(Supplier<T> part) {
    boolean before = frozen;
    frozen = true;
    try {
      return part.get();
    } finally {
      frozen = before;
    }
  }

  /** Adds the input of images, [N, channels, height, width]. */
  public Feature input(String name, int channels) {
    graph.addInputs(name);
    return new Feature(name, channels, 1);
  }

  /** Adds any layer; {@code output} is the map that it gives. */
  public Feature add(Feature output, Layer layer, Feature input) {
    graph.addLayer(output.vertex(), layer, input.vertex());
    return output;
  }

  /** Adds any vertex; {@code output} is the map that it gives. */
  public Feature add(Feature output, GraphVertex vertex, Feature... inputs) {
    graph.addVertex(
        output.vertex(), vertex, Arrays.stream(inputs).map(Feature::vertex).toArray(String[]::new));
    return output;
  }

  /** Adds a convolution whose input channels are those of the map. */
  public Feature convolution(String name, ConvolutionLayer.Builder builder, Feature input) {
    ConvolutionLayer layer = builder.nIn(input.channels()).build();
    int stride = input.stride() * layer.getStride()[0];
    return add(new Feature(name, Math.toIntExact(layer.getNOut()), stride), layer, input);
  }

  /**
   * A convolution with its activation, as {@link Convolutions#of} makes it; with batch
   * normalization before a ReLU instead where the network is to have it.
   */
  public Feature unit(String name, ConvolutionLayer.Builder builder, Feature input) {
    return normalizing
        ? normalizedConvolution(name, builder, Activation.RELU, input)
        : convolution(name, builder, input);
  }

  /** A convolution without bias, batch normalization and an activation; IDENTITY adds no layer. */
  public Feature normalizedConvolution(
      String name, ConvolutionLayer.Builder builder, Activation activation, Feature input) {
    boolean active = activation != Activation.IDENTITY;
    Feature convolved =
        convolution(name + "_conv", builder.hasBias(false).activation(Activation.IDENTITY), input);
    Feature normalized = batchNormalization(active ? name + "_norm" : name, EPSILON, convolved);
    return active ? activation(name, activation, normalized) : normalized;
  }

  /**
   * Adds batch normalization, frozen within {@link #frozen}.
   *
   * @param eps what is added to variances
   */
  public Feature batchNormalization(String name, double eps, Feature input) {
    int channels = input.channels();
    Layer layer =
        frozen
            ? new FrozenBatchNormalization(channels, eps)
            : new BatchNormalization.Builder().nIn(channels).nOut(channels).eps(eps).build();
    return add(input.as(name), layer, input);
  }

  /** Adds an activation as a layer of its own. */
  public Feature activation(String name, Activation activation, Feature input) {
    return activation(name, activation.getActivationFunction(), input);
  }

  /** Adds an activation that may be none of DL4J's. */
  public Feature activation(String name, IActivation activation, Feature input) {
    return add(input.as(name), new ActivationLayer.Builder().activation(activation).build(), input);
  }

  /** Every pixel between the centers of others on straight lines: a whole number times as large. */
  public Feature bilinear(String name, int factor, Feature input) {
    return add(
        new Feature(name, input.channels(), input.stride() / factor),
        new BilinearResizeLayer(factor),
        input);
  }

  /** Resizes a map to the height and width of another one, as {@link #bilinear}. */
  public Feature resized(String name, Feature input, Feature other) {
    return add(
        new Feature(name, input.channels(), other.stride()),
        new BilinearResizeVertex(),
        input,
        other);
  }

  /** The greatest values of 2x2 windows: twice the stride. */
  public Feature maxPooling(String name, Feature input) {
    return add(
        new Feature(name, input.channels(), 2 * input.stride()),
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
            .kernelSize(2, 2)
            .stride(2, 2)
            .build(),
        input);
  }

  /** Every value twice in both directions: half the stride. */
  public Feature doubling(String name, Feature input) {
    return add(
        new Feature(name, input.channels(), input.stride() / 2),
        new Upsampling2D.Builder(2).build(),
        input);
  }

  /** The sum of maps of the same shape. */
  public Feature sum(String name, Feature... inputs) {
    return add(inputs[0].as(name), new ElementWiseVertex(ElementWiseVertex.Op.Add), inputs);
  }

  /** The channels of all maps, which have the same stride, one after the other. */
  public Feature concatenation(String name, Feature... inputs) {
    int channels = Arrays.stream(inputs).mapToInt(Feature::channels).sum();
    return add(new Feature(name, channels, inputs[0].stride()), new MergeVertex(), inputs);
  }

  /** The configuration of the network, which ends with {@code outputs}. */
  public ComputationGraphConfiguration build(Feature... outputs) {
    return graph
        .setOutputs(Arrays.stream(outputs).map(Feature::vertex).toArray(String[]::new))
        .build();
  }
}
