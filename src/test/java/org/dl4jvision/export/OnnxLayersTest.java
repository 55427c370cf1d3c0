package org.dl4jvision.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.layer.activation.HardSigmoid;
import org.dl4jvision.layer.activation.HardSwish;
import org.dl4jvision.layer.activation.Silu;
import org.dl4jvision.layer.feature.AdaptiveAveragePoolingLayer;
import org.dl4jvision.layer.feature.BilinearResizeLayer;
import org.dl4jvision.layer.feature.BilinearResizeVertex;
import org.dl4jvision.layer.feature.CeilPaddingLayer;
import org.dl4jvision.layer.feature.FrozenBatchNormalization;
import org.dl4jvision.layer.feature.GroupNormalizationLayer;
import org.dl4jvision.layer.feature.GroupedConvolutionLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** ONNX Runtime computes what Deeplearning4j's layers and those of this library do. */
class OnnxLayersTest {

  private static final int CHANNELS = 6;

  @TempDir private Path folder;

  /** What follows a convolution, and sees maps of {@link #CHANNELS} channels. */
  private record Case(String name, Layer layer) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> layers() {
    Stream<Case> one =
        Stream.of(
            new Case("convolution", convolution(ConvolutionMode.Truncate, 3, 1, 1, 1)),
            new Case("even kernel", convolution(ConvolutionMode.Same, 4, 1, 0, 1)),
            new Case("stride in Same", convolution(ConvolutionMode.Same, 3, 2, 0, 1)),
            new Case("small kernel", convolution(ConvolutionMode.Same, 1, 2, 0, 1)),
            new Case("dilated", convolution(ConvolutionMode.Same, 3, 1, 0, 2)),
            new Case("strict", convolution(ConvolutionMode.Strict, 1, 1, 0, 1)),
            new Case(
                "grouped",
                new GroupedConvolutionLayer.Builder(3, 3, 3).nOut(9).stride(2, 2).build()),
            new Case(
                "depthwise",
                new DepthwiseConvolution2D.Builder(3, 3).depthMultiplier(2).nOut(12).build()),
            new Case(
                "separable",
                new SeparableConvolution2D.Builder(3, 3).depthMultiplier(2).nOut(5).build()),
            new Case("transposed in Same", transposed(ConvolutionMode.Same, 3, 2, 0)),
            new Case("transposed", transposed(ConvolutionMode.Truncate, 4, 2, 1)),
            new Case("small transposed", transposed(ConvolutionMode.Same, 2, 3, 0)),
            new Case("maxima", pooling(PoolingType.MAX, ConvolutionMode.Truncate, 3, 2, 1)),
            new Case("maxima in Same", pooling(PoolingType.MAX, ConvolutionMode.Same, 3, 2, 0)),
            new Case("means", pooling(PoolingType.AVG, ConvolutionMode.Truncate, 3, 2, 1)),
            new Case("means in Same", pooling(PoolingType.AVG, ConvolutionMode.Same, 2, 2, 0)),
            new Case("global mean", new GlobalPoolingLayer(PoolingType.AVG)),
            new Case(
                "global maximum",
                new GlobalPoolingLayer.Builder(PoolingType.MAX).collapseDimensions(false).build()),
            new Case("global sum", new GlobalPoolingLayer(PoolingType.SUM)),
            new Case("adaptive", new AdaptiveAveragePoolingLayer(3, 5)),
            new Case("enlarged parts", new AdaptiveAveragePoolingLayer(40, 41)),
            new Case("bilinear", new BilinearResizeLayer(3)),
            new Case("upsampling", new Upsampling2D.Builder(2).build()),
            new Case("zero padding", new ZeroPaddingLayer.Builder(1, 2, 3, 4).build()),
            new Case("ceil padding", new CeilPaddingLayer(3, 2)),
            new Case("wide stride", new CeilPaddingLayer(2, 5)),
            new Case("cropping", new Cropping2D.Builder(1, 0, 2, 3).build()),
            new Case("batch normalization", new BatchNormalization.Builder().build()),
            new Case(
                "plain variance",
                new BatchNormalization.Builder().useLogStd(false).eps(1e-3).build()),
            new Case(
                "locked",
                new BatchNormalization.Builder().lockGammaBeta(true).gamma(2).beta(3).build()),
            new Case("frozen normalization", new FrozenBatchNormalization()),
            new Case("group normalization", new GroupNormalizationLayer.Builder(3).build()),
            new Case("neighbors", new LocalResponseNormalization.Builder().alpha(0.5).build()),
            new Case("dropout", new DropoutLayer.Builder(0.5).build()),
            new Case("frozen", new FrozenLayer(convolution(ConvolutionMode.Same, 3, 1, 0, 1))));
    Stream<Case> activations =
        Stream.concat(
                Stream.of(
                        Activation.ELU,
                        Activation.HARDSIGMOID,
                        Activation.HARDTANH,
                        Activation.IDENTITY,
                        Activation.LEAKYRELU,
                        Activation.MISH,
                        Activation.RELU,
                        Activation.RELU6,
                        Activation.SELU,
                        Activation.SIGMOID,
                        Activation.SOFTMAX,
                        Activation.SOFTPLUS,
                        Activation.SOFTSIGN,
                        Activation.SWISH,
                        Activation.TANH)
                    .map(Activation::getActivationFunction),
                Stream.of(new HardSigmoid(), new HardSwish(), new Silu()))
            .map(OnnxLayersTest::activation);
    return Stream.concat(one, activations);
  }

