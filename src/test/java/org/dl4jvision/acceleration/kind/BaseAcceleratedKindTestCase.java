package org.dl4jvision.acceleration.kind;

import static org.dl4jvision.acceleration.Comparison.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPadding3DLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.acceleration.Comparison;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * What holds for every kind, in random configurations of it between random neighbors: the name of a
 * test has the seed of its configuration. A kind's test names it and adds one to a graph.
 */
abstract class BaseAcceleratedKindTestCase {

  private static final int SEEDS = 16;
  private static final int CLASSES = 3;
  private static final String SUBJECT = "subject";
  private static final String OURS = "org.dl4jvision.acceleration";

  /** The name of the kind. */
  abstract String kind();

  /**
   * Adds a layer or vertex that the kind stands for, of a random configuration, which it may refuse
   * now and then.
   *
   * @param graph where to
   * @param random for the configuration
   * @param name its name
   * @param channels of each input
   * @param inputs {@link #inputs} names of maps of one shape, 6 to 11 high and wide; volumes are 4
   *     to 7 deep, high and wide
   * @return the number of channels of the output
   */
  abstract int add(GraphBuilder graph, Random random, String name, int channels, String... inputs);

  /**
   * Adds what makes maps of its output, if that is something else.
   *
   * @param channels of the output
   * @return the name of the maps
   */
  String asMaps(GraphBuilder graph, String name, int channels) {
    return name;
  }

  /** Whether it stands for layers of volumes instead of maps. */
  boolean ofVolumes() {
    return false;
  }

  /** How many inputs it has. */
  int inputs(Random random) {
    return 1;
  }

  /** From 1 on: DL4J and ND4J take 0 for no seed. */
  static IntStream seeds() {
    return IntStream.rangeClosed(1, SEEDS);
  }

