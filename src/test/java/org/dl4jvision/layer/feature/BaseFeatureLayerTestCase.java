package org.dl4jvision.layer.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.loss.LossMeanL2;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What holds for every layer and vertex between maps: its values are those of plain loops, its
 * gradients those of finite differences, and it survives saving. A subclass names settings of it,
 * and writes the loops.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BaseFeatureLayerTestCase {

  private static final String NAME = "subject";

  /**
   * A layer or vertex, and what it is given.
   *
   * @param name what the test is called
   * @param layer the layer; null for a vertex
   * @param vertex the vertex; null for a layer
   * @param channelsLast whether its maps are NHWC
   * @param inputs shapes [N, C, H, W] or [N, C], an array each
   */
  protected record Setting(
      String name, Layer layer, GraphVertex vertex, boolean channelsLast, long[]... inputs) {

    static Setting of(String name, Layer layer, long... input) {
      return new Setting(name, layer, null, false, input);
    }

    static Setting channelsLast(String name, Layer layer, long... input) {
      return new Setting(name + ", channels last", layer, null, true, input);
    }

    static Setting of(String name, GraphVertex vertex, long[]... inputs) {
      return new Setting(name, null, vertex, false, inputs);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Settings that differ in what they reach: odd sizes, single examples, borders. */
  protected abstract Stream<Setting> settings();

  /**
   * The output, [N, C, H, W], in plain Java.
   *
   * @param inputs each [N, C, H, W] or [N, C], in DOUBLE
   * @param parameters of the subject, by DL4J's names
   */
  protected abstract INDArray expected(
      Setting setting, INDArray[] inputs, Map<String, INDArray> parameters);

  /** Parameters of the subject that are not learned, by DL4J's names. */
  protected Set<String> fixed() {
    return Set.of();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void computesWhatLoopsDo(Setting setting) {
    for (WorkspaceMode workspaces : WorkspaceMode.values()) {
      for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
        ComputationGraph graph = graph(setting, type, workspaces);
        Map<String, INDArray> maps = graph.feedForward(images(setting, type), false);
        INDArray[] inputs =
            IntStream.range(0, setting.inputs.length)
                .mapToObj(i -> channelsFirst(setting, maps.get("before" + i)))
                .map(map -> map.castTo(DataType.DOUBLE))
                .toArray(INDArray[]::new);
        INDArray expected = expected(setting, inputs, parameters(graph));
        INDArray actual = channelsFirst(setting, maps.get(NAME)).castTo(DataType.DOUBLE);
        assertArrayEquals(expected.shape(), actual.shape());
        double difference = expected.sub(actual).amaxNumber().doubleValue();
        double scale = Math.max(1e-3, expected.amaxNumber().doubleValue());
        assertTrue(
            difference <= (type == DataType.DOUBLE ? 1e-12 : 2e-6) * scale,
            () -> type + " differs by " + difference);
      }
    }
  }

  private static Map<String, INDArray> parameters(ComputationGraph graph) {
    return graph.getVertex(NAME).hasLayer() ? graph.getLayer(NAME).paramTable() : Map.of();
  }

  private static INDArray channelsFirst(Setting setting, INDArray map) {
    return setting.channelsLast && map.rank() == 4 ? map.permute(0, 3, 1, 2) : map;
  }

  @AfterEach
  void restoreType() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void gradientsAreThoseOfFiniteDifferences(Setting setting) {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    ComputationGraph graph = graph(setting, DataType.DOUBLE, WorkspaceMode.ENABLED);
    INDArray[] images = images(setting, DataType.DOUBLE);
    assertTrue(
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.GraphConfig()
                .net(graph)
                .inputs(images)
                .labels(new INDArray[] {labels(graph, images)})
                .excludeParams(
                    fixed().stream().map(name -> NAME + "_" + name).collect(Collectors.toSet()))
                .subset(true)
                .maxPerParam(15)
                .epsilon(1e-6)
                .maxRelError(1e-5)
                .minAbsoluteError(1e-9)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void learnsInEveryMode(Setting setting) {
    INDArray first = null;
    for (WorkspaceMode workspaces : WorkspaceMode.values()) {
      ComputationGraph graph = graph(setting, DataType.FLOAT, workspaces);
      INDArray[] images = images(setting, DataType.FLOAT);
      MultiDataSet data = new MultiDataSet(images, new INDArray[] {labels(graph, images)});
      double before = graph.score(data);
      for (int step = 0; step < 5; step++) {
        graph.fit(data);
      }
      assertTrue(graph.score(data) < before, () -> "no less than " + before);
      first = first == null ? graph.params() : first;
      assertTrue(first.equalsWithEps(graph.params(), 1e-6), workspaces::name);
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void survivesSaving(Setting setting) throws Exception {
    ComputationGraph graph = graph(setting, DataType.FLOAT, WorkspaceMode.ENABLED);
    ComputationGraphConfiguration configuration = graph.getConfiguration();
    ComputationGraphConfiguration read =
        ComputationGraphConfiguration.fromJson(configuration.toJson());
    assertEquals(configuration, read);
    assertEquals(configuration.hashCode(), read.hashCode());
    assertEquals(configuration.toJson(), read.toJson());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelSerializer.writeModel(graph, bytes, true);
    ComputationGraph restored =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(bytes.toByteArray()));
    INDArray[] images = images(setting, DataType.FLOAT);
    assertEquals(graph.outputSingle(images), restored.outputSingle(images));
    assertEquals(graph.outputSingle(images), graph.clone().outputSingle(images));
  }

  private static INDArray[] images(Setting setting, DataType type) {
    Random random = new Random(3);
    return Stream.of(setting.inputs)
        .map(shape -> shapeInFormat(setting, shape))
        .map(shape -> random(type, random, shape))
        .toArray(INDArray[]::new);
  }

  private static long[] shapeInFormat(Setting setting, long[] shape) {
    return setting.channelsLast && shape.length == 4
        ? new long[] {shape[0], shape[2], shape[3], shape[1]}
        : shape;
  }

  private static INDArray labels(ComputationGraph graph, INDArray[] images) {
    INDArray output = graph.outputSingle(images);
    return random(output.dataType(), new Random(4), output.shape());
  }

  /** Numbers from -1 to 1. */
  private static INDArray random(DataType type, Random random, long... shape) {
    double[] values = random.doubles(ArrayUtil.prodLong(shape), -1, 1).toArray();
    return Nd4j.createFromArray(values).reshape(shape).castTo(type);
  }

  /** A layer with weights before every input, so that gradients by the inputs are seen. */
  private static ComputationGraph graph(Setting setting, DataType type, WorkspaceMode workspaces) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .dataType(type)
            .updater(new Sgd(type == DataType.DOUBLE ? 1 : 0.1))
            .weightInit(WeightInit.XAVIER)
            .activation(Activation.IDENTITY)
            .trainingWorkspaceMode(workspaces)
            .inferenceWorkspaceMode(workspaces)
            .graphBuilder();
    CNN2DFormat format = setting.channelsLast ? CNN2DFormat.NHWC : CNN2DFormat.NCHW;
    InputType[] types = new InputType[setting.inputs.length];
    String[] names = new String[types.length];
    for (int i = 0; i < types.length; i++) {
      long[] shape = setting.inputs[i];
      graph.addInputs("in" + i);
      names[i] = "before" + i;
      if (shape.length == 4) {
        types[i] = InputType.convolutional(shape[2], shape[3], shape[1], format);
        graph.addLayer(
            names[i],
            new ConvolutionLayer.Builder(1, 1).nOut(shape[1]).dataFormat(format).build(),
            "in" + i);
      } else {
        types[i] = InputType.feedForward(shape[1]);
        graph.addLayer(names[i], new DenseLayer.Builder().nOut(shape[1]).build(), "in" + i);
      }
    }
    if (setting.layer != null) {
      graph.addLayer(NAME, setting.layer.clone(), names);
    } else {
      graph.addVertex(NAME, setting.vertex.clone(), names);
    }
    graph
        .addLayer(
            "out",
            new SegmentationLossLayer.Builder(new LossMeanL2())
                .activation(Activation.IDENTITY)
                .build(),
            NAME)
        .setOutputs("out")
        .setInputTypes(types);
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    return network;
  }
}
