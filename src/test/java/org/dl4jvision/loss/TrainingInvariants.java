package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestArrays.image;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnn3DPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;

/** A network learns from the loss. */
interface TrainingInvariants extends LossUnderTest {

  /** As MONAI tests its losses: a small network learns to show two squares of a volume. */
  @Test
  default void tinyNetworkConverges() {
    if (!trainsAlone()) {
      return;
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(0.01))
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(48)
                        .nOut(200)
                        .activation(new ActivationReLU())
                        .build())
                .layer(
                    new DenseLayer.Builder()
                        .nIn(200)
                        .nOut(96)
                        .activation(new ActivationIdentity())
                        .build())
                .layer(
                    new SegmentationLossLayer.Builder(losses().get(0))
                        .activation(new ActivationSoftmax())
                        .nOut(2)
                        .build())
                .inputPreProcessor(2, new FeedForwardToCnn3DPreProcessor(3, 4, 4, 2, false))
                .build());
    network.init();
    INDArray target = Nd4j.zeros(1, 3, 4, 4, 1);
    var middle = NDArrayIndex.interval(1, 3);
    var first = NDArrayIndex.interval(0, 2);
    target.get(NDArrayIndex.all(), first, middle, middle, NDArrayIndex.all()).assign(1);
    Nd4j.getRandom().setSeed(1);
    INDArray image = target.reshape(1, 48).mul(12).addi(27).addi(Nd4j.randn(1, 48).muli(0.1));
    DataSet data = new DataSet(image.divi(39), target);
    for (int i = 0; i < 40; i++) {
      network.fit(data);
    }
    INDArray shown = network.output(data.getFeatures()).argMax(4).castTo(DataType.FLOAT);
    assertEquals(target.reshape(1, 3, 4, 4), shown);
  }
}