  @BeforeEach
  void needsOneDnn() {
    Comparison.needOneDnn();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void computesAsDl4j(int seed) {
    for (boolean direct : new boolean[] {true, false}) {
      ComputationGraph stock = graph(seed);
      ComputationGraph fast = graph(seed);
      Comparison.enable(fast, direct);
      Nd4j.getRandom().setSeed(seed);
      INDArray image = image(seed);
      INDArray expected = stock.outputSingle(image);
      assertClose(expected, fast.outputSingle(image));
      DataSet data = new DataSet(image, Comparison.probabilities(expected.shape()));
      for (int step = 0; step < 2; step++) {
        Nd4j.getRandom().setSeed(step + 1);
        stock.fit(data);
        Nd4j.getRandom().setSeed(step + 1);
        fast.fit(data);
        assertEquals(stock.score(), fast.score(), 1e-4 * stock.score());
        assertClose(stock.gradient().gradient(), fast.gradient().gradient());
        assertClose(stock.params(), fast.params());
      }
      assertClose(stock.outputSingle(image), fast.outputSingle(image));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void takesWhatFitsAndSaysInOneLineWhyNot(int seed) {
    for (boolean direct : new boolean[] {true, false}) {
      ComputationGraph graph = graph(seed);
      Object before = subject(graph);
      Candidate<?> candidate = Candidate.of(before, new Setting(direct));
      assertNotNull(candidate, before.getClass().getName());
      assertEquals(kind(), candidate.kind().name());
      String message = Comparison.enable(graph, direct).message();
      String refusal = candidate.fit().refusal();
      if (refusal != null) {
        assertSame(before, subject(graph));
        assertFalse(refusal.isBlank() || refusal.contains("\n"), refusal);
      }
      if (candidate.kind().gains()) {
        assertEquals(refusal == null, candidate.kind().isAccelerated(subject(graph)));
        boolean named = message.matches(".*[\\[ ]" + SUBJECT + "[,\\]].*");
        assertEquals(refusal != null, named, message);
      }
    }
  }

  @Test
  void someConfigurationsFit() {
    long changed =
        seeds()
            .mapToObj(this::graph)
            .filter(
                graph -> {
                  Object before = subject(graph);
                  Comparison.enable(graph, true);
                  AcceleratedKind<?> kind = AcceleratedKinds.ALL.get(kind());
                  return before != subject(graph) || kind.isAccelerated(before);
                })
            .count();
    assertTrue(changed >= SEEDS / 4, "only " + changed + " of " + SEEDS + " configurations fit");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void savedModelsAndClonesArePlain(int seed) throws Exception {
    ComputationGraph graph = graph(seed);
    String configuration = graph.getConfiguration().toJson();
    Acceleration.enable(graph);
    assertEquals(configuration, graph.getConfiguration().toJson());
    assertFalse(configuration.contains(OURS));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelSerializer.writeModel(graph, bytes, true);
    ComputationGraph restored =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(bytes.toByteArray()));
    INDArray image = image(seed);
    for (ComputationGraph copy : new ComputationGraph[] {restored, graph.clone()}) {
      assertEquals(graph.params(), copy.params());
      assertFalse(subject(copy).getClass().getName().startsWith(OURS));
      assertFalse(AcceleratedKinds.isAccelerated(subject(copy)));
      assertClose(graph.outputSingle(image), copy.outputSingle(image));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void enablingAgainChangesNothing(int seed) {
    ComputationGraph graph = graph(seed);
    Acceleration.Report report = Acceleration.enable(graph);
    Object accelerated = subject(graph);
    INDArray image = image(seed);
    INDArray expected = graph.outputSingle(image);
    assertEquals(report.layers(), Acceleration.enable(graph).layers());
    assertSame(accelerated, subject(graph));
    assertEquals(expected, graph.outputSingle(image));
  }

  private static Object subject(ComputationGraph graph) {
    GraphVertex vertex = graph.getVertex(SUBJECT);
    return vertex.hasLayer() ? vertex.getLayer() : vertex;
  }

  /** The subject between convolutions, or layers that want the channels first. */
  private ComputationGraph graph(int seed) {
    Random random = new Random(seed);
    WorkspaceMode workspaces = random.nextBoolean() ? WorkspaceMode.ENABLED : WorkspaceMode.NONE;
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Sgd(0.05))
            .activation(Activation.TANH)
            .convolutionMode(ConvolutionMode.Same)
            .trainingWorkspaceMode(workspaces)
            .inferenceWorkspaceMode(workspaces)
            .graphBuilder()
            .addInputs("in");
    int channels = 1 + random.nextInt(9);
    String[] inputs = new String[inputs(random)];
    for (int i = 0; i < inputs.length; i++) {
      graph.addLayer("before" + i, convolution(3, 2, channels), "in");
      inputs[i] = orChannelsFirst(graph, random, "before" + i);
    }
    int out = add(graph, random, SUBJECT, channels, inputs);
    String maps = asMaps(graph, SUBJECT, out);
    graph.addLayer("after", convolution(3, out, 4), orChannelsFirst(graph, random, maps));
    return finished(graph);
  }

  /** Now and then, magnitudes follow, as norms of single pixels, which no kind takes. */
  private String orChannelsFirst(GraphBuilder graph, Random random, String input) {
    if (random.nextInt(4) > 0) {
      return input;
    }
    Layer layer =
        ofVolumes()
            ? new ZeroPadding3DLayer.Builder(0).build()
            : new SubsamplingLayer.Builder(PoolingType.PNORM)
                .pnorm(1)
                .kernelSize(1, 1)
                .stride(1, 1)
                .build();
    graph.addLayer(input + "_first", layer, input);
    return input + "_first";
  }

  private ComputationGraph finished(GraphBuilder graph) {
    graph
        .addLayer("logits", convolution(1, 4, CLASSES), "after")
        .addLayer(
            "out",
            ofVolumes()
                ? new Cnn3DLossLayer.Builder(Convolution3D.DataFormat.NCDHW)
                    .lossFunction(LossFunction.MCXENT)
                    .activation(Activation.SOFTMAX)
                    .build()
                : new CnnLossLayer.Builder(LossFunction.MCXENT)
                    .activation(Activation.SOFTMAX)
                    .build(),
            "logits")
        .setOutputs("out");
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    return network;
  }

  private ConvolutionLayer convolution(int kernel, int in, int out) {
    if (ofVolumes()) {
      return new Convolution3D.Builder(kernel, kernel, kernel)
          .convolutionMode(ConvolutionMode.Same)
          .nIn(in)
          .nOut(out)
          .build();
    }
    return new ConvolutionLayer.Builder(kernel, kernel).nIn(in).nOut(out).build();
  }

  private INDArray image(int seed) {
    Random random = new Random(seed);
    if (ofVolumes()) {
      return Comparison.image(
          1 + random.nextInt(2),
          2,
          4 + random.nextInt(4),
          4 + random.nextInt(4),
          4 + random.nextInt(4));
    }
    return Comparison.image(1 + random.nextInt(3), 2, 6 + random.nextInt(6), 6 + random.nextInt(6));
  }
}
