package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.network.SegmentationNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class GroupedStepTest {

  private static final String LAYER = "layer1.0.conv1";
  private static final String NORM = "layer1.0.bn1";

  private final MultiDataSet batch = batch();

  private static MultiDataSet batch() {
    Nd4j.getRandom().setSeed(3);
    INDArray images = Nd4j.rand(DataType.FLOAT, 2, 1, 32, 32);
    INDArray labels = images.gt(0.5).castTo(DataType.FLOAT);
    return new MultiDataSet(images, labels);
  }

  private static ComputationGraph network() {
    return SegmentationNetwork.builder()
        .encoder("resnet18")
        .baseChannels(4)
        .classes(1)
        .build()
        .init();
  }

  private static INDArray of(ComputationGraph network, String layer, String parameter) {
    return network.getLayer(layer).getParam(parameter);
  }

  @Test
  void multipliesWhatTheUpdaterWouldChange() {
    ComputationGraph whole = network();
    ComputationGraph half = network();
    INDArray before = of(whole, LAYER, "W").dup();
    double loss = Step.of(whole).run(batch);
    GroupedStep step =
        new GroupedStep(half, List.of(new GroupedStep.Group(Set.of(LAYER, NORM), epoch -> 0.5)));
    assertEquals(loss, step.run(batch), 0);
    INDArray change = of(whole, LAYER, "W").sub(before);
    assertTrue(change.amaxNumber().doubleValue() > 1e-4);
    INDArray expected = before.add(change.mul(0.5));
    assertTrue(expected.equalsWithEps(of(half, LAYER, "W"), 1e-7));
    assertEquals(of(whole, NORM, "mean"), of(half, NORM, "mean"));
    assertEquals(of(whole, "conv1", "W"), of(half, "conv1", "W"));
  }

  @Test
  void keepsToTheBitUntilItsEpoch() {
    ComputationGraph network = network();
    GroupedStep step =
        new GroupedStep(
            network,
            List.of(new GroupedStep.Group(Set.of(LAYER, NORM), epoch -> epoch < 1 ? 0 : 1)));
    INDArray weights = of(network, LAYER, "W").dup();
    INDArray means = of(network, NORM, "mean").dup();
    step.run(batch);
    step.run(batch);
    assertEquals(weights, of(network, LAYER, "W"));
    assertEquals(means, of(network, NORM, "mean"));
    network.incrementEpochCount();
    step.run(batch);
    assertNotEquals(weights, of(network, LAYER, "W"));
    assertNotEquals(means, of(network, NORM, "mean"));
  }

  /** A group that has thawed goes on as one that was never frozen. */
  @Test
  void withoutChangesItIsTheUpdaters() {
    ComputationGraph grouped = network();
    ComputationGraph plain = network();
    GroupedStep step =
        new GroupedStep(grouped, List.of(new GroupedStep.Group(Set.of(LAYER), epoch -> 1)));
    for (int i = 0; i < 3; i++) {
      step.run(batch);
      plain.fit(batch);
    }
    assertEquals(plain.params(), grouped.params());
    assertEquals(List.of(grouped), step.networks());
  }
}
