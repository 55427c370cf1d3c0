package org.dl4jvision.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Each defect of DL4J's CnnLossLayer and Cnn3DLossLayer, seen, beside the right behavior of
 * SegmentationLossLayer. A failure of the built-in half means that DL4J has been repaired.
 */
class BuiltInLossLayerDefectsTest {

  private static final int BATCH = 3;

  private static MultiLayerNetwork builtIn(FeatureMaps maps) {
    return builtIn(maps, new ImageLoss(), true);
  }

  private static MultiLayerNetwork builtIn(
      FeatureMaps maps, ILossFunction loss, boolean miniBatch) {
    Layer layer =
        maps.spatial.length == 2
            ? new CnnLossLayer.Builder(loss).activation(Activation.SOFTMAX).build()
            : new Cnn3DLossLayer.Builder((Convolution3D.DataFormat) maps.dataFormat())
                .lossFunction(loss)
                .activation(Activation.SOFTMAX)
                .build();
    return Networks.sequential(maps, layer, miniBatch, WorkspaceMode.ENABLED);
  }

  private static MultiLayerNetwork ours(FeatureMaps maps) {
    return Networks.sequential(maps, Activation.SOFTMAX, true);
  }

  private static DataSet data(FeatureMaps maps, MaskForm mask) {
    return new DataSet(maps.random(BATCH, 2), maps.oneHot(BATCH), null, mask.mask(maps, BATCH));
  }

  @Test
  void scoreInNhwc() {
    DataSet nchw = data(FeatureMaps.NCHW, MaskForm.NONE);
    DataSet nhwc = data(FeatureMaps.NHWC, MaskForm.NONE);
    assertEquals(
        builtIn(FeatureMaps.NCHW).output(nchw.getFeatures()).sumNumber().doubleValue(),
        builtIn(FeatureMaps.NHWC).output(nhwc.getFeatures()).sumNumber().doubleValue(),
        1e-4,
        "the same network");
    assertNotEquals(
        builtIn(FeatureMaps.NCHW).score(nchw), builtIn(FeatureMaps.NHWC).score(nhwc), 0.01);
    assertEquals(ours(FeatureMaps.NCHW).score(nchw), ours(FeatureMaps.NHWC).score(nhwc), 1e-6);
  }

  @Test
  void scoreExamplesInNhwc() {
    DataSet nchw = data(FeatureMaps.NCHW, MaskForm.NONE);
    DataSet nhwc = data(FeatureMaps.NHWC, MaskForm.NONE);
    assertThrows(
        RuntimeException.class, () -> builtIn(FeatureMaps.NHWC).scoreExamples(nhwc, false));
    assertTrue(
        ours(FeatureMaps.NCHW)
            .scoreExamples(nchw, false)
            .equalsWithEps(ours(FeatureMaps.NHWC).scoreExamples(nhwc, false), 1e-6));
  }

