package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;

class DecoupledDecayTest {

  /**
   * PyTorch's AdamW(lr=0.1, weight_decay=0.1) of the weight, Adam(lr=0.1) of the bias, gradients 1
   * and 3. First step: m / (1 - 0.9) = 1 and v / (1 - 0.999) = 1, so that Adam moves by 0.1; the
   * weight is 1 (1 - 0.01) - 0.1 = 0.89. Second step: m = 0.9 0.1 + 0.1 3 = 0.39, divided by 1 -
   * 0.81: 2.052632; v = 0.999 0.001 + 0.001 9 = 0.009999, divided by 1 - 0.998001: 5.002001, whose
   * root is 2.236515; Adam moves by 0.1 2.052632 / 2.236515 = 0.0917781. The weight is 0.89 0.99 -
   * 0.0917781 = 0.7893219, the bias 0.9 - 0.0917781 = 0.8082219.
   */
  @Test
  void isThatOfPyTorch() {
    Line line = Line.of(new Adam(0.1), 1);
    LossGradient gradient =
        new DecoupledDecay(line.network(), new BatchGradient(line.network()), 0.1);
    line.step(gradient, 1);
    assertEquals(0.89, line.weight(0), 1e-6);
    assertEquals(0.9, line.bias(0), 1e-6);
    line.step(gradient, 3);
    assertEquals(0.7893219, line.weight(0), 1e-6);
    assertEquals(0.8082219, line.bias(0), 1e-6);
  }

  /** The rate is that of the update, whatever the schedule has made of it. */
  @Test
  void followsTheLearningRate() {
    Line line = Line.of(new Adam(0.1), 1);
    LearningRate.set(line.network(), 0.2);
    line.step(new DecoupledDecay(line.network(), new BatchGradient(line.network()), 0.5), 0);
    assertEquals(0.9, line.weight(0), 1e-12);
    assertEquals(1, line.bias(0), 1e-12);
  }

  @Test
  void biasesAndNormalizationStay() {
    ComputationGraph decayed = Spots.network(builder -> builder.learningRate(0.1));
    ComputationGraph same = Spots.network(builder -> builder);
    Set<String> kinds = new TreeSet<>();

    assertEquals(7, new DecoupledDecay(decayed, batch -> 7, 0.5).of(null));

    same.paramTable()
        .forEach(
            (name, values) -> {
              String kind = name.substring(name.lastIndexOf('_') + 1);
              kinds.add(kind);
              var expected = kind.equals("W") ? values.mul(1 - 0.1 * 0.5) : values;
              assertEquals(expected, decayed.paramTable().get(name), name);
            });
    assertTrue(kinds.containsAll(List.of("W", "b", "beta", "gamma", "mean")), kinds::toString);
  }

  @Test
  void refusesWhatMakesWeightsLarger() {
    ComputationGraph network = Dots.network();
    assertEquals(
        "coefficient is -0.1; allowed: finite numbers >= 0\n",
        Refusals.messages(() -> new DecoupledDecay(network, batch -> 0, -0.1)));
  }
}
