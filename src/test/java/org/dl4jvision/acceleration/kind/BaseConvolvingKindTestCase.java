package org.dl4jvision.acceleration.kind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BaseConvBuilder;
import org.deeplearning4j.nn.conf.weightnoise.WeightNoise;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.Comparison;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every kind of layer that convolves. */
abstract class BaseConvolvingKindTestCase extends BaseAcceleratedKindTestCase {

  private static final Activation[] ACTIVATIONS = {
    Activation.RELU, Activation.IDENTITY, Activation.TANH, Activation.ELU, Activation.SOFTMAX
  };

  /**
   * A layer, of which this sets what convolutions have in common.
   *
   * @param random for what is of its own
   * @param channels of the input
   */
  abstract BaseConvBuilder<?> layer(Random random, int channels, CNN2DFormat format);

  /** Of maps; volumes have one more. */
  final int dimensions() {
    return ofVolumes() ? 3 : 2;
  }

  private int[] each(int value) {
    return IntStream.generate(() -> value).limit(dimensions()).toArray();
  }

  /** Volumes are as deep as they are wide. */
  private InputType type(int height, int width, int channels, CNN2DFormat format) {
    return ofVolumes()
        ? InputType.convolutional3D(dataFormat(format), width, height, width, channels)
        : InputType.convolutional(height, width, channels, format);
  }

  static Convolution3D.DataFormat dataFormat(CNN2DFormat format) {
    return format == CNN2DFormat.NCHW
        ? Convolution3D.DataFormat.NCDHW
        : Convolution3D.DataFormat.NDHWC;
  }

  /** Whether DL4J's own layer goes back through dropout. */
  boolean drops() {
    return true;
  }

  /** Whether DL4J's own layer computes dilated convolutions of FLOAT. */
  boolean dilates() {
    return true;
  }

  /**
   * Whether DL4J's own layer computes a map of some channels and pixels, and does it right. If not,
   * there is a single channel, and a plain convolution computes the same.
   */
  boolean computesAlone(int channels, int pixels) {
    return true;
  }

  /** The weights of the plain convolution, from the network of the layer. */
  INDArray plainWeights(MultiLayerNetwork network) {
    throw new UnsupportedOperationException("DL4J's own layer computes all");
  }

  /** The gradients of all weights of the layer, from that of the plain convolution. */
  Map<String, INDArray> fromPlain(MultiLayerNetwork network, INDArray gradient) {
    throw new UnsupportedOperationException("DL4J's own layer computes all");
  }

