package org.dl4jvision.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.network.ClassificationNetwork.Builder;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class ClassificationNetworkTest {

  @Test
  void learnsIsSavedAndGivesLogits() {
    ClassificationNetwork network =
        ClassificationNetwork.builder().baseChannels(4).classes(3).build();
    INDArray images = Nd4j.rand(DataType.FLOAT, 2, 3, 64, 32);
    INDArray labels = Nd4j.createFromArray(new float[][] {{0, 1, 0}, {1, 0, 0}});
    INDArray output = NetworkChecks.check(network, new MultiDataSet(images, labels));
    ComputationGraph graph = network.init();
    INDArray logits = graph.feedForward(images, false).get(network.logits());
    assertEquals(Transforms.softmax(logits, true), graph.outputSingle(images));
    assertEquals(NetworkChecks.shape(logits), NetworkChecks.shape(output));
  }

  @Test
  void refusesEncodersWithoutClassifier() {
    Builder builder = ClassificationNetwork.builder().encoder("plain");
    assertEquals(
        "encoder is plain; allowed: encoders that were published as classifiers, such as resnet18",
        assertThrows(IllegalArgumentException.class, builder::build).getMessage());
  }
}
