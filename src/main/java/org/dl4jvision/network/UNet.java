package org.dl4jvision.network;

import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.loss.LossBinaryCrossEntropy;
import org.dl4jvision.loss.LossCrossEntropy;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * The U-Net of Ronneberger, Fischer and Brox, "U-Net: Convolutional Networks for Biomedical Image
 * Segmentation" (2015), with padded convolutions, so that the output has the size of the input.
 *
 * <p>Level <i>k</i> of the encoder (<i>k</i> = 0 .. depth - 1) is two 3x3 convolutions with ReLU to
 * {@code baseChannels * 2^k} channels and a 2x2 max pooling; below them lie two convolutions to
 * {@code baseChannels * 2^depth} channels. A level of the decoder doubles height and width (nearest
 * neighbour), halves the channels with a 3x3 convolution, appends the encoder's map of the same
 * level and applies two more 3x3 convolutions. A 1x1 convolution gives the logits, [N, classes,
 * height, width]. Weights are drawn by He's rule. With one input channel, one class and the
 * defaults there are 535,505 parameters.
 *
 * <p>Instances are immutable.
 */
public final class UNet implements SegmentationModel {

  private static final int MAX_DEPTH = 8;

  private final int inputChannels;
  private final int classes;
  private final int baseChannels;
  private final int depth;
  private final double dropout;
  private final double l1;
  private final double l2;
  private final IUpdater updater;
  private final long seed;
  private final DataType dataType;
  private final IActivation activation;
  private final ILossFunction loss;

  private UNet(Builder builder) {
    inputChannels = builder.inputChannels;
    classes = builder.classes;
    baseChannels = builder.baseChannels;
    depth = builder.depth;
    dropout = builder.dropout;
    l1 = builder.l1;
    l2 = builder.l2;
    updater = builder.updater;
    seed = builder.seed;
    dataType = builder.dataType;
    activation =
        builder.activation != null
            ? builder.activation
            : (classes == 1 ? Activation.SIGMOID : Activation.SOFTMAX).getActivationFunction();
    if (classes == 1 && activation instanceof ActivationSoftmax) {
      throw new IllegalArgumentException(
          "activation softmax over classes=1 is always 1: use sigmoid, or classes >= 2");
    }
    loss =
        builder.loss != null
            ? builder.loss
            : classes == 1 ? new LossBinaryCrossEntropy() : new LossCrossEntropy();
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String name() {
    return "U-Net";
  }

  @Override
  public int stride() {
    return 1 << depth;
  }

  @Override
  public ComputationGraphConfiguration configuration() {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(dataType)
            .updater(updater.clone())
            .weightInit(WeightInit.RELU)
            .l1(l1)
            .l2(l2)
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("input");

    String[] skips = new String[depth];
    String last = "input";
    int channels = inputChannels;
    for (int level = 0; level < depth; level++) {
      String name = "encoder" + level;
      last = doubleConvolution(graph, name, last, channels, channels(level), 0);
      channels = channels(level);
      skips[level] = last;
      last = add(graph, name + "_pool", pooling(), last);
    }
    // As in the article, dropout acts at the bottom, where a map has the most channels.
    last = doubleConvolution(graph, "bottleneck", last, channels, channels(depth), dropout);
    channels = channels(depth);
    for (int level = depth - 1; level >= 0; level--) {
      String name = "decoder" + level;
      int half = channels(level);
      last = add(graph, name + "_upsample", new Upsampling2D.Builder(2).build(), last);
      last = add(graph, name + "_halve", convolution(3, channels, half, Activation.RELU, 0), last);
      graph.addVertex(name + "_concat", new MergeVertex(), skips[level], last);
      last = doubleConvolution(graph, name, name + "_concat", 2 * half, half, 0);
      channels = half;
    }
    last = add(graph, "logits", convolution(1, channels, classes, Activation.IDENTITY, 0), last);
    add(graph, "output", lossLayer(), last);
    return graph.setOutputs("output").build();
  }

  private int channels(int level) {
    return baseChannels << level;
  }

  private Layer lossLayer() {
    return new SegmentationLossLayer.Builder(loss).activation(activation).build();
  }

  private static String doubleConvolution(
      GraphBuilder graph, String name, String input, int in, int out, double dropout) {
    String first = add(graph, name + "_conv1", convolution(3, in, out, Activation.RELU, 0), input);
    return add(graph, name + "_conv2", convolution(3, out, out, Activation.RELU, dropout), first);
  }

  private static ConvolutionLayer convolution(
      int kernel, int in, int out, Activation activation, double dropout) {
    ConvolutionLayer.Builder builder =
        new ConvolutionLayer.Builder(kernel, kernel).nIn(in).nOut(out).activation(activation);
    // DL4J's number is the probability of keeping a value.
    return (dropout > 0 ? builder.dropOut(new Dropout(1 - dropout)) : builder).build();
  }

  private static SubsamplingLayer pooling() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }

