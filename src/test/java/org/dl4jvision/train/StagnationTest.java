package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.train.Dots.Fixed;
import org.junit.jupiter.api.Test;

/** Trainings that go by how their validations went. */
class StagnationTest {

  /** A training whose validations find these scores, one after each epoch. */
  private static Trainer.Builder<Validation> scored(double... scores) {
    int[] next = {0};
    Trainer.Builder<Validation> builder = Trainer.builder(Dots.network(), new Dots());
    return builder.epochs(scores.length).validator(n -> new Fixed(scores[next[0]++], 1), 1);
  }

  @Test
  void endsEarlyWhereNoValidationIsBetter() {
    TrainingResult<Validation> result =
        scored(0.5, 0.4, 0.6, 0.6, 0.5, 0.9).earlyStopping(2).build().fit();

    assertEquals(TrainingResult.End.EARLY_STOPPED, result.end());
    assertEquals(5, result.epochs());
    assertEquals(3, result.best().orElseThrow().epoch());
    assertEquals(
        TrainingResult.End.COMPLETED,
        scored(0.5, 0.4, 0.6, 0.6, 0.5, 0.9).earlyStopping(3).build().fit().end());
  }

  @Test
  void earlyStoppingCountsTheValidationsOfEarlierParts() {
    ValidationHistory earlier = ValidationHistory.NONE.with(true, 0.5).with(false, 0.1);
    Trainer.Builder<Validation> goesOn = scored(0.4, 0.9).toBeat(new Fixed(0.5, 1));

    assertEquals(1, goesOn.validations(earlier).earlyStopping(2).build().fit().epochs());
    assertEquals(
        0,
        scored(0.9).validations(earlier.with(false, 0.1)).earlyStopping(2).build().fit().epochs(),
        "one that has ended does not go on");
  }

  @Test
  void aPlateauLowersTheLearningRate() {
    List<Double> rates = new ArrayList<>();
    scored(0.5, 0.4, 0.4, 0.6, 0.5, 0.5)
        .learningRate(LearningRate.plateau(1, 0.5, 2))
        .listener(
            new TrainerListener<>() {
              @Override
              public void onEpoch(EpochResult<?> epoch, ComputationGraph n) {
                rates.add(epoch.learningRate());
              }
            })
        .build()
        .fit();

    assertEquals(List.of(1.0, 1.0, 1.0, 0.5, 0.5, 0.5), rates);
  }

  @Test
  void noPatienceIsRefused() {
    assertEquals(
        "validations is 0; allowed: whole numbers >= 1\n",
        Refusals.messages(() -> scored(1).earlyStopping(0)));
  }
}
