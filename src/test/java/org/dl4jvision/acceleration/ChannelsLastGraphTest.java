package org.dl4jvision.acceleration;

import static org.dl4jvision.acceleration.Comparison.assertClose;
import static org.dl4jvision.acceleration.Comparison.probabilities;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.loop.ChannelsLast;
import org.dl4jvision.acceleration.onednn.OneDnn;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.loss.LossCrossEntropy;
import org.dl4jvision.network.SegmentationNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Graphs whose accelerated parts pass each other maps with the channels last. */
class ChannelsLastGraphTest {

  private static final int CLASSES = 3;
  private static final ElementWiseVertex ADD = new ElementWiseVertex(ElementWiseVertex.Op.Add);

  @BeforeEach
  void needsOneDnn() {
    Comparison.needOneDnn();
  }

  @ParameterizedTest
  @CsvSource({
    "RELU, ENABLED, 1, 16, 24, true",
    "RELU, NONE, 1, 16, 24, true",
    "TANH, ENABLED, 1, 8, 12, true",
    "LEAKYRELU, ENABLED, 0.6, 16, 8, false",
    "RELU, ENABLED, 0.6, 12, 20, true"
  })
  void downAndUpAgain(
      Activation activation, WorkspaceMode mode, double retain, int h, int w, boolean bias) {
    GraphBuilder graph = graph(activation, mode, ConvolutionMode.Same);
    add(graph, "a1", convolution(3, 3, 6).hasBias(bias).build(), "in");
    add(graph, "a2", convolution(3, 6, 5).hasBias(bias).build(), "a1");
    add(graph, "pool", pooling().build(), "a2");
    add(graph, "b1", convolution(3, 5, 8).build(), "pool");
    add(graph, "b2", convolution(3, 8, 8).dropOut(retain).hasBias(bias).build(), "b1");
    add(graph, "up", new Upsampling2D.Builder(2).build(), "b2");
    add(graph, "c1", convolution(3, 8, 4).hasBias(bias).build(), "up");
    graph.addVertex("merge", new MergeVertex(), "a2", "c1", "a1");
    add(graph, "c2", convolution(3, 15, 4).build(), "merge");
    ComputationGraph fast = assertSame(graph, "c2", 4, h, w);
    assertTrue(isA("ChannelsLastMerge", fast.getVertex("merge")));
    assertTrue(isA("ChannelsLastLayer", fast.getLayer("pool")));
    assertTrue(isA("ChannelsLastUpsampling", fast.getLayer("up")));
    assertTrue(isA("UpsampledConvolutionLayer", fast.getLayer("c1")));
    assertFalse(isChannelsFirst(fast, "a2", h, w));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, 5, 1, Same",
    "3, 2, 3, 1, Same",
    "2, 2, 3, 2, Same",
    "2, 2, 3, 1, Truncate",
    "2, 2, 1, 1, Same"
  })
  void convolutionsOfUpsampledMaps(int high, int wide, int kernel, int stride, ConvolutionMode m) {
    GraphBuilder graph = graph(Activation.RELU, WorkspaceMode.ENABLED, m);
    add(graph, "a", convolution(1, 3, 6).build(), "in");
    add(graph, "up", new Upsampling2D.Builder().size(new int[] {high, wide}).build(), "a");
    add(graph, "b", convolution(kernel, 6, 5).stride(stride, stride).build(), "up");
    ComputationGraph fast = assertSame(graph, "b", 5, 8, 6);
    assertTrue(isA("OneDnnConvolutionLayer", fast.getLayer("b")));
    assertTrue(isA("ChannelsLastUpsampling", fast.getLayer("up")));
  }

  @Test
  void anUpsampledMapThatOthersUseToo() {
    GraphBuilder graph = graph(Activation.RELU, WorkspaceMode.ENABLED, ConvolutionMode.Same);
    add(graph, "a", convolution(1, 3, 6).build(), "in");
    add(graph, "up", new Upsampling2D.Builder(2).build(), "a");
    add(graph, "b", convolution(3, 6, 5).build(), "up");
    add(graph, "c", convolution(3, 6, 5).build(), "up");
    graph.addVertex("merge", new MergeVertex(), "b", "c");
    assertSame(graph, "merge", 10, 8, 6);
  }

  @ParameterizedTest
  @CsvSource({"Same, 9, 7", "Truncate, 9, 7", "Same, 10, 7"})
  void poolingOfOddSizes(ConvolutionMode mode, int h, int w) {
    GraphBuilder graph = graph(Activation.RELU, WorkspaceMode.ENABLED, mode);
    add(graph, "a", convolution(1, 3, 6).build(), "in");
    add(graph, "pool", pooling().build(), "a");
    add(graph, "b", convolution(1, 6, 5).build(), "pool");
    ComputationGraph fast = assertSame(graph, "b", 5, h, w);
    assertTrue(isA("ChannelsLastLayer", fast.getLayer("pool")));
  }

  @Test
  void neighborsThatKeepTheChannelsFirst() {
    GraphBuilder graph = graph(Activation.RELU, WorkspaceMode.ENABLED, ConvolutionMode.Same);
    add(graph, "a", convolution(3, 3, 6).build(), "in");
    add(graph, "normal", new BatchNormalization.Builder().nOut(6).build(), "a");
    add(graph, "b", convolution(3, 6, 6).build(), "normal");
    add(graph, "average", pooling().poolingType(PoolingType.AVG).build(), "b");
    add(graph, "up", new Upsampling2D.Builder(2).build(), "average");
    graph.addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "b", "up");
    add(graph, "pool", pooling().build(), "sum");
    add(graph, "c", convolution(3, 6, 4).dilation(2, 2).build(), "pool");
    add(graph, "d", convolution(3, 4, 4).build(), "c");
    add(graph, "e", convolution(3, 4, 4).build(), "d");
    graph.addVertex("merge", new MergeVertex(), "e", "c");
    assertSame(graph, "merge", 8, 8, 12);
  }

  /** As detectors are made of. */
  @ParameterizedTest
  @CsvSource({"RELU, ENABLED, false", "RELU, NONE, true", "TANH, ENABLED, true"})
  void residualBlocksWithNormalization(Activation last, WorkspaceMode mode, boolean logStd) {
    GraphBuilder graph = graph(Activation.IDENTITY, mode, ConvolutionMode.Same);
    add(graph, "a", convolution(3, 3, 6).build(), "in");
    normalized(graph, "b", "a", 2, 16, Activation.RELU, logStd);
    normalized(graph, "c", "b_active", 1, 16, Activation.IDENTITY, logStd);
    normalized(graph, "shortcut", "a", 2, 16, Activation.IDENTITY, logStd);
    graph.addVertex("sum", ADD, "c_normal", "shortcut_normal", "b_active");
    add(graph, "active", new ActivationLayer.Builder().activation(last).build(), "sum");
    add(graph, "d", convolution(3, 16, 5).build(), "active");
    add(graph, "e", convolution(3, 16, 5).build(), "active");
    graph.addVertex("twice", ADD, "d", "e");
    ComputationGraph fast = assertSame(graph, "twice", 5, 12, 8);
    assertTrue(isA("ChannelsLastElementwise", fast.getVertex("sum")));
    assertTrue(isA("ChannelsLastLayer", fast.getLayer("b_active")));
    assertFalse(isChannelsFirst(fast, "b_normal", 12, 8));
  }

  private static void normalized(
      GraphBuilder graph,
      String name,
      String input,
      int stride,
      int out,
      Activation activation,
      boolean logStd) {
    int in = input.equals("a") ? 6 : 16;
    add(graph, name, convolution(3, in, out).stride(stride, stride).hasBias(false).build(), input);
    add(
        graph,
        name + "_normal",
        new BatchNormalization.Builder().useLogStd(logStd).nIn(out).nOut(out).build(),
        name);
    if (activation != Activation.IDENTITY) {
      add(
          graph,
          name + "_active",
          new ActivationLayer.Builder().activation(activation).build(),
          name + "_normal");
    }
  }

  /** Adding a map of one pixel to all pixels. */
  @Test
  void additionOfDifferentSizes() {
    GraphBuilder graph = graph(Activation.TANH, WorkspaceMode.ENABLED, ConvolutionMode.Truncate);
    add(graph, "a", convolution(1, 3, 4).build(), "in");
    add(graph, "pixel", convolution(6, 3, 4).build(), "in");
    graph.addVertex("sum", ADD, "a", "pixel");
    assertSame(graph, "sum", 4, 6, 6);
  }

  @Test
  void whatTheUserSeesHasTheChannelsFirst() {
    GraphBuilder graph = graph(Activation.RELU, WorkspaceMode.ENABLED, ConvolutionMode.Same);
    add(graph, "a", convolution(3, 3, 6).build(), "in");
    add(graph, "b", convolution(3, 6, 6).build(), "a");
    add(graph, "c", convolution(3, 6, 6).build(), "b");
    ComputationGraph stock = new ComputationGraph(graph.setOutputs("b", "c").build());
    stock.init();
    ComputationGraph fast = stock.clone();
    assertTrue(Acceleration.enable(fast).enabled());
    INDArray image = image(8, 6);
    INDArray[] expected = stock.output(image);
    INDArray[] actual = fast.output(image);
    for (int i = 0; i < expected.length; i++) {
      assertTrue(ChannelsLast.isDense(actual[i]));
      assertClose(expected[i], actual[i]);
    }
    stock.feedForward(new INDArray[] {image}, true, false);
    fast.feedForward(new INDArray[] {image}, true, false);
    INDArray[] errors = {Nd4j.rand(expected[0].shape()), Nd4j.rand(expected[1].shape())};
    assertClose(
        stock.backpropGradient(errors[0].dup(), errors[1].dup()).gradient(),
        fast.backpropGradient(errors[0].dup(), errors[1].dup()).gradient());
  }

  @Test
  void aLayerByItselfTakesAnyInput() {
    ComputationGraph stock =
        SegmentationNetwork.builder().classes(2).baseChannels(4).depth(1).build().init();
    ComputationGraph fast = stock.clone();
    Acceleration.enable(fast);
    INDArray first = Nd4j.rand(DataType.FLOAT, 1, 1, 8, 8);
    fast.outputSingle(first);
    for (String name : new String[] {"decoder0_halve", "encoder0_pool", "decoder0_upsample"}) {
      INDArray input = Nd4j.rand(DataType.FLOAT, 2, name.startsWith("d") ? 8 : 4, 6, 10);
      LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
      Layer layer = fast.getLayer(name);
      assertClose(
          stock.getLayer(name).activate(input, false, none), layer.activate(input, false, none));
    }
  }

  @Test
  void enablingAgainLeavesTheGraphRunning() {
    ComputationGraph stock =
        SegmentationNetwork.builder().classes(2).baseChannels(4).depth(2).build().init();
    ComputationGraph fast = stock.clone();
    Acceleration.enable(fast);
    Acceleration.enable(fast);
    INDArray image = Nd4j.rand(DataType.FLOAT, 2, 1, 8, 16);
    DataSet data = new DataSet(image, probabilities(2, 2, 8, 16));
    stock.fit(data);
    fast.fit(data);
    assertClose(stock.params(), fast.params());
  }

  /** Completes the graph with logits and a loss and compares all it does with the stock one. */
  private static ComputationGraph assertSame(
      GraphBuilder graph, String last, int channels, int h, int w) {
    add(
        graph,
        "logits",
        convolution(1, channels, CLASSES).activation(Activation.IDENTITY).build(),
        last);
    graph
        .addLayer(
            "out",
            new SegmentationLossLayer.Builder(new LossCrossEntropy())
                .activation(Activation.SOFTMAX)
                .build(),
            "logits")
        .setOutputs("out");
    ComputationGraph stock = new ComputationGraph(graph.build());
    stock.init();
    assertNull(OneDnn.obstacle());
    assertSame(stock.clone(), h, w, false);
    return assertSame(stock, h, w, true);
  }

  private static ComputationGraph assertSame(ComputationGraph stock, int h, int w, boolean direct) {
    ComputationGraph fast = stock.clone();
    assertTrue(Comparison.enable(fast, direct).enabled());
    INDArray image = image(h, w);

    Map<String, INDArray> expected = stock.feedForward(image, false);
    Map<String, INDArray> actual = fast.feedForward(image, false);
    assertEquals(expected.keySet(), actual.keySet());
    // DL4J's activation layers overwrite what they are given, except in training.
    expected.keySet().removeAll(Set.of("b_normal", "sum"));
    expected.forEach((name, map) -> assertClose(map, actual.get(name)));

    INDArray out = expected.get("out");
    DataSet data = new DataSet(image, probabilities(out.shape()));
    for (int i = 0; i < 3; i++) {
      Nd4j.getRandom().setSeed(i + 1);
      stock.fit(data);
      Nd4j.getRandom().setSeed(i + 1);
      fast.fit(data);
      assertEquals(stock.score(), fast.score(), 1e-4 * stock.score());
      assertClose(stock.gradient().gradient(), fast.gradient().gradient());
      assertClose(stock.params(), fast.params());
    }
    assertClose(stock.outputSingle(image), fast.outputSingle(image));
    return fast;
  }

  private static boolean isChannelsFirst(ComputationGraph graph, String name, int h, int w) {
    return ChannelsLast.isDense(graph.feedForward(image(h, w), false).get(name));
  }

  private static GraphBuilder graph(Activation activation, WorkspaceMode mode, ConvolutionMode m) {
    return new NeuralNetConfiguration.Builder()
        .seed(5)
        .updater(new Sgd(0.05))
        .activation(activation)
        .convolutionMode(m)
        .trainingWorkspaceMode(mode)
        .inferenceWorkspaceMode(mode)
        .graphBuilder()
        .addInputs("in");
  }

  private static ConvolutionLayer.Builder convolution(int kernel, int in, int out) {
    return new ConvolutionLayer.Builder(kernel, kernel).nIn(in).nOut(out);
  }

  private static SubsamplingLayer.Builder pooling() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2);
  }

  private static void add(
      GraphBuilder graph,
      String name,
      org.deeplearning4j.nn.conf.layers.Layer layer,
      String input) {
    graph.addLayer(name, layer, input);
  }

  private static INDArray image(int h, int w) {
    return Comparison.image(2, 3, h, w);
  }

  private static boolean isA(String form, Object layer) {
    return layer.getClass().getSimpleName().equals(form);
  }
}
