package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.dl4jvision.acceleration.Acceleration;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;

class GradientStepTest {

  /** With batch normalization, regularization, dropout and masks. */
  @Test
  void ofTheBatchAsAWholeItIsTheFitOfTheNetwork() {
    for (boolean accelerated : new boolean[] {false, true}) {
      List<ComputationGraph> networks = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        ComputationGraph network = Spots.network(builder -> builder.dropout(0.3).l1(1e-4).l2(1e-2));
        if (accelerated) {
          Acceleration.enable(network);
        }
        networks.add(network);
      }
      ComputationGraph fitted = networks.get(0);
      ComputationGraph stepped = networks.get(1);
      Step fit = Step.of(fitted);
      Step step = new GradientStep(stepped, new BatchGradient(stepped));
      for (int seed = 1; seed <= 3; seed++) {
        MultiDataSet batch = Spots.masked(seed);
        Nd4j.getRandom().setSeed(seed);
        double expected = fit.run(batch);
        Nd4j.getRandom().setSeed(seed);
        assertEquals(expected, step.run(batch), 0);
      }
      assertArrayEquals(fitted.params().toFloatVector(), stepped.params().toFloatVector());
      assertArrayEquals(
          fitted.getUpdater().getStateViewArray().toFloatVector(),
          stepped.getUpdater().getStateViewArray().toFloatVector());
      assertEquals(3, stepped.getConfiguration().getIterationCount());
    }
  }

  @Test
  void listenersAreTold() {
    Line line = Line.of(new Adam(0.1), 1);
    List<Integer> told = new ArrayList<>();
    line.network()
        .setListeners(
            new BaseTrainingListener() {
              @Override
              public void iterationDone(Model model, int iteration, int epoch) {
                told.add(iteration);
              }
            });
    line.step(new BatchGradient(line.network()), 1);
    line.step(new BatchGradient(line.network()), 1);
    assertEquals(List.of(0, 1), told);
  }

  /**
   * PyTorch's SGD(lr=0.1, momentum=0.9, nesterov=True) with gradients 1 and 3: the buffer is 1,
   * then 0.9 + 3 = 3.9; the steps are 0.1 (1 + 0.9) = 0.19 and 0.1 (3 + 0.9 3.9) = 0.651.
   */
  @Test
  void nesterovsMomentumIsThatOfPyTorch() {
    Line line = Line.of(new Nesterovs(0.1, 0.9), 1);
    LossGradient gradient = new BatchGradient(line.network());
    line.step(gradient, 1);
    assertEquals(0.81, line.weight(0), 1e-12);
    line.step(gradient, 3);
    assertEquals(0.159, line.weight(0), 1e-12);
    assertEquals(0.159, line.bias(0), 1e-12);
  }
}