  private static Case activation(IActivation activation) {
    return new Case(
        activation.toString(), new ActivationLayer.Builder().activation(activation).build());
  }

  private static Layer convolution(
      ConvolutionMode mode, int kernel, int stride, int padding, int dilation) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(5)
        .stride(stride, stride)
        .padding(padding, padding)
        .dilation(dilation, dilation)
        .convolutionMode(mode)
        .activation(Activation.TANH)
        .build();
  }

  private static Layer transposed(ConvolutionMode mode, int kernel, int stride, int padding) {
    return new Deconvolution2D.Builder(kernel, kernel)
        .nOut(5)
        .stride(stride, stride)
        .padding(padding, padding)
        .convolutionMode(mode)
        .build();
  }

  private static Layer pooling(
      PoolingType type, ConvolutionMode mode, int kernel, int stride, int padding) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(kernel, kernel)
        .stride(stride, stride)
        .padding(padding, padding)
        .convolutionMode(mode)
        .build();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void layer(Case one) {
    GraphBuilder graph =
        graph()
            .addLayer("first", first(), "input")
            .addLayer("layer", one.layer.clone(), "first")
            .setOutputs("layer");
    same(init(graph), OnnxChecks.random(1, 3, 20, 24), OnnxChecks.random(3, 3, 13, 17));
  }

  private static Layer first() {
    return new ConvolutionLayer.Builder(3, 3).nOut(CHANNELS).build();
  }

  private static GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(5)
        .activation(Activation.IDENTITY)
        .convolutionMode(ConvolutionMode.Same)
        .graphBuilder()
        .addInputs("input")
        .setInputTypes(InputType.convolutional(20, 24, 3));
  }

  private static ComputationGraph init(GraphBuilder builder) {
    ComputationGraph network = new ComputationGraph(builder.build());
    network.init();
    return OnnxChecks.trained(network, OnnxChecks.random(2, 3, 20, 24));
  }

  private OnnxExport.Report same(ComputationGraph network, INDArray... inputs) {
    Path file = folder.resolve("model.onnx");
    OnnxExport.Report report = OnnxExport.write(network, file);
    OnnxChecks.same(network, file, inputs);
    return report;
  }

  static List<GraphVertex> vertices() {
    return List.of(
        new MergeVertex(),
        new ElementWiseVertex(ElementWiseVertex.Op.Add),
        new ElementWiseVertex(ElementWiseVertex.Op.Average),
        new ElementWiseVertex(ElementWiseVertex.Op.Max),
        new ElementWiseVertex(ElementWiseVertex.Op.Product),
        new ElementWiseVertex(ElementWiseVertex.Op.Subtract));
  }

  @ParameterizedTest
  @MethodSource("vertices")
  void vertexOfTwo(GraphVertex vertex) {
    GraphBuilder graph =
        graph()
            .addLayer("first", first(), "input")
            .addLayer("second", first(), "input")
            .addVertex("vertex", vertex, "first", "second")
            .setOutputs("vertex");
    same(init(graph), OnnxChecks.random(2, 3, 20, 24));
  }

  @Test
  void verticesOfOne() {
    GraphBuilder graph =
        graph()
            .addLayer("first", first(), "input")
            .addVertex("subset", new SubsetVertex(1, 3), "first")
            .addVertex("scale", new ScaleVertex(2.5), "subset")
            .addVertex("shift", new ShiftVertex(0.5), "scale")
            .setOutputs("shift");
    same(init(graph), OnnxChecks.random(2, 3, 20, 24));
  }

  @Test
  void resizesToAnotherMap() {
    GraphBuilder graph =
        graph()
            .addLayer("first", first(), "input")
            .addLayer("pooled", pooling(PoolingType.MAX, ConvolutionMode.Same, 3, 3, 0), "first")
            .addVertex("resized", new BilinearResizeVertex(), "pooled", "input")
            .setOutputs("resized");
    same(init(graph), OnnxChecks.random(1, 3, 20, 24), OnnxChecks.random(2, 3, 31, 9));
  }

  /** Two convolutions with one batch normalization each; the second is seen by others, too. */
  @Test
  void batchNormalizationBecomesAPartOfTheConvolutionThatNobodyElseSees() {
    GraphBuilder graph =
        graph()
            .addLayer("first", first(), "input")
            .addLayer("normal", new BatchNormalization.Builder().build(), "first")
            .addLayer("second", first(), "normal")
            .setOutputs("second");
    assertEquals(3, same(init(graph), OnnxChecks.random(2, 3, 20, 24)).nodes());
    graph =
        graph()
            .addLayer("first", first(), "input")
            .addLayer("normal", new BatchNormalization.Builder().build(), "first")
            .addVertex("both", new MergeVertex(), "first", "normal")
            .setOutputs("both");
    assertEquals(4, same(init(graph), OnnxChecks.random(2, 3, 20, 24)).nodes());
  }

  @Test
  void classifierOfLayers() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.RELU).build())
                .layer(pooling(PoolingType.MAX, ConvolutionMode.Truncate, 2, 2, 0))
                .layer(new DenseLayer.Builder().nOut(7).activation(Activation.TANH).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutionalFlat(12, 14, 1))
                .build());
    network.init();
    Path file = folder.resolve("model.onnx");
    OnnxExport.write(network, file);
    OnnxChecks.same(network.toComputationGraph(), file, OnnxChecks.random(3, 12 * 14));
  }

  @Test
  void pixelwiseOutput() {
    GraphBuilder graph =
        graph()
            .addLayer("first", first(), "input")
            .addLayer(
                "loss",
                new CnnLossLayer.Builder(LossFunction.MCXENT)
                    .activation(Activation.SOFTMAX)
                    .build(),
                "first")
            .setOutputs("loss");
    same(init(graph), OnnxChecks.random(2, 3, 20, 24));
  }

  static List<DataType> types() {
    return List.of(DataType.DOUBLE, DataType.HALF);
  }

  /** Numbers become floats; half precision itself computes too roughly to be compared with. */
  @ParameterizedTest
  @MethodSource("types")
  void otherPrecisionsBecomeFloats(DataType type) {
    ComputationGraph network =
        init(graph().addLayer("first", first(), "input").setOutputs("first")).convertDataType(type);
    Path file = folder.resolve("model.onnx");
    OnnxExport.write(network, file);
    OnnxChecks.same(network.convertDataType(DataType.FLOAT), file, OnnxChecks.random(2, 3, 20, 24));
  }

  @Test
  void refusesWhatHasNoForm() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LSTM.Builder().nIn(2).nOut(3).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(3)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    Path file = folder.resolve("model.onnx");
    String message =
        assertThrows(IllegalArgumentException.class, () -> OnnxExport.write(network, file))
            .getMessage();
    assertTrue(message.contains("LSTM") && !message.contains("\n"), message);
    assertFalse(Files.exists(file));
  }

  @Test
  void refusesAFolder() {
    ComputationGraph network =
        init(graph().addLayer("first", first(), "input").setOutputs("first"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> OnnxExport.write(network, folder))
            .getMessage();
    assertTrue(message.startsWith("model is " + folder), message);
  }

  /** What was there before is replaced, and nothing is left beside it. */
  @Test
  void replacesAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("model.onnx"), "another");
    ComputationGraph network =
        init(graph().addLayer("first", first(), "input").setOutputs("first"));
    OnnxExport.Report report = OnnxExport.write(network, file);
    assertEquals(Files.size(file), report.bytes());
    assertTrue(report.difference().orElseThrow() < 1e-4, report::toString);
    assertEquals(1, folder.toFile().list().length);
  }
}