  private static String add(GraphBuilder graph, String name, Layer layer, String input) {
    graph.addLayer(name, layer, input);
    return name;
  }

  /** Options of a {@link UNet}; every method throws IllegalArgumentException for a bad value. */
  public static final class Builder {
    private int inputChannels = 1;
    private int classes = 2;
    private int baseChannels = 16;
    private int depth = 3;
    private double dropout;
    private double l1;
    private double l2;
    private IUpdater updater = new Adam(1e-3);
    private long seed = 12345;
    private DataType dataType = DataType.FLOAT;
    private IActivation activation;
    private ILossFunction loss;

    private Builder() {}

    /** Channels of the input images, default 1. */
    public Builder inputChannels(int inputChannels) {
      this.inputChannels = positive("inputChannels", inputChannels);
      return this;
    }

    /** Channels of the output, default 2; 1 means foreground against background by a sigmoid. */
    public Builder classes(int classes) {
      this.classes = positive("classes", classes);
      return this;
    }

    /** Channels of the first level, doubled at every level below, default 16. */
    public Builder baseChannels(int baseChannels) {
      this.baseChannels = positive("baseChannels", baseChannels);
      return this;
    }

    /** How often the size is halved, 1 to 8, default 3. */
    public Builder depth(int depth) {
      check(depth >= 1 && depth <= MAX_DEPTH, "depth", depth, "1 to " + MAX_DEPTH);
      this.depth = depth;
      return this;
    }

    /** Probability of dropping a value between the two lowest convolutions, [0, 1), default 0. */
    public Builder dropout(double dropout) {
      check(dropout >= 0 && dropout < 1, "dropout", dropout, "0 <= dropout < 1");
      this.dropout = dropout;
      return this;
    }

    /** L1 regularization of the weights, default 0. */
    public Builder l1(double l1) {
      this.l1 = notNegative("l1", l1);
      return this;
    }

    /** L2 regularization of the weights, default 0. */
    public Builder l2(double l2) {
      this.l2 = notNegative("l2", l2);
      return this;
    }

    /** Trains with Adam at this learning rate, default 0.001. */
    public Builder learningRate(double learningRate) {
      check(
          learningRate > 0 && Double.isFinite(learningRate),
          "learningRate",
          learningRate,
          "a finite number > 0");
      return updater(new Adam(learningRate));
    }

    /** Trains with this updater, default Adam at 0.001. */
    public Builder updater(IUpdater updater) {
      this.updater = Objects.requireNonNull(updater, "updater");
      return this;
    }

    /** Seed of the initial weights and of dropout, default 12345. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Type of weights and activations, default FLOAT. */
    public Builder dataType(DataType dataType) {
      check(
          dataType == DataType.FLOAT || dataType == DataType.DOUBLE || dataType == DataType.HALF,
          "dataType",
          dataType,
          "FLOAT, DOUBLE or HALF");
      this.dataType = dataType;
      return this;
    }

    /** Activation of the output, default softmax over the classes, sigmoid for one class. */
    public Builder activation(IActivation activation) {
      this.activation = Objects.requireNonNull(activation, "activation");
      return this;
    }

    /** Loss, default cross-entropy. */
    public Builder loss(ILossFunction loss) {
      this.loss = Objects.requireNonNull(loss, "loss");
      return this;
    }

    /** The model. */
    public UNet build() {
      return new UNet(this);
    }

    private static int positive(String name, int value) {
      check(value >= 1, name, value, "at least 1");
      return value;
    }

    private static double notNegative(String name, double value) {
      check(value >= 0 && Double.isFinite(value), name, value, "a finite number >= 0");
      return value;
    }

    private static void check(boolean ok, String name, Object value, String allowed) {
      if (!ok) {
        throw new IllegalArgumentException(name + " is " + value + ", allowed: " + allowed);
      }
    }
  }
}
