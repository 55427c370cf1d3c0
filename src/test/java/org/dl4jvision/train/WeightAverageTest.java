package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.train.Dots.Fixed;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

class WeightAverageTest {

  /** ND4J's own equality has a tolerance. */
  private static void assertBits(INDArray expected, INDArray actual) {
    assertArrayEquals(expected.toFloatVector(), actual.toFloatVector());
  }

  /**
   * A weight that is 1, then 0 after the first update and 1 after the second, with decay 0.9 and
   * ramp 2. d(1) = 0.9 (1 - exp(-1/2)) = 0.3541224: the average is 0.3541224. d(2) = 0.9 (1 -
   * exp(-1)) = 0.5689085: it is 0.5689085 0.3541224 + 0.4310915 = 0.6325548.
   */
  @Test
  void followsItsFormula() {
    Line line = Line.of(new Sgd(1), 1);
    Step step =
        new AveragedStep(Step.of(line.network()), new WeightAverage(line.network(), 0.9, 2));
    step.begin();
    step.run(line.gradient(1));
    assertEquals(0, line.weight(0), 1e-12);
    step.rest();
    assertEquals(0.3541224, line.weight(0), 1e-7);
    step.begin();
    assertEquals(0, line.weight(0), 1e-12);
    step.run(line.gradient(-1));
    assertEquals(1, line.weight(0), 1e-12);
    step.rest();
    assertEquals(0.6325548, line.weight(0), 1e-7);
  }

  @Test
  void updatesAreThoseOfATrainingWithoutAverage() {
    ComputationGraph plain = Dots.network();
    ComputationGraph averaged = Dots.network();
    WeightAverage average = new WeightAverage(averaged, 0.9, 2);
    Trainer.builder(Step.of(plain), new Dots()).epochs(2).build().fit();
    Trainer.builder(new AveragedStep(Step.of(averaged), average), new Dots())
        .epochs(2)
        .build()
        .fit();
    assertBits(plain.params(), average.trained());
    assertNotEquals(plain.params(), averaged.params());
  }

  @Test
  void validationsAndListenersSeeTheAverage() {
    ComputationGraph network = Dots.network();
    WeightAverage average = new WeightAverage(network, 0.9, 2);
    List<INDArray> seen = new ArrayList<>();
    Trainer.Builder<Validation> trainer =
        Trainer.builder(new AveragedStep(Step.of(network), average), new Dots());
    trainer
        .validator(
            n -> {
              assertNotEquals(average.trained(), n.params());
              seen.add(n.params().dup());
              return new Fixed(1, 1);
            },
            1)
        .listener(
            new TrainerListener<>() {
              @Override
              public void onTrained(TrainedEpoch epoch, ComputationGraph n) {
                seen.add(n.params().dup());
              }

              @Override
              public void onEpoch(EpochResult<?> epoch, ComputationGraph n) {
                seen.add(n.params().dup());
              }
            })
        .build()
        .fit();
    assertEquals(List.of(network.params(), network.params(), network.params()), seen);
  }

  /** The average is what is saved, and beside it the weights that are trained. */
  @Test
  void goesOnAfterAnyUpdate() {
    ComputationGraph network = Dots.network();
    record Part(TrainedEpoch at, ComputationGraph network, INDArray trained) {}
    List<Part> saved = new ArrayList<>();
    WeightAverage whole = new WeightAverage(network, 0.9, 3);
    TrainerListener<Validation> save =
        new TrainerListener<>() {
          @Override
          public void onTrained(TrainedEpoch epoch, ComputationGraph n) {
            saved.add(new Part(epoch, Dots.copy(n), whole.trained()));
          }
        };
    Trainer.Builder<Validation> all =
        Trainer.builder(new AveragedStep(Step.of(network), whole), new Dots());
    all.epochs(2).checkpoints(Duration.ofNanos(1)).listener(save).build().fit();
    assertEquals(8, saved.size());

    for (Part part : saved) {
      WeightAverage average = new WeightAverage(part.network, 0.9, 3);
      average.goOn(part.trained);
      Trainer.Builder<Validation> rest =
          Trainer.builder(new AveragedStep(Step.of(part.network), average), new Dots());
      rest.epochs(2).trained(part.at).build().fit();

      assertBits(network.params(), part.network.params());
      assertBits(whole.trained(), average.trained());
    }
  }

  /** Running statistics, too: all parameters are d A + (1 - d) W. */
  @Test
  void statisticsOfBatchNormalizationAreAveraged() {
    ComputationGraph network = Spots.network(builder -> builder);
    String mean =
        network.paramTable().keySet().stream().filter(n -> n.endsWith("_mean")).findFirst().get();
    AveragedStep step = new AveragedStep(Step.of(network), new WeightAverage(network, 0.5, 1e-9));
    step.run(Spots.images(2, 1));
    INDArray trained = network.paramTable().get(mean).dup();
    step.rest();
    // They were 0 before.
    assertEquals(trained.mul(0.5), network.paramTable().get(mean));
    assertNotEquals(trained, network.paramTable().get(mean));
  }

  @Test
  void whatIsFrozenStaysToTheBit() {
    ComputationGraph network = Spots.network(builder -> builder);
    String layer = network.getLayer(0).conf().getLayer().getLayerName();
    INDArray before = network.getLayer(0).params().dup();
    Step grouped =
        new GroupedStep(
            network,
            new GradientStep(network, new BatchGradient(network)),
            List.of(new GroupedStep.Group(Set.of(layer), epoch -> 0)));
    AveragedStep step = new AveragedStep(grouped, new WeightAverage(network, 0.9, 2));
    for (int i = 0; i < 3; i++) {
      step.run(Spots.images(2, 1 + i));
    }
    step.rest();
    assertBits(before, network.getLayer(0).params());
  }

  /** Weights that a network is given before the first update are those that it begins with. */
  @Test
  void beginsWithTheWeightsOfTheFirstUpdate() {
    Line line = Line.of(new Sgd(1), 1);
    WeightAverage average = new WeightAverage(line.network(), 0.9, 2);
    line.network().params().assign(5);
    average.hide();
    assertEquals(5, line.weight(0), 0);
    average.show();
    assertEquals(5, line.weight(0), 0);
  }

  @Test
  void refusesWhatIsNoAverage() {
    ComputationGraph network = Dots.network();
    assertEquals(
        """
        decay is 1.0; allowed: numbers above 0 and below 1
        ramp is 0.0; allowed: finite numbers > 0
        """,
        Refusals.messages(
            () -> new WeightAverage(network, 1, 1), () -> new WeightAverage(network, 0.5, 0)));
  }
}