  @Override
  final int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    BaseConvBuilder<?> layer = layer(random, channels, CNN2DFormat.NCHW);
    int stride = 1 + random.nextInt(2);
    int dilation = dilates() && random.nextInt(4) == 0 ? 2 : 1;
    layer.kernelSize(IntStream.generate(() -> 1 + random.nextInt(3)).limit(dimensions()).toArray());
    layer.stride(each(stride));
    layer.dilation(each(dilation));
    layer.hasBias(random.nextBoolean());
    layer.convolutionMode(random.nextBoolean() ? ConvolutionMode.Same : ConvolutionMode.Truncate);
    layer.nIn(channels);
    layer.activation(ACTIVATIONS[random.nextInt(ACTIVATIONS.length)]);
    if (drops() && random.nextInt(4) == 0) {
      layer.dropOut(0.7);
    }
    if (random.nextInt(4) == 0) {
      layer.weightNoise(
          new WeightNoise(new org.deeplearning4j.nn.conf.distribution.NormalDistribution(0, 0.1)));
    }
    ConvolutionLayer built = layer.build();
    graph.addLayer(name, built, inputs);
    return (int) built.getNOut();
  }

  /** The layer alone in both formats, against DL4J's in double precision. */
  @ParameterizedTest
  @CsvSource({
    // examples, channels, height, width, kernel, stride, dilation, padding, mode
    "1, 1, 1, 1, 1, 1, 1, 0, Truncate",
    "1, 1, 1, 1, 3, 1, 1, 1, Strict",
    "1, 1, 1, 1, 3, 2, 1, 0, Same",
    "1, 4, 1, 1, 3, 1, 1, 1, Truncate",
    "2, 3, 1, 1, 1, 1, 1, 0, Same",
    "2, 1, 7, 5, 3, 1, 1, 0, Same",
    "1, 3, 1, 9, 1, 1, 1, 0, Strict",
    "1, 5, 7, 9, 3, 2, 1, 1, Strict",
    "3, 7, 9, 7, 2, 2, 1, 0, Truncate",
    "2, 8, 10, 13, 3, 2, 1, 0, Same",
    "2, 16, 8, 11, 3, 1, 1, 1, Truncate",
    "1, 17, 11, 13, 5, 3, 1, 2, Truncate",
    "1, 9, 13, 11, 3, 1, 2, 0, Same",
    "2, 4, 13, 11, 3, 2, 3, 1, Truncate",
    "1, 24, 5, 5, 4, 1, 1, 0, Same",
    "1, 3, 6, 6, 2, 2, 1, 0, Same"
  })
  void computesAsDl4jInDouble(
      int examples,
      int channels,
      int height,
      int width,
      int kernel,
      int stride,
      int dilation,
      int padding,
      ConvolutionMode mode) {
    for (CNN2DFormat format : CNN2DFormat.values()) {
      for (Activation activation : ACTIVATIONS) {
        if (activation == Activation.SOFTMAX && format == CNN2DFormat.NHWC) {
          continue; // DL4J goes forward along the height and back along the channels
        }
        BaseConvBuilder<?> layer =
            layer(new Random(height * width + kernel + activation.ordinal()), channels, format);
        layer.kernelSize(each(kernel));
        layer.stride(each(stride));
        layer.dilation(each(dilation));
        layer.padding(each(padding));
        layer.convolutionMode(mode);
        layer.nIn(channels);
        layer.biasInit(0.1);
        layer.activation(activation);
        ConvolutionLayer built = layer.build();
        InputType type = type(height, width, channels, format);
        MultiLayerNetwork fast = network(built, type, DataType.FLOAT);
        assertEquals(1, Comparison.enable(fast, true).layers());
        boolean alone = computesAlone(channels, height * width);
        MultiLayerNetwork stock = network(alone ? built : plain(built), type, DataType.DOUBLE);
        if (alone) {
          stock.setParams(fast.params().castTo(DataType.DOUBLE));
        } else {
          stock.setParam("0_b", fast.getParam("0_b").castTo(DataType.DOUBLE));
          stock.setParam("0_W", plainWeights(fast).castTo(DataType.DOUBLE));
        }
        long[] shape = type.getShape(true);
        shape[0] = examples;
        INDArray image = Comparison.image(shape);
        String where = format + " " + activation;
        assertSame(where, stock, fast, image, alone);
      }
    }
  }

  private static ConvolutionLayer plain(ConvolutionLayer layer) {
    ConvolutionLayer.Builder plain = new ConvolutionLayer.Builder(layer.getKernelSize());
    plain.stride(layer.getStride());
    plain.dilation(layer.getDilation());
    plain.padding(layer.getPadding());
    plain.convolutionMode(layer.getConvolutionMode());
    plain.dataFormat(layer.getCnn2dDataFormat());
    plain.activation(layer.getActivationFn());
    return plain.nIn(layer.getNIn()).nOut(layer.getNOut()).build();
  }

  /**
   * What a layer with kernels of 3x3 gives for the number 2 as a map of one pixel and one channel.
   */
  static double ofTwo(MultiLayerNetwork network) {
    assertEquals(1, Comparison.enable(network, true).layers());
    return network.output(Nd4j.create(new float[] {2}, 1, 1, 1, 1)).getDouble(0);
  }

  /** A layer alone. */
  static MultiLayerNetwork network(ConvolutionLayer layer, InputType type, DataType data) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(data)
                .list()
                .layer(layer.clone())
                .setInputType(type)
                .build());
    network.init();
    return network;
  }

  private void assertSame(
      String where,
      MultiLayerNetwork stock,
      MultiLayerNetwork fast,
      INDArray image,
      boolean alone) {
    INDArray exact = image.castTo(DataType.DOUBLE);
    INDArray expected = stock.output(exact);
    assertAlmostEqual(where + " output", expected, fast.output(image));
    INDArray epsilon = Comparison.image(expected.shape());
    Pair<Gradient, INDArray> wanted = gradients(stock, exact, epsilon.castTo(DataType.DOUBLE));
    Pair<Gradient, INDArray> found = gradients(fast, image, epsilon);
    assertAlmostEqual(where + " input", wanted.getSecond(), found.getSecond());
    Map<String, INDArray> parameters = new HashMap<>(wanted.getFirst().gradientForVariable());
    if (!alone) {
      parameters.putAll(fromPlain(fast, parameters.remove("0_W")));
    }
    assertEquals(parameters.keySet(), found.getFirst().gradientForVariable().keySet());
    parameters.forEach(
        (name, gradient) ->
            assertAlmostEqual(where + name, gradient, found.getFirst().getGradientFor(name)));
  }

  /** Sums of numbers around 1 that cancel out leave nothing but their rounding. */
  private static void assertAlmostEqual(String what, INDArray expected, INDArray actual) {
    assertArrayEquals(expected.shape(), actual.shape(), what);
    double largest = Math.max(1, expected.amaxNumber().doubleValue());
    double difference =
        expected.sub(actual.dup('c').castTo(DataType.DOUBLE)).amaxNumber().doubleValue();
    assertTrue(difference <= 1e-5 * largest, () -> what + " differs by " + difference);
  }

  private static Pair<Gradient, INDArray> gradients(
      MultiLayerNetwork network, INDArray image, INDArray epsilon) {
    Nd4j.getRandom().setSeed(5);
    network.setInput(image);
    network.feedForward(true, false);
    return network.backpropGradient(epsilon.dup(), LayerWorkspaceMgr.noWorkspaces());
  }
}
