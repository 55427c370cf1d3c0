package org.dl4jvision.study.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.task.gradient.OneImage;
import org.dl4jvision.task.segmentation.SegmentationValidator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class LandscapeTest {

  @Test
  void theCenterIsTheLossOfTheRun() {
    TrainedCells trained = TrainedCells.quick();
    ComputationGraph network = trained.network();
    INDArray before = network.params().dup();
    Landscape landscape = Landscape.of(trained.subject(5), 5, 1, share -> {});
    double loss =
        new SegmentationValidator(trained.data(Split.VALIDATION)).validate(network).loss();
    assertEquals(loss, landscape.center(), 1e-6 * loss);
    assertEquals(loss, trained.subject(5).meanLoss(), 1e-6 * loss);
    assertEquals(before, network.params());
    assertEquals(-0.5, landscape.steps()[1], 1e-12);
    assertTrue(landscape.nearby() > 0);
    assertTrue(landscape.smallest() <= landscape.center());
  }

  /** Elsewhere it is the loss of a network with those weights, which is not accelerated. */
  @Test
  void otherPlacesAreLossesOfOtherWeights() {
    TrainedCells trained = TrainedCells.quick();
    ComputationGraph network = trained.network();
    Landscape landscape = Landscape.of(trained.subject(3), 3, 0.5, share -> {});
    ComputationGraph other = network.clone();
    other
        .params()
        .addi(FilterDirection.of(network, 1).mul(0.5))
        .subi(FilterDirection.of(network, 2).mul(0.5));
    SegmentationIterator data = trained.data(Split.VALIDATION);
    data.startEpoch(0);
    double sum = 0;
    int images = 0;
    while (data.hasNext()) {
      var batch = data.next();
      sum += other.score(batch) * batch.numExamples();
      images += batch.numExamples();
    }
    assertEquals(sum / images, landscape.losses()[0][2], 1e-4 * sum);
    assertNotEquals(landscape.center(), landscape.losses()[0][2], 1e-3);
  }

  @Test
  void filtersOfADirectionAreAsLongAsTheNetworks() {
    ComputationGraph network = TrainedCells.quick().network();
    INDArray direction = FilterDirection.of(network, 1);
    ComputationGraph as = network.clone();
    as.setParams(direction);
    int filters = 0;
    for (int i = 0; i < network.getLayers().length; i++) {
      for (var weights : network.getLayer(i).paramTable().entrySet()) {
        INDArray given = weights.getValue();
        INDArray found = as.getLayer(i).getParam(weights.getKey());
        if (given.rank() == 4) {
          for (long filter = 0; filter < given.size(0); filter++) {
            double length = length(given, (int) filter);
            assertEquals(length, length(found, (int) filter), 1e-4 * length);
            filters++;
          }
        } else {
          assertEquals(0, found.norm2Number().doubleValue());
        }
      }
    }
    assertTrue(filters > 10, "" + filters);
    assertEquals(direction, FilterDirection.of(network, 1));
    assertNotEquals(direction, FilterDirection.of(network, 2));
  }

  private static double length(INDArray weights, int filter) {
    return OneImage.of(weights, filter).norm2Number().doubleValue();
  }
}
