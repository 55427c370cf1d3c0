package org.dl4jvision.acceleration;

import static org.dl4jvision.acceleration.Comparison.assertClose;
import static org.dl4jvision.acceleration.Comparison.image;
import static org.dl4jvision.acceleration.Comparison.labeled;
import static org.dl4jvision.acceleration.Comparison.probabilities;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.acceleration.onednn.OneDnn;
import org.dl4jvision.network.SegmentationNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks compute the same, accelerated or not. */
class AcceleratedResultsTest {

  private static final long[] IMAGE = {2, 3, 16, 12};

  @BeforeEach
  void needsOneDnn() {
    Comparison.needOneDnn();
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"RELU", "IDENTITY", "TANH", "SIGMOID", "LEAKYRELU", "ELU", "RELU6", "SWISH"})
  void everyKindOfLayerGivesTheSameResults(Activation activation) {
    MultiLayerConfiguration conf =
        convolutional(CNN2DFormat.NCHW, activation, WorkspaceMode.ENABLED, 1);
    assertSameResults(conf, labeled(IMAGE, new long[] {2, 2, 16, 12}));
  }

  @ParameterizedTest
  @CsvSource({"RELU, NONE, 1", "TANH, NONE, 1", "TANH, ENABLED, 0.7", "RELU, ENABLED, 0.7"})
  void andInEveryMode(Activation activation, WorkspaceMode workspaces, double retain) {
    MultiLayerConfiguration conf = convolutional(CNN2DFormat.NCHW, activation, workspaces, retain);
    assertSameResults(conf, labeled(IMAGE, new long[] {2, 2, 16, 12}));
  }

  @ParameterizedTest
  @CsvSource({
    "Same, 1, 2, 0",
    "Same, 2, 1, 0",
    "Truncate, 1, 2, 1",
    "Truncate, 2, 1, 1",
    "Same, 1, 1, 0",
    "Strict, 1, 1, 2",
    "Same, 3, 1, 0"
  })
  void everyGeometryGivesTheSameResults(ConvolutionMode mode, int dilation, int stride, int pad) {
    for (CNN2DFormat format : CNN2DFormat.values()) {
      geometry(format, mode, dilation, stride, pad);
    }
  }

  private static void geometry(
      CNN2DFormat format, ConvolutionMode mode, int dilation, int stride, int pad) {
    ConvolutionLayer.Builder first =
        new ConvolutionLayer.Builder(3, 2)
            .stride(stride, stride)
            .nOut(5)
            .hasBias(false)
            .dilation(dilation, dilation)
            .dataFormat(format)
            .convolutionMode(mode);
    if (mode != ConvolutionMode.Same) {
      first.padding(pad, pad);
    }
    MultiLayerConfiguration conf =
        base()
            .activation(Activation.RELU)
            .list()
            .layer(first.build())
            .layer(new ConvolutionLayer.Builder(2, 2).nOut(4).dataFormat(format).build())
            .layer(new DenseLayer.Builder().nOut(6).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.convolutional(16, 12, 3, format))
            .build();
    long[] shape = format == CNN2DFormat.NCHW ? IMAGE : new long[] {2, 16, 12, 3};
    assertSameResults(conf, new DataSet(image(shape), probabilities(2, 2)));
  }

  /**
   * The last batch of an epoch is often smaller. Adam would magnify the rounding of gradients that
   * are about 0.
   */
  @Test
  void batchesAndImagesOfAnySize() {
    ComputationGraph stock =
        SegmentationNetwork.builder().baseChannels(4).depth(1).updater(new Sgd(0.1)).build().init();
    ComputationGraph fast = stock.clone();
    Acceleration.enable(fast);
    long[][] sizes = {{3, 16, 12}, {1, 16, 12}, {3, 16, 12}, {2, 8, 20}, {1, 16, 12}};
    for (long[] size : sizes) {
      DataSet data =
          labeled(
              new long[] {size[0], 1, size[1], size[2]}, new long[] {size[0], 2, size[1], size[2]});
      stock.fit(data);
      fast.fit(data);
      assertClose(stock.gradient().gradient(), fast.gradient().gradient());
      assertClose(stock.outputSingle(data.getFeatures()), fast.outputSingle(data.getFeatures()));
    }
  }

  /** Callers of a MultiLayerNetwork may ask for it. */
  @Test
  void theGradientByTheInput() {
    MultiLayerConfiguration conf =
        convolutional(CNN2DFormat.NCHW, Activation.RELU, WorkspaceMode.ENABLED, 1);
    MultiLayerNetwork stock = network(conf);
    MultiLayerNetwork fast = network(conf);
    fast.setParams(stock.params());
    Acceleration.enable(fast);
    DataSet data = labeled(IMAGE, new long[] {2, 2, 16, 12});
    assertClose(
        stock.calculateGradients(data.getFeatures(), data.getLabels(), null, null).getSecond(),
        fast.calculateGradients(data.getFeatures(), data.getLabels(), null, null).getSecond());
  }

  @Test
  void networksTrainInThreadsSideBySide() {
    DataSet data = labeled(new long[] {2, 1, 16, 16}, new long[] {2, 2, 16, 16});
    ComputationGraph start = SegmentationNetwork.builder().baseChannels(4).depth(1).build().init();
    List<INDArray> params =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(
                i -> {
                  ComputationGraph network = start.clone();
                  Acceleration.enable(network);
                  for (int step = 0; step < 20; step++) {
                    network.fit(data);
                  }
                  return network.params();
                })
            .toList();
    for (INDArray other : params) {
      assertClose(params.get(0), other);
    }
  }

  @Test
  void aGraphGivesTheSameResults() {
    SegmentationNetwork model =
        SegmentationNetwork.builder().classes(2).baseChannels(4).depth(2).build();
    ComputationGraph stock = model.init();
    ComputationGraph fast = model.init();
    assertEquals(25, Acceleration.enable(fast).layers());
    DataSet data = labeled(new long[] {2, 1, 16, 16}, new long[] {2, 2, 16, 16});
    assertClose(stock.outputSingle(data.getFeatures()), fast.outputSingle(data.getFeatures()));
    for (int i = 0; i < 3; i++) {
      stock.fit(data);
      fast.fit(data);
      assertEquals(stock.score(), fast.score(), 1e-4);
    }
    stock.setInput(0, data.getFeatures());
    stock.setLabels(data.getLabels());
    fast.setInput(0, data.getFeatures());
    fast.setLabels(data.getLabels());
    fast.setParams(stock.params());
    stock.computeGradientAndScore();
    fast.computeGradientAndScore();
    assertClose(stock.gradient().gradient(), fast.gradient().gradient());
  }

  @Test
  void weightsChangedBetweenTwoPassesOverOneInputCount() {
    SegmentationNetwork model =
        SegmentationNetwork.builder().classes(2).baseChannels(2).depth(1).build();
    ComputationGraph stock = model.init();
    ComputationGraph fast = model.init();
    Acceleration.enable(fast);
    DataSet data = labeled(new long[] {2, 1, 16, 16}, new long[] {2, 2, 16, 16});
    stock.feedForward(data.getFeatures(), true);
    fast.feedForward(data.getFeatures(), true);
    stock.params().muli(0.5);
    fast.params().muli(0.5);
    stock.fit(data);
    fast.fit(data);
    assertClose(stock.params(), fast.params());
    assertEquals(stock.score(data), fast.score(data), 1e-5);
  }

  /** With oneDNN called directly and through ND4J. */
  private static void assertSameResults(MultiLayerConfiguration conf, DataSet data) {
    assertNull(OneDnn.obstacle());
    assertSameResults(conf, data, true);
    assertSameResults(conf, data, false);
  }

  private static void assertSameResults(
      MultiLayerConfiguration conf, DataSet data, boolean direct) {
    MultiLayerNetwork stock = network(conf);
    MultiLayerNetwork fast = network(conf);
    fast.setParams(stock.params());
    Acceleration.Report report = Comparison.enable(fast, direct);
    assertTrue(report.enabled() || !direct && report.message().contains("dilated"));
    assertClose(stock.output(data.getFeatures()), fast.output(data.getFeatures()));
    for (int i = 0; i < 2; i++) {
      Nd4j.getRandom().setSeed(i + 1);
      gradient(stock, data);
      Nd4j.getRandom().setSeed(i + 1);
      gradient(fast, data);
      assertClose(stock.gradient().gradient(), fast.gradient().gradient());
      assertEquals(stock.score(), fast.score(), 1e-4 * Math.abs(stock.score()));
    }
    for (int i = 0; i < 3; i++) {
      Nd4j.getRandom().setSeed(i + 1);
      stock.fit(data);
      Nd4j.getRandom().setSeed(i + 1);
      fast.fit(data);
    }
    assertClose(stock.params(), fast.params());
  }

  private static void gradient(MultiLayerNetwork network, DataSet data) {
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());
    network.computeGradientAndScore();
  }

  private static MultiLayerConfiguration convolutional(
      CNN2DFormat format, Activation activation, WorkspaceMode workspaces, double retain) {
    return base()
        .convolutionMode(ConvolutionMode.Same)
        .activation(activation)
        .trainingWorkspaceMode(workspaces)
        .inferenceWorkspaceMode(workspaces)
        .list()
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(6).dataFormat(format).build())
        .layer(
            new ConvolutionLayer.Builder(3, 3).nOut(5).dropOut(retain).dataFormat(format).build())
        .layer(new BatchNormalization.Builder().dataFormat(format).build())
        .layer(
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .dataFormat(format)
                .build())
        .layer(new ConvolutionLayer.Builder(1, 1).nOut(4).dataFormat(format).build())
        .layer(
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
                .kernelSize(2, 2)
                .stride(2, 2)
                .dataFormat(format)
                .build())
        .layer(new Deconvolution2D.Builder(2, 2).stride(2, 2).nOut(4).dataFormat(format).build())
        .layer(new Upsampling2D.Builder(2).dataFormat(format).build())
        .layer(
            new ConvolutionLayer.Builder(3, 3)
                .nOut(2)
                .activation(Activation.IDENTITY)
                .dataFormat(format)
                .build())
        .layer(lossLayer(format))
        .setInputType(InputType.convolutional(16, 12, 3, format))
        .build();
  }

  private static CnnLossLayer lossLayer(CNN2DFormat format) {
    return new CnnLossLayer.Builder(LossFunction.MCXENT)
        .activation(Activation.SOFTMAX)
        .format(format)
        .build();
  }

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder().seed(5).updater(new Sgd(1e-3));
  }

  private static MultiLayerNetwork network(MultiLayerConfiguration conf) {
    MultiLayerNetwork network = new MultiLayerNetwork(conf.clone());
    network.init();
    return network;
  }
}
