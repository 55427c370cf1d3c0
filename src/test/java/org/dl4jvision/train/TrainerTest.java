package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.train.Dots.Fixed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class TrainerTest {

  private final ComputationGraph network = Dots.network();

  /** Keeps what it is told. */
  private static final class Log implements TrainerListener<Validation> {
    private final List<String> events = new ArrayList<>();
    private final List<Boolean> best = new ArrayList<>();

    @Override
    public void onEpochStart(EpochStart epoch) {
      events.add("start " + epoch.epoch() + "/" + epoch.epochs() + " of " + epoch.batches());
    }

    @Override
    public void onBatch(BatchResult batch) {
      events.add("batch " + batch.epoch() + "." + batch.batch() + " of " + batch.examples());
    }

    @Override
    public void onTrained(TrainedEpoch epoch, ComputationGraph network) {
      events.add(
          "trained "
              + epoch.epoch()
              + (epoch.complete() ? "" : " to " + epoch.batches())
              + (epoch.due() ? ", due" : ""));
    }

    @Override
    public void onEpoch(EpochResult<? extends Validation> epoch, ComputationGraph network) {
      events.add("epoch " + epoch.epoch() + (epoch.validation().isPresent() ? " validated" : ""));
      best.add(epoch.best());
    }

    @Override
    public void onEnd(TrainingResult<? extends Validation> result, ComputationGraph network) {
      events.add("end " + result.end());
    }
  }

  private Trainer.Builder<Validation> trainer(int epochs) {
    return Trainer.builder(network, new Dots()).epochs(epochs);
  }

  @Test
  void tellsWhatItDoes() {
    Log log = new Log();

    TrainingResult<Validation> result =
        trainer(3).validator(n -> new Fixed(1, 1), 2).listener(log).build().fit();

    assertEquals(
        List.of(
            "start 1/3 of 3",
            "batch 1.1 of 2",
            "batch 1.2 of 2",
            "batch 1.3 of 2",
            "trained 1",
            "epoch 1",
            "start 2/3 of 3",
            "batch 2.1 of 2",
            "batch 2.2 of 2",
            "batch 2.3 of 2",
            "trained 2, due",
            "epoch 2 validated",
            "start 3/3 of 3",
            "batch 3.1 of 2",
            "batch 3.2 of 2",
            "batch 3.3 of 2",
            "trained 3, due",
            "epoch 3 validated",
            "end COMPLETED"),
        log.events);
    assertEquals(3, result.epochs());
    assertEquals(3, result.last().orElseThrow().epoch());
    assertEquals(2, result.best().orElseThrow().epoch());
    assertEquals(3, network.getConfiguration().getEpochCount());
  }

  @Test
  void losses() {
    List<BatchResult> batches = new ArrayList<>();
    List<Double> epochs = new ArrayList<>();

    trainer(1)
        .listener(
            new TrainerListener<>() {
              @Override
              public void onBatch(BatchResult batch) {
                batches.add(batch);
              }

              @Override
              public void onEpoch(EpochResult<? extends Validation> epoch, ComputationGraph n) {
                epochs.add(epoch.trainLoss());
              }
            })
        .build()
        .fit();

    double mean = batches.stream().mapToDouble(BatchResult::loss).average().orElseThrow();
    assertEquals(mean, batches.get(2).meanLoss(), 1e-12);
    assertEquals(List.of(batches.get(2).meanLoss()), epochs);
  }

  @Test
  void learningRateIsThatOfTheSchedule() {
    INDArray before = Dots.weights(network);

    trainer(1).learningRate(LearningRate.constant(0)).build().fit();
    assertEquals(before, network.params());

    network.getConfiguration().setEpochCount(0);
    trainer(1).learningRate(progress -> progress < 0.5 ? 0 : 1e-3).build().fit();
    // Adam moves a weight by the learning rate at most (nearly, after steps of 0).
    double change = before.sub(network.params()).amaxNumber().doubleValue();
    assertTrue(change > 1e-4 && change < 2e-3, "change " + change);
  }

  @Test
  void theScheduleSeesHowMuchIsDone() {
    List<Double> seen = new ArrayList<>();
    LearningRate rate =
        progress -> {
          seen.add(progress);
          return 1e-3;
        };

    trainer(2).learningRate(rate).build().fit();

    for (int i = 0; i < 6; i++) {
      assertEquals(i / 6.0, seen.get(i), 1e-12);
    }
  }

  @Test
  void goesOnWhereTheNetworkStopped() {
    network.getConfiguration().setEpochCount(2);
    Log log = new Log();

    TrainingResult<Validation> result = trainer(3).listener(log).build().fit();

    assertEquals("start 3/3 of 3", log.events.get(0));
    assertEquals(6, log.events.size() - 1, log.events.toString());
    assertEquals(3, result.epochs());
  }

  @Test
  void stopEndsAfterTheBatchAndTheEpochDoesNotCount() {
    Log log = new Log();
    List<Trainer<Validation>> trainer = new ArrayList<>();
    trainer.add(
        trainer(3)
            .listener(log)
            .listener(
                new TrainerListener<>() {
                  @Override
                  public void onBatch(BatchResult batch) {
                    if (batch.epoch() == 2) {
                      trainer.get(0).stop();
                    }
                  }
                })
            .build());

    TrainingResult<Validation> result = trainer.get(0).fit();

    assertEquals(TrainingResult.End.STOPPED, result.end());
    assertEquals(1, result.epochs());
    assertEquals(1, network.getConfiguration().getEpochCount());
    assertEquals(
        List.of("start 2/3 of 3", "batch 2.1 of 2", "trained 2 to 1", "end STOPPED"),
        log.events.subList(6, 10));
  }

  /** A network at an update, as it can be saved. */
  private record Saved(TrainedEpoch at, ComputationGraph network) {}

  @Test
  void goesOnAfterAnyUpdate() {
    List<Saved> saved = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    TrainerListener<Validation> save =
        new TrainerListener<>() {
          @Override
          public void onTrained(TrainedEpoch epoch, ComputationGraph network) {
            saved.add(new Saved(epoch, Dots.copy(network)));
          }

          @Override
          public void onEpoch(EpochResult<?> epoch, ComputationGraph network) {
            losses.add(epoch.trainLoss());
          }
        };
    trainer(2).checkpoints(Duration.ofNanos(1)).listener(save).build().fit();
    assertEquals(List.of(1, 2, 3, 3, 1, 2, 3, 3), saved.stream().map(s -> s.at.batches()).toList());
    List<Double> all = List.copyOf(losses);

    for (Saved part : List.copyOf(saved)) {
      losses.clear();
      Trainer.Builder<Validation> rest = Trainer.builder(part.network, new Dots());
      rest.epochs(2).trained(part.at).listener(save).build().fit();

      assertEquals(Dots.weights(network), Dots.weights(part.network), part.at.toString());
      assertEquals(all.subList(part.at.epoch() - 1, 2), losses, part.at.toString());
    }
  }

  @Test
  void timeLimitEndsWithAValidation() {
    TrainingResult<Validation> result =
        trainer(1_000_000)
            .validator(n -> new Fixed(0, 0), 1000)
            .timeLimit(Duration.ofMillis(300))
            .build()
            .fit();

    assertEquals(TrainingResult.End.TIME_LIMIT, result.end());
    assertEquals(result.epochs(), result.last().orElseThrow().epoch());
    assertTrue(result.seconds() < 30, "seconds " + result.seconds());
  }

  @Test
  void onlyABetterEpochIsBest() {
    double[] scores = {0.5, 0.4, 0.5, 0.6};
    int[] next = {0};
    Log log = new Log();

    TrainingResult<Validation> result =
        trainer(4)
            .validator(n -> new Fixed(scores[next[0]++], 1), 1)
            .toBeat(new Fixed(0.45, 9))
            .listener(log)
            .build()
            .fit();

    assertEquals(List.of(true, false, false, true), log.best);
    assertEquals(4, result.best().orElseThrow().epoch());
  }

  /** Scores and losses of the epochs, and whether each is the best so far. */
  private void assertBest(List<Boolean> expected, Validation toBeat, double[]... found) {
    int[] next = {0};
    Log log = new Log();

    network.getConfiguration().setEpochCount(0);
    trainer(found.length)
        .validator(n -> new Fixed(found[next[0]][0], found[next[0]++][1]), 1)
        .toBeat(toBeat)
        .listener(log)
        .build()
        .fit();

    assertEquals(expected, log.best);
  }

  @Test
  void withoutScoresTheLowestLossIsBest() {
    double none = Double.NaN;
    double[][] found = {{none, 3}, {none, 4}, {none, 3}, {none, 2}};

    assertBest(List.of(true, false, false, true), null, found);
    assertBest(List.of(false, false, false, true), new Fixed(none, 2.5), found);
    assertBest(List.of(true, false, false, true), new Fixed(none, none), found);
    assertBest(List.of(false, false, false, false), new Fixed(0, 9), found);
  }

  @Test
  void aScoreComesBeforeNone() {
    double none = Double.NaN;

    assertBest(
        List.of(true, true, false, true, false),
        new Fixed(none, 1),
        new double[] {none, 0.5},
        new double[] {0, 9},
        new double[] {none, 0.1},
        new double[] {0.25, 10},
        new double[] {0.25, 1});
  }

  @Test
  void aLossWithoutANumberEndsTheTraining() {
    Step diverging =
        new Step() {
          @Override
          public double run(MultiDataSet batch) {
            return Double.POSITIVE_INFINITY;
          }

          @Override
          public List<ComputationGraph> networks() {
            return List.of(network);
          }
        };
    Trainer<Validation> trainer =
        Trainer.builder(diverging, new Dots()).learningRate(LearningRate.constant(0.5)).build();

    assertEquals(
        "the loss became Infinity in epoch 1, iteration 1: try a learning rate lower than 0.500",
        assertThrows(TrainingDivergedException.class, trainer::fit).getMessage());
  }

  @Test
  void aValidationWithoutANumberEndsTheTraining() {
    Trainer<Validation> trainer =
        trainer(3)
            .learningRate(LearningRate.constant(0.5))
            .validator(n -> new Fixed(0, Double.NaN), 2)
            .build();

    assertEquals(
        "the loss became NaN in epoch 2, iteration 3: try a learning rate lower than 0.500",
        assertThrows(TrainingDivergedException.class, trainer::fit).getMessage());
  }

  /** The data are read on another thread, whose exception must not be lost. */
  @Test
  @Timeout(60)
  void dataThatCannotBeReadEndTheTraining() {
    TrainingData unreadable =
        new TrainingData() {
          @Override
          public Iterator<MultiDataSet> epoch(int epoch) {
            Iterator<MultiDataSet> dots = new Dots().epoch(epoch);
            return new Iterator<>() {
              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public MultiDataSet next() {
                if (!dots.hasNext()) {
                  throw new IllegalArgumentException("image 3 cannot be read");
                }
                return dots.next();
              }
            };
          }

          @Override
          public int batches() {
            return 4;
          }
        };

    assertEquals(
        "image 3 cannot be read",
        assertThrows(
                IllegalArgumentException.class,
                () -> Trainer.builder(network, unreadable).build().fit())
            .getMessage());
  }

  @Test
  void aStepMayHaveSeveralNetworks() {
    ComputationGraph other = Dots.network();
    INDArray before = Dots.weights(other);
    List<Double> rates = new ArrayList<>();
    Step both =
        new Step() {
          @Override
          public double run(MultiDataSet batch) {
            network.fit(batch);
            other.fit(batch);
            rates.add(other.getLearningRate("side"));
            return network.score() + other.score();
          }

          @Override
          public List<ComputationGraph> networks() {
            return List.of(network, other);
          }
        };

    Trainer.builder(both, new Dots()).learningRate(LearningRate.constant(0.25)).build().fit();

    assertEquals(List.of(0.25, 0.25, 0.25), rates);
    assertNotEquals(before, other.params());
    assertEquals(network.params(), other.params());
    assertEquals(1, other.getConfiguration().getEpochCount());
  }

  @Test
  void aFitterMayRunStepsElsewhere() {
    List<String> told = new ArrayList<>();
    Fitter everySecond =
        (step, batches, epoch) -> {
          boolean skip = false;
          while (epoch.goesOn() && batches.hasNext()) {
            MultiDataSet batch = batches.next();
            if (!skip) {
              epoch.setLearningRate(step.networks());
              epoch.done(batch.getFeatures(0).size(0), step.run(batch));
            }
            skip = !skip;
          }
        };

    trainer(1)
        .fitter(everySecond)
        .listener(
            new TrainerListener<>() {
              @Override
              public void onBatch(BatchResult batch) {
                told.add(batch.batch() + " of " + batch.examples());
              }
            })
        .build()
        .fit();

    assertEquals(List.of("1 of 2", "2 of 2"), told);
  }

  @Test
  void badOptionsAreRefused() {
    assertRefused("epochs is 0; allowed: whole numbers >= 1", () -> trainer(0));
    assertRefused(
        "every is 0; allowed: whole numbers >= 1",
        () -> trainer(1).validator(n -> new Fixed(0, 0), 0));
    assertRefused(
        "timeLimit is PT0S; allowed: durations above 0", () -> trainer(1).timeLimit(Duration.ZERO));
    assertRefused(
        "every is PT0S; allowed: durations above 0", () -> trainer(1).checkpoints(Duration.ZERO));
  }

  private static void assertRefused(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }
}
