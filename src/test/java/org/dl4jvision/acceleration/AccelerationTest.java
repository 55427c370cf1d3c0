package org.dl4jvision.acceleration;

import static org.dl4jvision.acceleration.Comparison.assertClose;
import static org.dl4jvision.acceleration.Comparison.labeled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.acceleration.kind.AcceleratedKind;
import org.dl4jvision.acceleration.kind.AcceleratedKinds;
import org.dl4jvision.network.SegmentationNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What is accelerated, what is said about it and what becomes of it. */
class AccelerationTest {

  private static final AcceleratedKind<?> CONVOLUTION = AcceleratedKinds.ALL.get("convolution");

  @BeforeEach
  void needsOneDnn() {
    Comparison.needOneDnn();
  }

  @Test
  void whatStaysSlowAmongFastLayersIsNamed() {
    MultiLayerConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(new ConvolutionLayer.Builder(1, 1).nOut(4).build())
            .layer(new LocalResponseNormalization.Builder().name("local").build())
            .layer(new SubsamplingLayer.Builder(PoolingType.PNORM).pnorm(2).name("norm").build())
            .layer(new ConvolutionLayer.Builder(1, 1).nOut(2).build())
            .layer(new SubsamplingLayer.Builder(PoolingType.PNORM).pnorm(2).name("last").build())
            .layer(new CnnLossLayer.Builder(LossFunction.MSE).name("loss").build())
            .setInputType(InputType.convolutional(8, 8, 3))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(conf);
    network.init();
    assertEquals(
        "oneDNN on in 2 layers; left as they are, because there is no faster"
            + " LocalResponseNormalization: [local]; left as they are, because oneDNN pools to"
            + " maxima and averages only: [norm, last]",
        Acceleration.enable(network).message());
  }

  @Test
  void throughNd4jDilatedConvolutionsAreLeftAlone() {
    MultiLayerNetwork network = network(dilated());
    Acceleration.Report report = Comparison.enable(network, false);
    assertTrue(report.enabled());
    assertEquals(1, report.layers());
    assertTrue(report.message().contains("[wide]"), report.message());
    assertTrue(report.message().contains("dnnl"), report.message());
    assertTrue(CONVOLUTION.isAccelerated(network.getLayer(0)));
    assertSame(network.getLayer(0), network.getLayer("plain"));
    assertFalse(CONVOLUTION.isAccelerated(network.getLayer(1)));
    assertEquals(2, Comparison.enable(network(dilated()), true).layers());
  }

  private static MultiLayerConfiguration dilated() {
    return new NeuralNetConfiguration.Builder()
        .convolutionMode(ConvolutionMode.Same)
        .list()
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).name("plain").build())
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).dilation(2, 2).name("wide").build())
        .layer(new CnnLossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build())
        .setInputType(InputType.convolutional(16, 12, 3))
        .build();
  }

  @Test
  void survivesCloneAndRestoreByEnablingAgain(@TempDir Path folder) throws Exception {
    ComputationGraph graph =
        SegmentationNetwork.builder().classes(2).baseChannels(2).depth(1).build().init();
    Acceleration.enable(graph);
    DataSet data = labeled(new long[] {2, 1, 16, 16}, new long[] {2, 2, 16, 16});
    graph.fit(data);
    INDArray expected = graph.outputSingle(data.getFeatures());
    File file = folder.resolve("model.zip").toFile();
    ModelSerializer.writeModel(graph, file, true);
    for (ComputationGraph copy :
        new ComputationGraph[] {graph.clone(), ModelSerializer.restoreComputationGraph(file)}) {
      assertTrue(Acceleration.enable(copy).enabled());
      assertTrue(CONVOLUTION.isAccelerated(copy.getLayer("logits")));
      assertClose(expected, copy.outputSingle(data.getFeatures()));
      copy.fit(data);
    }
  }

  @Test
  void trainingGoesOnWhereItWasWithTheUpdatersState() {
    SegmentationNetwork model =
        SegmentationNetwork.builder().classes(2).baseChannels(2).depth(1).l1(1e-3).l2(1e-2).build();
    ComputationGraph stock = model.init();
    ComputationGraph fast = model.init();
    DataSet data = labeled(new long[] {2, 1, 16, 16}, new long[] {2, 2, 16, 16});
    stock.fit(data);
    fast.fit(data);
    Acceleration.enable(fast);
    for (int i = 0; i < 3; i++) {
      stock.fit(data);
      fast.fit(data);
    }
    assertClose(stock.params(), fast.params());
    assertEquals(stock.score(), fast.score(), 1e-4 * stock.score());
  }

  @Test
  void frozenLayersAreAcceleratedAndStayFrozen() {
    ComputationGraph graph =
        new TransferLearning.GraphBuilder(
                SegmentationNetwork.builder()
                    .classes(2)
                    .baseChannels(2)
                    .depth(1)
                    .batchNormalization(false)
                    .build()
                    .init())
            .setFeatureExtractor("encoder0_conv1")
            .build();
    INDArray frozen = graph.getLayer("encoder0_conv1").params().dup();
    DataSet data = labeled(new long[] {2, 1, 16, 16}, new long[] {2, 2, 16, 16});
    INDArray expected = graph.outputSingle(data.getFeatures());
    assertEquals(8, Acceleration.enable(graph).layers());
    assertClose(expected, graph.outputSingle(data.getFeatures()));
    graph.fit(data);
    assertEquals(frozen, graph.getLayer("encoder0_conv1").params());
  }

  @Test
  void enablingTwiceIsHarmless() {
    ComputationGraph graph =
        SegmentationNetwork.builder().classes(2).baseChannels(2).depth(1).build().init();
    assertEquals(Acceleration.enable(graph), Acceleration.enable(graph));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DOUBLE", "HALF"})
  void saysWhyNot(DataType type) {
    ComputationGraph graph =
        SegmentationNetwork.builder()
            .classes(2)
            .baseChannels(2)
            .depth(1)
            .dataType(type)
            .build()
            .init();
    Acceleration.Report report = Acceleration.enable(graph);
    assertFalse(report.enabled());
    assertEquals(0, report.layers());
    assertTrue(report.message().contains(type.name()), report.message());
    for (Layer layer : graph.getLayers()) {
      assertFalse(CONVOLUTION.isAccelerated(layer));
    }
  }

  @Test
  void refusesNetworksThatAreNotInitialized() {
    ComputationGraph graph =
        new ComputationGraph(SegmentationNetwork.builder().build().configuration());
    assertThrows(IllegalArgumentException.class, () -> Acceleration.enable(graph));
  }

  private static MultiLayerNetwork network(MultiLayerConfiguration conf) {
    MultiLayerNetwork network = new MultiLayerNetwork(conf.clone());
    network.init();
    return network;
  }
}
