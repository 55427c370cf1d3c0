package org.dl4jvision.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.SideEffects;
import com.example.StrangeActivation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.loss.LossDice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

class ModelsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir Path folder;

  @BeforeEach
  void nothingHasRun() {
    SideEffects.happened();
  }

  static Stream<Path> saved() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      List<Path> zips =
          files
              .filter(file -> file.toString().endsWith(".zip"))
              .filter(
                  file -> file.getParent().endsWith("models") || file.toString().contains("runs"))
              .toList();
      assertFalse(zips.isEmpty());
      return zips.stream();
    }
  }

  /** What any release saved. */
  @ParameterizedTest
  @MethodSource("saved")
  void readsWhatModelSerializerReads(Path file) throws IOException {
    boolean graph = isGraph(file);
    Model expected =
        graph
            ? ModelSerializer.restoreComputationGraph(file.toFile(), true)
            : ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    assertSame(expected, graph ? Models.read(file) : Models.readMultiLayer(file));
  }

  private static boolean isGraph(Path file) {
    return new String(ModelZip.of(file).get(ModelZip.CONFIGURATION)).contains("\"vertices\"");
  }

  /** Trained, so that there is something in the state of the updater. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE", "HALF"})
  void readsEveryTypeBitForBit(DataType type) throws IOException {
    ComputationGraph network = network(Activation.RELU.getActivationFunction(), type);
    network.fit(
        new INDArray[] {Nd4j.rand(type, 2, 1, 8, 8)},
        new INDArray[] {Nd4j.rand(type, 2, 5, 8, 8).gt(0.5).castTo(type)});
    assertSame(network, Models.read(save(network)));
  }

  @Test
  void readsWeightsThatAreNotFinite() {
    ComputationGraph network = network(Activation.RELU.getActivationFunction(), DataType.FLOAT);
    network.params().putScalar(3, Double.NaN);
    network.params().putScalar(4, Double.NEGATIVE_INFINITY);
    assertSame(network, Models.read(save(network)));
  }

  @Test
  void readsNetworksWithoutWeights() throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(new ActivationLayer(Activation.RELU))
                .setInputType(InputType.convolutional(4, 4, 1))
                .build());
    network.init();
    MultiLayerNetwork read = Models.readMultiLayer(save(network));
    assertEquals(network.getLayerWiseConfigurations(), read.getLayerWiseConfigurations());
    assertEquals(0, read.numParams());
  }

  @Test
  void leavesTheUpdaterOutIfAsked() {
    Path file = save(network(Activation.RELU.getActivationFunction(), DataType.FLOAT));
    ModelZip.of(file).with(ModelZip.UPDATER, new byte[3]).write(file);
    Models.reader().withoutUpdater().read(file);
    assertEquals(
        "file " + file + ": updaterState.bin is no array that ND4J wrote",
        assertThrows(IllegalArgumentException.class, () -> Models.read(file)).getMessage());
  }

  @Test
  void refusesAnUpdaterOfAnotherNetwork() {
    Path file = save(network(Activation.RELU.getActivationFunction(), DataType.FLOAT));
    ModelZip zip = ModelZip.of(file);
    zip.with(ModelZip.UPDATER, zip.get(ModelZip.WEIGHTS)).write(file);
    assertEquals(
        "file "
            + file
            + ": updaterState.bin has 20 numbers, but its configuration is of a network with 40",
        assertThrows(IllegalArgumentException.class, () -> Models.read(file)).getMessage());
  }

  /** A network whose state is wanted; to predict with it none is needed. */
  @Test
  void refusesToGoOnWithoutAnUpdater() throws IOException {
    Path file = save(network(Activation.RELU.getActivationFunction(), DataType.FLOAT));
    ModelZip.of(file)
        .configuration(json -> json.replaceFirst("\"iupdater\" : \\{[^}]*}", "\"iupdater\" : null"))
        .write(file);
    assertEquals(
        "file " + file + ": its configuration is not that of a network that can be built",
        assertThrows(IllegalArgumentException.class, () -> Models.read(file)).getMessage());
    Models.reader().withoutUpdater().read(file);
  }

  @Test
  void saysWhichKindItIs() {
    Path file = save(network(Activation.RELU.getActivationFunction(), DataType.FLOAT));
    assertEquals(
        "file " + file + ": is a model of another kind, not a MultiLayerNetwork",
        assertThrows(IllegalArgumentException.class, () -> Models.readMultiLayer(file))
            .getMessage());
  }

  /** Of packages that are named, and of no others: not of all whose names begin so. */
  @Test
  void readsClassesOfAllowedPackages() {
    Path file = save(network(new StrangeActivation(), DataType.FLOAT));
    SideEffects.happened();
    assertThrows(IllegalArgumentException.class, () -> Models.read(file));
    ModelReader other = Models.reader().allow("com.exam", "com.example.Strange");
    assertThrows(IllegalArgumentException.class, () -> other.read(file));
    Models.reader().allow("com.example").read(file);
    Models.reader().allow(StrangeActivation.class.getName()).read(file);
    for (String name : new String[] {"", ".", "com..example", "*", null}) {
      assertThrows(IllegalArgumentException.class, () -> Models.reader().allow(name));
    }
  }

  static List<HostileModel> hostile() {
    return HostileModel.all();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void runsNothingAndSaysWhatIsWrong(HostileModel hostile) throws IOException {
    ModelZip good =
        ModelZip.of(save(network(Activation.RELU.getActivationFunction(), DataType.FLOAT)));
    Path file = Files.write(folder.resolve("hostile.zip"), hostile.bytes().apply(good));
    hostile.assertProblem(20, file, problem(file));
    assertFalse(SideEffects.happened(), "something ran");
  }

  /** What is said behind the file's name; null for a file that is read. */
  private static String problem(Path file) {
    try {
      Models.read(file);
      return null;
    } catch (IllegalArgumentException e) {
      String start = "file " + file + ": ";
      assertTrue(e.getMessage().startsWith(start), e.getMessage());
      return e.getMessage().substring(start.length());
    }
  }

  /** Four megabytes of a file would take a gigabyte of memory. */
  @Test
  void refusesWeightsThatAreAllTheSame() throws IOException {
    Path file = folder.resolve("zeros.zip");
    ModelZip.of(save(network(Activation.RELU.getActivationFunction(), DataType.FLOAT)))
        .with(ModelZip.WEIGHTS, new byte[(1 << 26) + 1])
        .write(file);
    try (ModelArchive archive = ModelArchive.open(file)) {
      assertEquals(
          "coefficients.bin has 67108865 bytes, compressed more than 200 times:"
              + " these are no weights of a network",
          assertThrows(
                  IllegalArgumentException.class, () -> archive.requireProportion(ModelZip.WEIGHTS))
              .getMessage());
    }
  }

  /** One 1x1 convolution with ReLU, and an output: 20 weights. */
  private static ComputationGraph network(IActivation activation, DataType type) {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(type)
            .updater(new Adam(0.01, 0.9, 0.999, 1e-4))
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.convolutional(8, 8, 1))
            .layer(
                "encoder0_conv1_conv",
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(1)
                    .padding(1, 1)
                    .activation(activation)
                    .build(),
                "input")
            .layer(
                "logits",
                new ConvolutionLayer.Builder(1, 1).nOut(5).activation(Activation.IDENTITY).build(),
                "encoder0_conv1_conv")
            .layer(
                "output",
                new SegmentationLossLayer.Builder(LossDice.builder().build()).build(),
                "logits")
            .setOutputs("output")
            .build();
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    return network;
  }

  private Path save(Model network) {
    Path file = folder.resolve("model.zip");
    try {
      ModelSerializer.writeModel(network, file.toFile(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static void assertSame(Model expected, Model actual) {
    assertEquals(json(expected), json(actual));
    assertBits(expected.params(), actual.params());
    assertBits(updaterState(expected), updaterState(actual));
  }

  private static void assertBits(INDArray expected, INDArray actual) {
    if (expected == null) {
      assertNull(actual);
      return;
    }
    assertEquals(expected.dataType(), actual.dataType());
    assertArrayEquals(expected.shape(), actual.shape());
    assertEquals(bits(expected), bits(actual));
  }

  private static ByteBuffer bits(INDArray array) {
    return array.dup('c').data().asNio();
  }

  private static String json(Model network) {
    return network instanceof ComputationGraph graph
        ? graph.getConfiguration().toJson()
        : ((MultiLayerNetwork) network).getLayerWiseConfigurations().toJson();
  }

  private static INDArray updaterState(Model network) {
    return network instanceof ComputationGraph graph
        ? graph.getUpdater().getStateViewArray()
        : ((MultiLayerNetwork) network).getUpdater().getStateViewArray();
  }
}