  @ParameterizedTest
  @EnumSource(value = MaskForm.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void masksInNhwc(MaskForm mask) {
    DataSet nhwc = data(FeatureMaps.NHWC, mask);
    assertThrows(RuntimeException.class, () -> builtIn(FeatureMaps.NHWC).fit(nhwc));
    ours(FeatureMaps.NHWC).fit(nhwc);
  }

  @Test
  void maskOfOneValueAnImage() {
    DataSet data = data(FeatureMaps.NCHW, MaskForm.ALL_ONES_DIMENSIONS);
    assertThrows(RuntimeException.class, () -> builtIn(FeatureMaps.NCHW).fit(data));
    DataSet column = data(FeatureMaps.NCHW, MaskForm.PER_EXAMPLE);
    assertEquals(ours(FeatureMaps.NCHW).score(column), ours(FeatureMaps.NCHW).score(data), 1e-7);
  }

  @Test
  void masksIn3d() {
    for (MaskForm mask : new MaskForm[] {MaskForm.PER_EXAMPLE, MaskForm.SPATIAL}) {
      DataSet data = data(FeatureMaps.NCDHW, mask);
      assertThrows(RuntimeException.class, () -> builtIn(FeatureMaps.NCDHW).fit(data));
      ours(FeatureMaps.NCDHW).fit(data);
    }
  }

  /** A picture beside itself is the same picture to a loss of one number an image. */
  @Test
  void scoreGrowsWithTheImage() {
    FeatureMaps maps = FeatureMaps.NCHW;
    INDArray features = Nd4j.rand(BATCH, 2, 4, 3);
    INDArray labels = maps.oneHot(BATCH);
    DataSet small = new DataSet(features, labels);
    DataSet twice = new DataSet(Nd4j.concat(3, features, features), Nd4j.concat(3, labels, labels));
    MultiLayerNetwork builtIn = pointwise(builtInLayer());
    assertEquals(2 * builtIn.score(small), builtIn.score(twice), 1e-4);
    MultiLayerNetwork ours = pointwise(new SegmentationLossLayer.Builder(new ImageLoss()).build());
    assertEquals(ours.score(small), ours.score(twice), 1e-6);
  }

  private static Layer builtInLayer() {
    return new CnnLossLayer.Builder(new ImageLoss()).activation(Activation.SOFTMAX).build();
  }

  private static MultiLayerNetwork pointwise(Layer output) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(1, 1)
                        .nOut(3)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(output)
                .setInputType(InputType.convolutional(4, 3, 2))
                .build());
    network.init();
    return network;
  }

  @Test
  void nullActivationInheritsTheGlobalOne() {
    assertEquals("relu", globalRelu(new CnnLossLayer.Builder(new ImageLoss()).build()).toString());
    assertEquals(
        "softmax",
        globalRelu(new SegmentationLossLayer.Builder(new ImageLoss()).build()).toString());
  }

  private static Object globalRelu(Layer output) {
    return ((BaseLayer)
            new NeuralNetConfiguration.Builder()
                .activation(Activation.RELU)
                .list()
                .layer(output)
                .build()
                .getConf(0)
                .getLayer())
        .getActivationFn();
  }

  @Test
  void scoreAndGradientWithoutMiniBatch() {
    DataType before = Nd4j.dataType();
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    try {
      DataSet data = data(FeatureMaps.NCHW, MaskForm.NONE);
      assertFalse(gradientsAgree(builtIn(FeatureMaps.NCHW, new ImageLoss(), false), data));
      assertTrue(
          gradientsAgree(Networks.sequential(FeatureMaps.NCHW, Activation.SOFTMAX, false), data));
    } finally {
      Nd4j.setDefaultDataTypes(before, before);
    }
  }

  private static boolean gradientsAgree(MultiLayerNetwork network, DataSet data) {
    return GradientCheckUtil.checkGradients(
        new GradientCheckUtil.MLNConfig()
            .net(network)
            .input(data.getFeatures())
            .labels(data.getLabels())
            .subset(true)
            .maxPerParam(5)
            .epsilon(1e-6)
            .maxRelError(1e-5)
            .minAbsoluteError(1e-8)
            .exitOnFirstError(true)
            .print(GradientCheckUtil.PrintMode.FAILURES_ONLY));
  }

  @Test
  void gradientOutsideOfTheWorkspaces() {
    DataSet data = data(FeatureMaps.NCHW, MaskForm.NONE);
    assertThrows(
        RuntimeException.class,
        () -> builtIn(FeatureMaps.NCHW, new ConstantGradientLoss(), true).fit(data));
    Networks.sequential(
            FeatureMaps.NCHW,
            new SegmentationLossLayer.Builder(new ConstantGradientLoss()).build(),
            true,
            WorkspaceMode.ENABLED)
        .fit(data);
  }

  @Test
  void f1Score() {
    DataSet data = data(FeatureMaps.NCHW, MaskForm.NONE);
    INDArray logits = data.getLabels().mul(9);
    IOutputLayer builtIn = (IOutputLayer) builtIn(FeatureMaps.NCHW).getOutputLayer();
    assertThrows(RuntimeException.class, () -> builtIn.f1Score(logits, data.getLabels()));
    IOutputLayer ours = (IOutputLayer) ours(FeatureMaps.NCHW).getOutputLayer();
    assertEquals(1, ours.f1Score(logits, data.getLabels()), 1e-9);
  }
}
