package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.box.BoxLabels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What the layer does whatever its head; {@link BaseHeadTestCase} has what heads promise. */
class DetectionLossLayerTest {

  private final DataType globalType = Nd4j.dataType();
  private final Head head =
      FcosHead.builder().classes(3).imageWidth(24).imageHeight(24).strides(4, 8).build();

  @BeforeEach
  void useDouble() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @AfterEach
  void restoreType() {
    Nd4j.setDefaultDataTypes(globalType, globalType);
  }

  @Test
  void gradientsOfSums() {
    BaseHeadTestCase.assertGradients(
        BaseHeadTestCase.network(head, false, WorkspaceMode.NONE),
        BoxLabels.array(BaseHeadTestCase.images()),
        null);
  }

  @Test
  void badLabelsAndMasksAreNamed() {
    ComputationGraph network = BaseHeadTestCase.network(head);
    INDArray features = BaseHeadTestCase.features(1);
    INDArray reversed = Nd4j.createFromArray(new double[][][] {{{3, 3, 2, 9, 0, 0}}});
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> network.score(new MultiDataSet(features, reversed)))
            .getMessage();
    assertTrue(message.startsWith("object 0 of image 0 is [3.0, 3.0, 2.0, 9.0"), message);
    INDArray labels = BoxLabels.array(BaseHeadTestCase.images().subList(0, 1));
    MultiDataSet masked =
        new MultiDataSet(
            new INDArray[] {features},
            new INDArray[] {labels},
            null,
            new INDArray[] {Nd4j.ones(1, 2)});
    message =
        assertThrows(IllegalArgumentException.class, () -> network.score(masked)).getMessage();
    assertTrue(message.contains("one weight an image, [1, 1]"), message);
  }

  @Test
  void inputsThatDoNotFitAreNamed() {
    Head other = FcosHead.builder().classes(2).imageWidth(24).imageHeight(24).strides(4).build();
    INDArray output = Nd4j.zeros(1, head.channels(), head.levels().locations());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> DetectionDecoder.builder(other).build().decode(output))
            .getMessage();
    assertTrue(message.contains("allowed: [N, 7, 36] for FcosHead("), message);
  }
}
