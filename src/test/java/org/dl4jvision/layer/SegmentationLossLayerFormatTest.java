package org.dl4jvision.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.loss.Losses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** The layer alone, in every data format, against the loss called directly. */
class SegmentationLossLayerFormatTest {

  private static final int BATCH = 3;
  private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

  static Stream<Arguments> formatsAndMasks() {
    return Arrays.stream(FeatureMaps.values())
        .flatMap(maps -> Arrays.stream(MaskForm.values()).map(mask -> Arguments.of(maps, mask)));
  }

  @ParameterizedTest
  @MethodSource("formatsAndMasks")
  void handsTheLossChannelsFirst(FeatureMaps maps, MaskForm maskForm) {
    FeatureMaps first = maps.channelsFirst();
    INDArray mask = maskForm.mask(first, BATCH);
    INDArray logits = first.random(BATCH, FeatureMaps.CLASSES);
    INDArray labels = first.oneHot(BATCH);
    ImageLoss loss = new ImageLoss();
    IActivation softmax = Activation.SOFTMAX.getActivationFunction();

    IOutputLayer layer = layer(maps, Activation.SOFTMAX);
    layer.setInput(maps.fromChannelsFirst(logits), NO_WORKSPACES);
    layer.setLabels(maps.fromChannelsFirst(labels));
    layer.setMaskArray(mask == null ? null : maps.fromChannelsFirst(mask));

    INDArray gradient = layer.backpropGradient(null, NO_WORKSPACES).getSecond();
    assertClose(
        maps.fromChannelsFirst(loss.computeGradient(labels, logits, softmax, mask)), gradient);
    INDArray each = loss.computeScoreArray(labels, logits, softmax, mask);
    assertClose(each.add(0.5), layer.computeScoreForExamples(0.5, NO_WORKSPACES));
    assertEquals(
        each.meanNumber().doubleValue() + 0.5, layer.computeScore(0.5, true, NO_WORKSPACES), 1e-6);
    assertEquals(layer.computeScore(0.5, true, NO_WORKSPACES), layer.score());
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void softmaxNormalisesTheChannels(FeatureMaps maps) {
    INDArray logits = maps.random(BATCH, FeatureMaps.CLASSES).muli(5);
    INDArray before = logits.dup();
    INDArray out = layer(maps, Activation.SOFTMAX).activate(logits, false, NO_WORKSPACES);
    assertArrayEquals(logits.shape(), out.shape());
    assertEquals(before, logits, "the input is left as it is");
    int channel = maps.channelsLast ? logits.rank() - 1 : 1;
    for (int i = 0; i < out.tensorsAlongDimension(channel); i++) {
      double[] z = logits.tensorAlongDimension(i, channel).toDoubleVector();
      double sum = Arrays.stream(z).map(Math::exp).sum();
      double[] p = Arrays.stream(z).map(v -> Math.exp(v) / sum).toArray();
      assertArrayEquals(p, out.tensorAlongDimension(i, channel).toDoubleVector(), 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void halfPrecision(FeatureMaps maps) {
    IOutputLayer layer = layer(maps, Activation.SOFTMAX);
    INDArray logits = maps.random(BATCH, FeatureMaps.CLASSES);
    INDArray expected = layer.activate(logits, false, NO_WORKSPACES);
    INDArray half = layer.activate(logits.castTo(DataType.HALF), false, NO_WORKSPACES);
    assertEquals(DataType.HALF, half.dataType());
    assertTrue(expected.equalsWithEps(half.castTo(DataType.FLOAT), 2e-3));
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void elementwiseActivation(FeatureMaps maps) {
    INDArray logits = maps.random(BATCH, 1);
    INDArray before = logits.dup();
    INDArray out = layer(maps, Activation.SIGMOID).activate(logits, false, NO_WORKSPACES);
    assertClose(Activation.SIGMOID.getActivationFunction().getActivation(logits.dup(), false), out);
    assertEquals(before, logits, "the input is left as it is");
  }

  /** What a loss is given, and what it gives back. */
  private interface Watch {
    INDArray gradient(INDArray labels, INDArray logits, INDArray mask, INDArray gradient);
  }

  /** A loss that is watched. */
  public static final class WatchedLoss extends ImageLoss {
    private transient Watch watch;

    @Override
    public INDArray computeGradient(INDArray y, INDArray z, IActivation activation, INDArray w) {
      return watch.gradient(y, z, w, super.computeGradient(y, z, activation, w));
    }
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void copiesNothing(FeatureMaps maps) {
    INDArray logits = maps.random(BATCH, FeatureMaps.CLASSES);
    INDArray labels = maps.oneHot(BATCH);
    INDArray mask = MaskForm.ONE_CHANNEL.mask(maps, BATCH);
    long[] shape = maps.channelsFirst().shape(BATCH, FeatureMaps.CLASSES);
    INDArray[] returned = new INDArray[1];
    WatchedLoss loss = new WatchedLoss();
    loss.watch =
        (y, z, w, gradient) -> {
          assertArrayEquals(shape, z.shape());
          assertSame(logits.data().originalDataBuffer(), z.data().originalDataBuffer());
          assertTrue(sameMemory(logits, z) && sameMemory(labels, y) && sameMemory(mask, w));
          returned[0] = logits.ulike();
          return maps.channelsFirstView(returned[0]).assign(gradient);
        };
    IOutputLayer layer = layer(new SegmentationLossLayer.Builder(loss), maps);
    layer.setInput(logits, NO_WORKSPACES);
    layer.setLabels(labels);
    layer.setMaskArray(mask);
    INDArray gradient = layer.backpropGradient(null, NO_WORKSPACES).getSecond();
    assertTrue(sameMemory(returned[0], gradient));
  }

  /** The library's losses lay their gradient out like the predictions, so it needs no copy. */
  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void losses(FeatureMaps maps) {
    FeatureMaps first = maps.channelsFirst();
    INDArray logits = first.random(BATCH, FeatureMaps.CLASSES);
    INDArray mask = MaskForm.ONE_CHANNEL.mask(first, BATCH);
    ILossFunction loss = Losses.parse("dice + cross-entropy");
    IActivation softmax = Activation.SOFTMAX.getActivationFunction();

    INDArray predictions = maps.channelsFirstView(maps.fromChannelsFirst(logits));
    assertTrue(
        Shape.hasDefaultStridesForShape(
            maps.fromChannelsFirstView(
                loss.computeGradient(first.classIndices(BATCH), predictions, softmax, mask))));

    IOutputLayer layer = layer(new SegmentationLossLayer.Builder(loss), maps);
    layer.setInput(maps.fromChannelsFirst(logits), NO_WORKSPACES);
    layer.setLabels(maps.classIndices(BATCH));
    layer.setMaskArray(maps.fromChannelsFirst(mask));
    assertClose(
        maps.fromChannelsFirst(loss.computeGradient(first.oneHot(BATCH), logits, softmax, mask)),
        layer.backpropGradient(null, NO_WORKSPACES).getSecond());
    assertClose(
        loss.computeScoreArray(first.oneHot(BATCH), logits, softmax, mask),
        layer.computeScoreForExamples(0, NO_WORKSPACES));
  }

  private static boolean sameMemory(INDArray a, INDArray b) {
    return a.data().address() == b.data().address();
  }

  /** DL4J's convolutions hand feature masks on with one channel in second place, also in NHWC. */
  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void acceptsAChannelsFirstMask(FeatureMaps maps) {
    FeatureMaps first = maps.channelsFirst();
    INDArray mask = MaskForm.ONE_CHANNEL.mask(first, BATCH);
    IOutputLayer layer = layer(maps, Activation.SOFTMAX);
    layer.setInput(maps.random(BATCH, FeatureMaps.CLASSES), NO_WORKSPACES);
    layer.setLabels(maps.oneHot(BATCH));
    layer.setMaskArray(maps.fromChannelsFirst(mask));
    double expected = layer.computeScore(0, true, NO_WORKSPACES);
    layer.setMaskArray(mask);
    assertEquals(expected, layer.computeScore(0, true, NO_WORKSPACES), 1e-9);
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void classIndicesAndOtherTypes(FeatureMaps maps) {
    IOutputLayer layer = layer(maps, Activation.SOFTMAX);
    layer.setInput(maps.random(BATCH, FeatureMaps.CLASSES), NO_WORKSPACES);
    layer.setLabels(maps.oneHot(BATCH));
    double expected = layer.computeScore(0, true, NO_WORKSPACES);
    for (DataType type : List.of(DataType.FLOAT, DataType.INT, DataType.UBYTE, DataType.DOUBLE)) {
      layer.setLabels(maps.classIndices(BATCH).castTo(type));
      assertEquals(expected, layer.computeScore(0, true, NO_WORKSPACES), 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void f1Score(FeatureMaps maps) {
    INDArray labels = maps.oneHot(BATCH);
    IOutputLayer layer = layer(maps, Activation.SOFTMAX);
    assertEquals(1, layer.f1Score(labels.mul(9), labels), 1e-9);
    INDArray wrong = labels.mul(9);
    wrong.get(NDArrayIndex.point(0)).assign(wrong.get(NDArrayIndex.point(0)).rsub(9));
    assertTrue(layer.f1Score(wrong, labels) < 0.9);
  }

  private static IOutputLayer layer(FeatureMaps maps, Activation activation) {
    return layer(new SegmentationLossLayer.Builder(new ImageLoss()).activation(activation), maps);
  }

  private static IOutputLayer layer(SegmentationLossLayer.Builder builder, FeatureMaps maps) {
    NeuralNetConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .layer(builder.dataFormat(maps.dataFormat()).build())
            .build();
    return (IOutputLayer) conf.getLayer().instantiate(conf, null, 0, null, true, DataType.FLOAT);
  }

  private static void assertClose(INDArray expected, INDArray actual) {
    assertArrayEquals(expected.shape(), actual.shape());
    assertArrayEquals(expected.dup('c').data().asDouble(), actual.dup('c').data().asDouble(), 1e-6);
  }
}
