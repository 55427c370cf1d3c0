package org.dl4jvision.layer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.loss.LossExpressions;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.BoxLoss;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Analytic against numerical gradients through whole networks. */
class SegmentationLossLayerGradientTest {

  private DataType globalType;

  @BeforeEach
  void useDouble() {
    globalType = Nd4j.dataType();
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @AfterEach
  void restoreType() {
    Nd4j.setDefaultDataTypes(globalType, globalType);
  }

  /** Every format with every mask; the graph gets batches of 3 where the other gets 1. */
  static Stream<Case> cases(boolean graph) {
    List<Case> cases = new ArrayList<>();
    for (FeatureMaps maps : FeatureMaps.values()) {
      for (MaskForm mask : MaskForm.values()) {
        boolean odd = cases.size() % 2 == 1;
        Activation activation = odd ? Activation.SIGMOID : Activation.SOFTMAX;
        cases.add(new Case(maps, odd == graph ? 3 : 1, mask, activation, odd, !odd));
      }
    }
    return cases.stream();
  }

  static Stream<Case> networkCases() {
    return cases(false);
  }

  static Stream<Case> graphCases() {
    return cases(true);
  }

  record Case(
      FeatureMaps maps,
      int batch,
      MaskForm maskForm,
      Activation activation,
      boolean classIndices,
      boolean miniBatch) {

    INDArray features() {
      return maps.random(batch, 2);
    }

    INDArray labels() {
      return classIndices ? maps.classIndices(batch) : maps.oneHot(batch);
    }

    INDArray mask() {
      return maskForm.mask(maps, batch);
    }
  }

  @ParameterizedTest
  @MethodSource("networkCases")
  void multiLayerNetwork(Case c) {
    MultiLayerNetwork network = Networks.sequential(c.maps, c.activation, c.miniBatch);
    assertGradient(network, c.features(), c.labels(), c.mask());
  }

  private static void assertGradient(
      MultiLayerNetwork network, INDArray features, INDArray labels, INDArray mask) {
    assertTrue(
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.MLNConfig()
                .net(network)
                .input(features)
                .labels(labels)
                .labelMask(mask)
                .subset(true)
                .maxPerParam(6)
                .epsilon(1e-6)
                .maxRelError(1e-5)
                .minAbsoluteError(1e-8)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)));
  }

  static Stream<Arguments> lossCases() {
    Stream<String> expressions =
        Stream.concat(
            Losses.types().stream()
                .filter(type -> !BoxLoss.class.isAssignableFrom(type.lossClass()))
                .map(LossExpressions::shortest),
            Stream.of("2*dice(squared=false) + cross-entropy(ignoreIndex=2)"));
    return expressions.flatMap(
        loss -> Arrays.stream(FeatureMaps.values()).map(maps -> Arguments.of(loss, maps)));
  }

  /** The library's own losses, with a one-channel mask and class indices. */
  @ParameterizedTest
  @MethodSource("lossCases")
  void losses(String loss, FeatureMaps maps) {
    boolean binary = loss.startsWith("binary");
    Layer layer =
        new SegmentationLossLayer.Builder(Losses.parse(loss))
            .activation(binary ? Activation.SIGMOID : Activation.SOFTMAX)
            .build();
    INDArray labels = binary ? maps.oneHot(3) : maps.classIndices(3);
    assertGradient(
        Networks.sequential(maps, layer, true, WorkspaceMode.ENABLED),
        maps.random(3, 2),
        labels,
        MaskForm.ONE_CHANNEL.mask(maps, 3));
  }

  @ParameterizedTest
  @MethodSource("graphCases")
  void computationGraph(Case c) {
    ComputationGraph network =
        Networks.sequential(c.maps, c.activation, c.miniBatch).toComputationGraph();
    INDArray mask = c.mask();
    assertTrue(
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.GraphConfig()
                .net(network)
                .inputs(new INDArray[] {c.features()})
                .labels(new INDArray[] {c.labels()})
                .labelMask(mask == null ? null : new INDArray[] {mask})
                .subset(true)
                .maxPerParam(6)
                .epsilon(1e-6)
                .maxRelError(1e-5)
                .minAbsoluteError(1e-8)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)));
  }
}
