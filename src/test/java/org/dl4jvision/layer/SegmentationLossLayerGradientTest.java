package org.dl4jvision.layer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
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

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (FeatureMaps maps : FeatureMaps.values()) {
      for (int batch : new int[] {1, 3}) {
        for (MaskForm mask : MaskForm.values()) {
          boolean odd = cases.size() % 2 == 1;
          cases.add(
              new Case(
                  maps, batch, mask, odd ? Activation.SIGMOID : Activation.SOFTMAX, odd, !odd));
        }
      }
    }
    return cases.stream();
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
  @MethodSource("cases")
  void multiLayerNetwork(Case c) {
    MultiLayerNetwork network = Networks.sequential(c.maps, c.activation, c.miniBatch);
    assertTrue(
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.MLNConfig()
                .net(network)
                .input(c.features())
                .labels(c.labels())
                .labelMask(c.mask())
                .subset(true)
                .maxPerParam(6)
                .epsilon(1e-6)
                .maxRelError(1e-5)
                .minAbsoluteError(1e-8)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)));
  }

  @ParameterizedTest
  @MethodSource("cases")
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
