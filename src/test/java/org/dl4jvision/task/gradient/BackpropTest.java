package org.dl4jvision.task.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

class BackpropTest {

  private static final int COUNT = 3;
  private static final double STEP = 1e-5;

  private final ComputationGraph network = TinyNetwork.of("dice + cross-entropy", 3);
  private final INDArray images = TinyNetwork.images(COUNT);
  private final INDArray labels = TinyNetwork.labels(COUNT, 3);
  private final SegmentationHead head = SegmentationHead.of(network);

  private INDArray byLogits(INDArray logits) {
    return ((VisionLoss) head.loss()).computeGradient(labels, logits, head.activation(), null);
  }

  @Test
  void theGradientIsThatOfFiniteDifferences() {
    Backprop pass = new Backprop(NetworkTwin.of(network), images, true);
    ParameterGradient gradient =
        pass.back(head.logits(), byLogits(pass.outputs().get(head.logits())));
    for (String layer : new String[] {"first", "logits"}) {
      INDArray weights = network.getLayer(layer).getParam("W");
      INDArray found = gradient.layers().get(layer);
      double[] differences = new double[(int) weights.length()];
      for (int i = 0; i < differences.length; i++) {
        differences[i] = difference(weights, i);
      }
      double square = 0;
      for (double one : differences) {
        square += one * one;
      }
      // The vector also has the bias; its order is Deeplearning4j's.
      INDArray bias = network.getLayer(layer).getParam("b");
      for (int i = 0; i < bias.length(); i++) {
        square += Math.pow(difference(bias, i), 2);
      }
      assertEquals(square, found.mul(found).sumNumber().doubleValue(), 1e-6 * (1 + square), layer);
    }
  }

  /** The derivative of the training loss by a weight. */
  private double difference(INDArray weights, int index) {
    double before = weights.getDouble(index);
    weights.putScalar(index, before + STEP);
    double above = network.score(new DataSet(images, labels), true);
    weights.putScalar(index, before - STEP);
    double below = network.score(new DataSet(images, labels), true);
    weights.putScalar(index, before);
    return (above - below) / (2 * STEP);
  }

  @Test
  void itIsDeeplearning4jsOwn() {
    Backprop pass = new Backprop(NetworkTwin.of(network), images, true);
    ParameterGradient gradient =
        pass.back(head.logits(), byLogits(pass.outputs().get(head.logits())));
    network.setInputs(images);
    network.setLabels(labels);
    network.computeGradientAndScore();
    INDArray own = network.gradient().getGradientFor("second_W").dup('c');
    INDArray found = gradient.layers().get("second").mul(COUNT);
    double sum = own.sumNumber().doubleValue();
    INDArray bias = network.gradient().getGradientFor("second_b");
    assertEquals(sum + bias.sumNumber().doubleValue(), found.sumNumber().doubleValue(), 1e-9);
    assertEquals(own.length() + bias.length(), found.length());
    assertTrue(gradient.norm() > 0);
  }

  /** By the statistics of the training, a shift of a map is a shift of its bias. */
  @Test
  void derivativesByMapsAreThoseOfFiniteDifferences() {
    ComputationGraph twin = NetworkTwin.of(network);
    Backprop pass = new Backprop(twin, images, false);
    INDArray logits = pass.outputs().get(head.logits());
    INDArray one = logits.like();
    one.get(NDArrayIndex.all(), NDArrayIndex.point(1), NDArrayIndex.all(), NDArrayIndex.all())
        .assign(1);
    pass.back(head.logits(), one);
    INDArray byFirst = pass.derivative("first").sum(0, 2, 3);
    INDArray bias = network.getLayer("first").getParam("b");
    for (int i = 0; i < bias.length(); i++) {
      double before = bias.getDouble(i);
      bias.putScalar(i, before + STEP);
      double above = sumOfClass();
      bias.putScalar(i, before - STEP);
      double below = sumOfClass();
      bias.putScalar(i, before);
      assertEquals((above - below) / (2 * STEP), byFirst.getDouble(i), 1e-6);
    }
  }

  private double sumOfClass() {
    INDArray[] logits =
        network.output(List.of(head.logits()), false, new INDArray[] {images}, null);
    return logits[0].sum(0, 2, 3).getDouble(1);
  }

  @Test
  void theNetworkDoesNotNotice() {
    INDArray before = network.params().dup();
    Backprop pass = new Backprop(NetworkTwin.of(network), images, true);
    pass.back(head.logits(), byLogits(pass.outputs().get(head.logits())));
    assertEquals(before, network.params());
    assertThrows(IllegalStateException.class, () -> pass.back(head.logits(), images));
  }
}
