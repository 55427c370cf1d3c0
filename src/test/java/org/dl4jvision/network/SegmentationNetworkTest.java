package org.dl4jvision.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SegmentationNetworkTest {

  @Test
  void hasTheParametersOfTheReferenceNetwork() {
    assertEquals(
        535_505,
        SegmentationNetwork.builder().inputChannels(1).classes(1).build().init().numParams());
  }

  @Test
  void configurationSurvivesJson() {
    ComputationGraphConfiguration conf =
        SegmentationNetwork.builder()
            .classes(3)
            .dropout(0.3)
            .l1(1e-6)
            .l2(1e-5)
            .build()
            .configuration();
    assertEquals(conf, ComputationGraphConfiguration.fromJson(conf.toJson()));
  }

  @Test
  void outputHasTheSizeOfAnyInputDivisibleByTheStride() {
    SegmentationNetwork model =
        SegmentationNetwork.builder().inputChannels(3).classes(4).baseChannels(2).depth(2).build();
    assertEquals(4, model.multipleOf());
    ComputationGraph graph = model.init();
    for (int[] size : new int[][] {{8, 12}, {16, 4}}) {
      INDArray out = graph.outputSingle(Nd4j.rand(DataType.FLOAT, 2, 3, size[0], size[1]));
      assertArrayEquals(new long[] {2, 4, size[0], size[1]}, out.shape());
      assertEquals(2 * size[0] * size[1], out.sumNumber().doubleValue(), 1e-3);
    }
  }

  @Test
  void sameSeedSameWeights() {
    SegmentationNetwork.Builder builder = SegmentationNetwork.builder().baseChannels(2).depth(1);
    INDArray weights = builder.seed(1).build().init().params();
    assertEquals(weights, builder.seed(1).build().init().params());
    assertTrue(weights.distance2(builder.seed(2).build().init().params()) > 0.1);
  }

  @Test
  void badOptionsAreNamed() {
    SegmentationNetwork.Builder builder = SegmentationNetwork.builder();
    for (Runnable bad :
        new Runnable[] {
          () -> builder.classes(0),
          () -> builder.depth(9).build(),
          () -> builder.dropout(1),
          () -> builder.l2(-1),
          () -> builder.learningRate(Double.NaN),
          () -> builder.dataType(DataType.INT32),
        }) {
      String message = assertThrows(IllegalArgumentException.class, bad::run).getMessage();
      assertTrue(message.contains("allowed"), message);
    }
    SegmentationNetwork.Builder softmax =
        SegmentationNetwork.builder()
            .classes(1)
            .activation(Activation.SOFTMAX.getActivationFunction());
    assertThrows(IllegalArgumentException.class, softmax::build);
  }
}
