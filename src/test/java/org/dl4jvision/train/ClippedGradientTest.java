package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

class ClippedGradientTest {

  private final Line lines = Line.of(new Sgd(1), 2);

  private LossGradient clipped(double most) {
    return new ClippedGradient(lines.network(), new BatchGradient(lines.network()), most);
  }

  /**
   * Two layers whose gradients are (3, 3) and (4, 4): the norm of all is the root of 50, 7.0710678.
   * PyTorch's clip_grad_norm_ to 1 multiplies them by 1 / (7.0710678 + 1e-6), so that steps at rate
   * 1 are 0.4242640 and 0.5656854. The norms of the layers, 4.24 and 5.66, would make both steps
   * 0.7071068.
   */
  @Test
  void isOfAllLayersTogether() {
    lines.step(clipped(1), 3, 4);
    assertEquals(1 - 0.4242640, lines.weight(0), 1e-7);
    assertEquals(1 - 0.4242640, lines.bias(0), 1e-7);
    assertEquals(1 - 0.5656854, lines.weight(1), 1e-7);
    assertEquals(1 - 0.5656854, lines.bias(1), 1e-7);
  }

  @Test
  void whatIsShorterStays() {
    lines.step(clipped(8), 3, 4);
    assertEquals(-2, lines.weight(0), 1e-12);
    assertEquals(-3, lines.weight(1), 1e-12);
  }

  /** What running statistics are to change by is neither part of the norm nor shortened. */
  @Test
  void statisticsStay() {
    List<Map<String, INDArray>> found = new ArrayList<>();
    for (double most : new double[] {1e10, 1e-3}) {
      ComputationGraph network = Spots.network(builder -> builder);
      new ClippedGradient(network, new BatchGradient(network), most).of(Spots.images(2, 1));
      Map<String, INDArray> parts = new HashMap<>();
      network.gradient().gradientForVariable().forEach((name, of) -> parts.put(name, of.dup()));
      found.add(parts);
    }
    double squares = 0;
    int statistics = 0;
    for (String name : found.get(0).keySet()) {
      INDArray clipped = found.get(1).get(name);
      if (name.matches(".*_(mean|var|log10stdev)")) {
        assertEquals(found.get(0).get(name), clipped, name);
        statistics++;
      } else {
        squares += Math.pow(clipped.norm2Number().doubleValue(), 2);
      }
    }
    assertTrue(statistics > 4, statistics + " statistics");
    assertEquals(1e-3, Math.sqrt(squares), 1e-5);
  }

  @Test
  void refusesWhatLeavesNothing() {
    assertEquals("most is 0.0; allowed: finite numbers > 0\n", Refusals.messages(() -> clipped(0)));
  }
}
