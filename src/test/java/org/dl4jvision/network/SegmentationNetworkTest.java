package org.dl4jvision.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SegmentationNetworkTest {

  @Test
  void hasTheParametersOfTheReferenceNetwork() {
    SegmentationNetwork.Builder builder = SegmentationNetwork.builder().inputChannels(1).classes(1);
    // Of every channel of its convolutions four numbers of batch normalization, but no bias.
    int channels = 2 * (16 + 32 + 64 + 128) + 3 * (64 + 32 + 16);
    assertEquals(535_505 + 3 * channels, builder.build().init().numParams());
    assertEquals(535_505, builder.batchNormalization(false).build().init().numParams());
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
    assertEquals(
        """
        classes is 0; allowed: whole numbers >= 1
        depth is 9; allowed: 1 to 8
        dropout is 1.0; allowed: numbers from 0 to below 1
        l2 is -1.0; allowed: finite numbers >= 0
        learningRate is NaN; allowed: finite numbers > 0
        dataType is INT; allowed: FLOAT, DOUBLE or HALF
        activation is softmax over one class, which is always 1; allowed: sigmoid, or softmax over classes >= 2
        """,
        Refusals.messages(
            () -> builder.classes(0),
            () -> builder.depth(9).build(),
            () -> builder.dropout(1),
            () -> builder.l2(-1),
            () -> builder.learningRate(Double.NaN),
            () -> builder.dataType(DataType.INT32),
            () ->
                SegmentationNetwork.builder()
                    .classes(1)
                    .activation(Activation.SOFTMAX.getActivationFunction())
                    .build()));
  }
}
