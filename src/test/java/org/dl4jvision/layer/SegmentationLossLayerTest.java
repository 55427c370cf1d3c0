package org.dl4jvision.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.loss.LossDice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.evaluation.classification.EvaluationBinary;
import org.nd4j.evaluation.classification.ROCMultiClass;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** All that DL4J does with an output layer, in every data format. */
class SegmentationLossLayerTest {

  private static final int BATCH = 3;

  private static MultiLayerNetwork network(FeatureMaps maps) {
    return Networks.sequential(maps, Activation.SOFTMAX, true);
  }

  private static DataSet data(FeatureMaps maps, MaskForm mask) {
    return new DataSet(maps.random(BATCH, 2), maps.oneHot(BATCH), null, mask.mask(maps, BATCH));
  }

  private static SingletonDataSetIterator iterator(DataSet data) {
    return new SingletonDataSetIterator(data);
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void scoreIsTheMeanOverTheExamples(FeatureMaps maps) {
    for (MaskForm mask : MaskForm.values()) {
      DataSet data = data(maps, mask);
      MultiLayerNetwork network = network(maps);
      ComputationGraph graph = network.toComputationGraph();
      INDArray each = network.scoreExamples(data, true);
      assertArrayEquals(new long[] {BATCH, 1}, each.shape());
      assertEquals(each.meanNumber().doubleValue(), network.score(data), 1e-6);
      assertEquals(each.meanNumber().doubleValue(), graph.score(data), 1e-6);
      assertEquals(each, graph.scoreExamples(data, true));
      double regularisation = network.calcRegularizationScore(true);
      assertTrue(regularisation > 0);
      assertEquals(
          each.meanNumber().doubleValue() - regularisation,
          network.scoreExamples(data, false).meanNumber().doubleValue(),
          1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void withoutMiniBatchScoreAndGradientAreSums(FeatureMaps maps) {
    DataSet data = data(maps, MaskForm.SPATIAL);
    MultiLayerNetwork mean = network(maps);
    MultiLayerNetwork sum = Networks.sequential(maps, Activation.SOFTMAX, false);
    double regularisation = mean.calcRegularizationScore(true);
    assertEquals(
        BATCH * (mean.score(data) - regularisation), sum.score(data) - regularisation, 1e-5);
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void copiesOfAnImageChangeNothing(FeatureMaps maps) {
    INDArray features = maps.random(1, 2);
    INDArray labels = maps.oneHot(1);
    MultiLayerNetwork one = network(maps);
    MultiLayerNetwork four = network(maps);
    one.fit(new DataSet(features, labels));
    four.fit(
        new DataSet(
            Nd4j.concat(0, features, features, features, features),
            Nd4j.concat(0, labels, labels, labels, labels)));
    assertEquals(one.score(), four.score(), 1e-6);
    assertTrue(one.params().equalsWithEps(four.params(), 1e-5));
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void workspacesChangeNothing(FeatureMaps maps) {
    DataSet data = data(maps, MaskForm.ONE_CHANNEL);
    MultiLayerNetwork with = network(maps);
    MultiLayerNetwork without =
        Networks.sequential(maps, Activation.SOFTMAX, true, WorkspaceMode.NONE);
    ComputationGraph graphWith = with.toComputationGraph();
    ComputationGraph graphWithout = without.toComputationGraph();
    double before = with.score(data);
    for (int i = 0; i < 5; i++) {
      with.fit(data);
      without.fit(data);
      graphWith.fit(data);
      graphWithout.fit(data);
    }
    assertTrue(with.score(data) < before, "learns");
    assertEquals(with.params(), without.params());
    assertEquals(with.params(), graphWith.params());
    assertEquals(with.params(), graphWithout.params());
    assertEquals(with.output(data.getFeatures()), without.output(data.getFeatures()));
    assertEquals(with.output(data.getFeatures()), graphWith.outputSingle(data.getFeatures()));
    assertArrayEquals(
        maps.shape(BATCH, FeatureMaps.CLASSES), with.output(data.getFeatures()).shape());
  }

  @ParameterizedTest
  @EnumSource(WorkspaceMode.class)
  void gradientOutsideOfTheWorkspaces(WorkspaceMode workspaces) {
    for (FeatureMaps maps : List.of(FeatureMaps.NCHW, FeatureMaps.NHWC)) {
      MultiLayerNetwork network =
          Networks.sequential(
              maps,
              new SegmentationLossLayer.Builder(new ConstantGradientLoss()).build(),
              true,
              workspaces);
      ComputationGraph graph = network.toComputationGraph();
      INDArray before = network.params().dup();
      network.fit(data(maps, MaskForm.NONE));
      graph.fit(data(maps, MaskForm.NONE));
      assertNotEquals(before, network.params());
      assertEquals(network.params(), graph.params());
    }
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void survivesSerialisation(FeatureMaps maps) throws IOException {
    MultiLayerNetwork network = Networks.sequential(maps, Activation.SIGMOID, true);
    DataSet data = data(maps, MaskForm.ONE_CHANNEL);
    network.fit(data);
    double score = network.score(data);
    MultiLayerConfiguration conf = network.getLayerWiseConfigurations();
    assertEquals(conf, MultiLayerConfiguration.fromJson(conf.toJson()));
    assertEquals(conf, MultiLayerConfiguration.fromYaml(conf.toYaml()));
    SegmentationLossLayer restored =
        (SegmentationLossLayer)
            MultiLayerConfiguration.fromJson(conf.toJson()).getConf(2).getLayer();
    assertEquals(maps.channelsLast, restored.isChannelsLast());
    assertEquals(new ImageLoss(), restored.getLossFn());
    assertEquals("sigmoid", restored.getActivationFn().toString());
    assertEquals("loss", restored.getLayerName());
    assertEquals(FeatureMaps.CLASSES, restored.getNOut());
    assertEquals(conf.getConf(2).getLayer().hashCode(), restored.hashCode());
    assertEquals(score, network.clone().score(data), 1e-7);

    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, file, true);
    MultiLayerNetwork read =
        ModelSerializer.restoreMultiLayerNetwork(
            new ByteArrayInputStream(file.toByteArray()), true);
    assertEquals(score, read.score(data), 1e-7);
    assertEquals(network.output(data.getFeatures()), read.output(data.getFeatures()));

    ComputationGraph graph = network.toComputationGraph();
    ComputationGraphConfiguration graphConf = graph.getConfiguration();
    assertEquals(graphConf, ComputationGraphConfiguration.fromJson(graphConf.toJson()));
    assertEquals(graphConf, ComputationGraphConfiguration.fromYaml(graphConf.toYaml()));
    file.reset();
    ModelSerializer.writeModel(graph, file, true);
    ComputationGraph readGraph =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()), true);
    assertEquals(score, readGraph.score(data), 1e-7);
    assertEquals(score, graph.clone().score(data), 1e-7);
    assertEquals(
        score, network.convertDataType(DataType.DOUBLE).score(data), 1e-5, "another data type");
  }

  @Test
  void equality() {
    SegmentationLossLayer layer = new SegmentationLossLayer.Builder(new ImageLoss()).build();
    assertEquals(layer, new SegmentationLossLayer.Builder(new ImageLoss()).build());
    assertEquals(layer, layer.clone());
    assertNotEquals(
        layer,
        new SegmentationLossLayer.Builder(new ImageLoss()).dataFormat(CNN2DFormat.NHWC).build());
    assertNotEquals(
        layer,
        new SegmentationLossLayer.Builder(new ImageLoss()).activation(Activation.SIGMOID).build());
    assertTrue(layer.toString().contains("ImageLoss"), layer.toString());
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void transferLearning(FeatureMaps maps) {
    MultiLayerNetwork network = network(maps);
    DataSet data = data(maps, MaskForm.NONE);
    FineTuneConfiguration fineTune =
        new FineTuneConfiguration.Builder().updater(new Sgd(0.1)).build();

    MultiLayerNetwork frozen =
        new TransferLearning.Builder(network)
            .fineTuneConfiguration(fineTune)
            .setFeatureExtractor(0)
            .build();
    INDArray first = frozen.getLayer(0).params().dup();
    frozen.fit(data);
    assertEquals(first, frozen.getLayer(0).params());
    assertNotEquals(network.getLayer(1).params(), frozen.getLayer(1).params());

    MultiLayerNetwork otherHead =
        new TransferLearning.Builder(network)
            .fineTuneConfiguration(fineTune)
            .removeLayersFromOutput(2)
            .addLayer(head(maps, FeatureMaps.CLASSES))
            .addLayer(
                new SegmentationLossLayer.Builder(new ImageLoss())
                    .dataFormat(maps.dataFormat())
                    .build())
            .build();
    otherHead.fit(data);
    assertEquals(
        maps.channelsLast,
        ((SegmentationLossLayer) otherHead.getLayer(2).conf().getLayer()).isChannelsLast());

    if (maps == FeatureMaps.NWC) {
      return; // nOutReplace fails for DL4J's recurrent layers, whose initialiser wants a format
    }
    MultiLayerNetwork fiveClasses =
        new TransferLearning.Builder(network)
            .fineTuneConfiguration(fineTune)
            .nOutReplace(1, 5, WeightInit.XAVIER)
            .build();
    assertArrayEquals(maps.shape(BATCH, 5), fiveClasses.output(data.getFeatures()).shape());
    assertEquals(5, ((SegmentationLossLayer) fiveClasses.getLayer(2).conf().getLayer()).getNOut());

    ComputationGraph fiveClassesGraph =
        new TransferLearning.GraphBuilder(network.toComputationGraph())
            .fineTuneConfiguration(fineTune)
            .nOutReplace("1", 5, WeightInit.XAVIER)
            .build();
    assertArrayEquals(
        maps.shape(BATCH, 5), fiveClassesGraph.outputSingle(data.getFeatures()).shape());
  }

  private static org.deeplearning4j.nn.conf.layers.Layer head(FeatureMaps maps, int channels) {
    var layer = (org.deeplearning4j.nn.conf.layers.FeedForwardLayer) maps.head(channels);
    layer.setNIn(2);
    layer.setWeightInitFn(WeightInit.XAVIER.getWeightInitFunction());
    return layer;
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void summaryAndMemoryReport(FeatureMaps maps) {
    MultiLayerNetwork network = network(maps);
    assertTrue(network.summary().contains("SegmentationLossLayer"), network.summary());
    assertTrue(network.summary(maps.inputType(2)).contains("SegmentationLossLayer"));
    assertTrue(network.toComputationGraph().summary().contains("SegmentationLossLayer"));
    assertEquals(
        network.layerSize(1), network.layerSize(2), "channels are known to DL4J's own accessors");
    LayerMemoryReport report =
        network
            .getLayerWiseConfigurations()
            .getConf(2)
            .getLayer()
            .getMemoryReport(maps.inputType(FeatureMaps.CLASSES));
    assertEquals(0, report.getParameterSize());
    assertFalse(report.toString().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void evaluation(FeatureMaps maps) {
    MultiLayerNetwork network = network(maps);
    ComputationGraph graph = network.toComputationGraph();
    DataSet data = data(maps, MaskForm.NONE);
    int axis = maps.channelsLast ? maps.spatial.length + 1 : 1;
    INDArray right =
        network
            .output(data.getFeatures())
            .argMax(axis)
            .eq(data.getLabels().argMax(axis))
            .castTo(DataType.DOUBLE);

    Evaluation evaluation = new Evaluation();
    evaluation.setAxis(axis);
    network.doEvaluation(iterator(data), evaluation);
    assertEquals(right.meanNumber().doubleValue(), evaluation.accuracy(), 1e-6);
    Evaluation ofGraph = new Evaluation();
    ofGraph.setAxis(axis);
    graph.doEvaluation(iterator(data), ofGraph);
    assertEquals(evaluation.accuracy(), ofGraph.accuracy());
    if (!maps.channelsLast) {
      assertEquals(evaluation.accuracy(), network.evaluate(iterator(data)).accuracy());
      assertEquals(evaluation.accuracy(), graph.<Evaluation>evaluate(iterator(data)).accuracy());
      assertEquals(evaluation.f1(), network.f1Score(data), 1e-6);
      ROCMultiClass roc = network.evaluateROCMultiClass(iterator(data), 0);
      assertTrue(roc.calculateAverageAUC() > 0);
    }
    EvaluationBinary binary = new EvaluationBinary();
    binary.setAxis(axis);
    network.doEvaluation(iterator(data), binary);
    assertEquals(right.length(), binary.totalCount(0));
  }

  @Test
  void evaluationOfAnActivationOutsideZeroToOneIsRefused() {
    MultiLayerNetwork network = Networks.sequential(FeatureMaps.NCHW, Activation.TANH, true);
    Throwable refusal =
        assertThrows(
            IllegalStateException.class,
            () -> network.evaluate(iterator(data(FeatureMaps.NCHW, MaskForm.NONE))));
    assertTrue(refusal.getMessage().contains("SegmentationLossLayer"), refusal.getMessage());
  }

  /** Without a label mask, the feature mask that went through the network is used. */
  @Test
  void featureMask() {
    MultiLayerNetwork network = network(FeatureMaps.NCHW);
    DataSet data = data(FeatureMaps.NCHW, MaskForm.ONE_CHANNEL);
    DataSet byFeatures =
        new DataSet(data.getFeatures(), data.getLabels(), data.getLabelsMaskArray(), null);
    assertEquals(network.score(data), network.score(byFeatures), 1e-7);
    DataSet unmasked = data(FeatureMaps.NCHW, MaskForm.NONE);
    assertNotEquals(network.score(data), network.score(unmasked), 1e-4);
    network.fit(data);
    assertEquals(network.score(unmasked), network.clone().score(unmasked), 1e-9, "no mask is left");
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void classIndices(FeatureMaps maps) {
    MultiLayerNetwork network = network(maps);
    DataSet oneHot = data(maps, MaskForm.SPATIAL);
    DataSet indices =
        new DataSet(
            oneHot.getFeatures(), maps.classIndices(BATCH), null, oneHot.getLabelsMaskArray());
    assertEquals(network.score(oneHot), network.score(indices), 1e-6);
  }

  @Test
  void graphWithTwoOutputs() {
    FeatureMaps maps = FeatureMaps.NHWC;
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs("in")
                .addLayer("a", maps.head(FeatureMaps.CLASSES), "in")
                .addLayer("b", maps.head(FeatureMaps.CLASSES), "in")
                .addLayer("lossA", new SegmentationLossLayer.Builder(new ImageLoss()).build(), "a")
                .addLayer("lossB", new SegmentationLossLayer.Builder(new ImageLoss()).build(), "b")
                .setOutputs("lossA", "lossB")
                .setInputTypes(maps.inputType(2))
                .build());
    graph.init();
    var data =
        new org.nd4j.linalg.dataset.MultiDataSet(
            new INDArray[] {maps.random(BATCH, 2)},
            new INDArray[] {maps.oneHot(BATCH), maps.classIndices(BATCH)});
    double before = graph.score(data);
    assertEquals(graph.scoreExamples(data, true).meanNumber().doubleValue(), before, 1e-6);
    graph.fit(data);
    assertTrue(graph.score(data) < before);
  }

  @Test
  void flatImages() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(FeatureMaps.NCHW.head(FeatureMaps.CLASSES))
                .layer(new SegmentationLossLayer.Builder(new ImageLoss()).build())
                .setInputType(InputType.convolutionalFlat(4, 3, 2))
                .build());
    network.init();
    INDArray features = FeatureMaps.NCHW.random(BATCH, 2).reshape(BATCH, 24);
    network.fit(new DataSet(features, FeatureMaps.NCHW.oneHot(BATCH)));
    assertArrayEquals(
        new long[] {BATCH, FeatureMaps.CLASSES, 4, 3}, network.output(features).shape());
  }

  @Test
  void softmaxIsTheDefaultWhateverTheGlobalActivation() {
    MultiLayerConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .activation(Activation.RELU)
            .list()
            .layer(new ConvolutionLayer.Builder(1, 1).nIn(2).nOut(2).build())
            .layer(
                new SegmentationLossLayer.Builder(new ImageLoss())
                    .dataFormat(CNN2DFormat.NHWC)
                    .build())
            .build();
    SegmentationLossLayer layer = (SegmentationLossLayer) conf.getConf(1).getLayer();
    assertTrue(layer.getActivationFn() instanceof ActivationSoftmax);
    assertTrue(layer.isChannelsLast());
  }

  @Test
  void namesTheLayerOfAnInvalidInput() {
    var conf =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(new DenseLayer.Builder().nOut(4).build())
            .layer(new SegmentationLossLayer.Builder(new ImageLoss()).name("cells").build())
            .setInputType(InputType.feedForward(3));
    Throwable refusal = assertThrows(IllegalStateException.class, conf::build);
    assertTrue(refusal.getMessage().contains("\"cells\""), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("InputTypeFeedForward(4)"), refusal.getMessage());
    SegmentationLossLayer layer = new SegmentationLossLayer.Builder(new ImageLoss()).build();
    assertThrows(IllegalStateException.class, () -> layer.getOutputType(1, null));
    InputType sequence = InputType.recurrent(3, 4, RNNFormat.NWC);
    assertEquals(sequence, layer.getOutputType(1, sequence));
  }

  @Test
  void refusesSoftmaxOverOneChannel() {
    SegmentationLossLayer layer =
        new SegmentationLossLayer.Builder(new ImageLoss()).name("cells").build();
    Throwable refusal =
        assertThrows(
            IllegalStateException.class,
            () -> layer.getOutputType(3, InputType.convolutional(4, 4, 1)));
    assertTrue(refusal.getMessage().contains("SIGMOID"), refusal.getMessage());
  }

  @Test
  void refusesRowLosses() {
    Throwable refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new SegmentationLossLayer.Builder(new LossMCXENT()));
    assertTrue(refusal.getMessage().contains("LossMCXENT"), refusal.getMessage());
    assertThrows(NullPointerException.class, () -> new SegmentationLossLayer.Builder(null));
  }

  @Test
  void namesTheShapesOfWrongLabels() {
    MultiLayerNetwork network = network(FeatureMaps.NHWC);
    DataSet channelsFirst =
        new DataSet(FeatureMaps.NHWC.random(BATCH, 2), FeatureMaps.NCHW.oneHot(BATCH));
    Throwable refusal =
        assertThrows(IllegalArgumentException.class, () -> network.fit(channelsFirst));
    assertTrue(refusal.getMessage().contains("\"loss\""), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("[3, 4, 3, 3]"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("[3, 4, 3, 1]"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("got [3, 3, 4, 3]"), refusal.getMessage());
  }

  @Test
  void channelsGivenToTheBuilderSurviveJson() throws Exception {
    SegmentationLossLayer layer = new SegmentationLossLayer.Builder(new LossDice()).nIn(3).build();
    String json = NeuralNetConfiguration.mapper().writeValueAsString(layer);
    SegmentationLossLayer read =
        NeuralNetConfiguration.mapper().readValue(json, SegmentationLossLayer.class);
    assertEquals(3, read.getNIn());
    assertEquals(3, read.getNOut());
    assertEquals(layer, read);
  }
}
