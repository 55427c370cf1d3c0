package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.ForwardingDataset;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.SegmentationScores;
import org.dl4jvision.task.TaskRun;
import org.dl4jvision.task.segmentation.SegmentationOptions;
import org.dl4jvision.task.segmentation.SegmentationTraining;
import org.dl4jvision.task.segmentation.SegmentationValidation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class TrainerTest {

  private static final SyntheticCells CELLS =
      SyntheticCells.builder()
          .imageSize(32, 32)
          .samples(Split.TRAIN, 6)
          .samples(Split.VALIDATION, 2)
          .build();

  @TempDir Path folder;

  private static SegmentationTraining training(int epochs) {
    return training(CELLS, options -> options.epochs = epochs);
  }

  private static SegmentationTraining training(
      SegmentationDataset dataset, Consumer<SegmentationOptions> set) {
    return SegmentationTraining.of(
        dataset,
        options -> {
          options.baseChannels = 2;
          options.depth = 2;
          options.batchSize = 2;
          set.accept(options);
        });
  }

  /** Keeps what it is told. */
  private static final class Log implements TrainerListener<Validation> {
    private final List<String> events = new ArrayList<>();
    private final List<Double> trainLosses = new ArrayList<>();

    @Override
    public void onEpochStart(EpochStart epoch) {
      events.add("start " + epoch.epoch());
    }

    @Override
    public void onBatch(BatchResult batch) {
      events.add("batch " + batch.batch());
    }

    @Override
    public void onEpoch(EpochResult<? extends Validation> epoch, ComputationGraph network) {
      events.add("epoch " + epoch.epoch() + (epoch.validation().isPresent() ? " validated" : ""));
      trainLosses.add(epoch.trainLoss());
    }

    @Override
    public void onEnd(TrainingResult<? extends Validation> result, ComputationGraph network) {
      events.add("end " + result.end());
    }
  }

  @Test
  void tellsWhatItDoes() {
    SegmentationTraining training = training(3);
    ComputationGraph network = training.newNetwork();
    Log log = new Log();

    TrainingResult<SegmentationValidation> result =
        training
            .trainer(network)
            .validator(training.validator(Split.VALIDATION), 2)
            .listener(log)
            .build()
            .fit();

    assertEquals(
        List.of(
            "start 1",
            "batch 1",
            "batch 2",
            "batch 3",
            "epoch 1",
            "start 2",
            "batch 1",
            "batch 2",
            "batch 3",
            "epoch 2 validated",
            "start 3",
            "batch 1",
            "batch 2",
            "batch 3",
            "epoch 3 validated",
            "end COMPLETED"),
        log.events);
    assertEquals(3, result.epochs());
    assertEquals(3, result.last().orElseThrow().epoch());
    assertEquals(3, network.getConfiguration().getEpochCount());
  }

  @Test
  void learningRateIsThatOfTheSchedule() {
    SegmentationTraining training = training(1);
    ComputationGraph network = training.newNetwork();
    INDArray before = network.params().dup();

    Trainer.builder(network, training.trainingData())
        .learningRate(LearningRate.constant(0))
        .build()
        .fit();
    assertEquals(before, network.params());

    network.getConfiguration().setEpochCount(0);
    Trainer.builder(network, training.trainingData())
        .learningRate(progress -> progress < 0.5 ? 0 : 1e-3)
        .build()
        .fit();
    // Adam moves a weight by the learning rate at most (nearly, after steps of 0).
    double change = before.sub(network.params()).amaxNumber().doubleValue();
    assertTrue(change > 1e-4 && change < 2e-3, "change " + change);
  }

  @Test
  void cosineRisesAndFalls() {
    LearningRate rate = LearningRate.cosine(1, 0.1);

    assertEquals(0.1, rate.at(0), 1e-12);
    assertEquals(0.55, rate.at(0.05), 1e-12);
    assertEquals(1, rate.at(0.1), 1e-12);
    assertEquals(0.505, rate.at(0.55), 1e-12);
    assertEquals(0.01, rate.at(1), 1e-12);
    assertEquals(1, LearningRate.cosine(1, 0).at(0), 1e-12);
  }

  @Test
  void resumedTrainingEqualsAnUnbrokenOne() {
    SegmentationTraining training = training(4);
    RunFolder whole = RunFolder.create(folder.resolve("whole"), RunFolder.Existing.REFUSE);
    TaskRun.create(training, whole).trainer().build().fit();

    RunFolder broken = RunFolder.create(folder.resolve("broken"), RunFolder.Existing.REFUSE);
    TaskRun<SegmentationValidation> first = TaskRun.create(training, broken);
    List<Trainer<?>> trainer = new ArrayList<>();
    trainer.add(
        first
            .trainer()
            .listener(
                new TrainerListener<Validation>() {
                  @Override
                  public void onEpoch(
                      EpochResult<? extends Validation> epoch, ComputationGraph network) {
                    if (epoch.epoch() == 2) {
                      trainer.get(0).stop();
                    }
                  }
                })
            .build());
    assertEquals(TrainingResult.End.STOPPED, trainer.get(0).fit().end());
    TaskRun.resume(training, broken).trainer().build().fit();

    for (String column : List.of(EpochMetrics.TRAIN_LOSS, EpochMetrics.VALIDATION_LOSS)) {
      assertArrayEquals(
          whole.readMetrics().column(column), broken.readMetrics().column(column), 1e-6, column);
    }
    assertEquals(
        whole.readSummary(SegmentationScores.class).bestEpoch(),
        broken.readSummary(SegmentationScores.class).bestEpoch());
  }

  @Test
  void timeLimitEndsWithAValidation() {
    SegmentationTraining training =
        training(
            CELLS,
            options -> {
              options.epochs = 1_000_000;
              options.maxMinutes = 0.5 / 60;
            });

    TrainingResult<SegmentationValidation> result =
        training.trainer(training.newNetwork()).build().fit();

    assertEquals(TrainingResult.End.TIME_LIMIT, result.end());
    assertEquals(result.epochs(), result.last().orElseThrow().epoch());
    assertTrue(result.seconds() < 30, "seconds " + result.seconds());
  }

  @Test
  void onlyABetterEpochIsBest() {
    SegmentationTraining training = training(4);
    double[] scores = {0.5, 0.4, 0.5, 0.6};
    int[] next = {0};
    List<Boolean> best = new ArrayList<>();

    TrainingResult<Validation> result =
        Trainer.<Validation>builder(training.newNetwork(), training.trainingData())
            .epochs(4)
            .validator(network -> new Fixed(scores[next[0]++], 1), 1)
            .scoreToBeat(0.45)
            .listener(
                new TrainerListener<Validation>() {
                  @Override
                  public void onEpoch(
                      EpochResult<? extends Validation> epoch, ComputationGraph network) {
                    best.add(epoch.best());
                  }
                })
            .build()
            .fit();

    assertEquals(List.of(true, false, false, true), best);
    assertEquals(4, result.best().orElseThrow().epoch());
  }

  @Test
  void aValidationWithoutANumberEndsTheTraining() {
    SegmentationTraining training = training(3);
    Trainer<Validation> trainer =
        Trainer.<Validation>builder(training.newNetwork(), training.trainingData())
            .epochs(3)
            .validator(network -> new Fixed(0, Double.NaN), 2)
            .build();

    TrainingDivergedException e = assertThrows(TrainingDivergedException.class, trainer::fit);

    assertTrue(e.getMessage().contains("epoch 2, iteration 3"), e.getMessage());
  }

  private record Fixed(double score, double loss) implements Validation {}

  @Test
  @Timeout(60)
  void anUnreadableImageEndsTheTraining() {
    SegmentationTraining training = training(new Unreadable(CELLS), options -> options.epochs = 2);
    Trainer<SegmentationValidation> trainer = training.trainer(training.newNetwork()).build();

    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, trainer::fit);

    assertEquals("image 3 cannot be read", e.getMessage());
  }

  private static final class Unreadable
      extends ForwardingDataset<SegmentationSample, SegmentationDataset>
      implements SegmentationDataset {
    Unreadable(SegmentationDataset cells) {
      super(cells);
    }

    @Override
    public SegmentationSample get(Split split, int index) {
      if (split == Split.TRAIN && index == 3) {
        throw new IllegalArgumentException("image 3 cannot be read");
      }
      return super.get(split, index);
    }
  }

  @Test
  void defaultsSuitTheData() {
    SegmentationTraining small = SegmentationTraining.of(CELLS, options -> {});
    SyntheticCells large =
        SyntheticCells.builder()
            .imageSize(512, 600)
            .samples(Split.TRAIN, 2)
            .samples(Split.VALIDATION, 8)
            .build();
    SegmentationTraining crops = SegmentationTraining.of(large, options -> {});

    assertEquals(32, small.options().crop);
    assertEquals(8, small.options().batchSize);
    assertEquals(6, small.examplesPerEpoch());
    assertEquals(256, crops.options().crop);
    assertEquals(4, crops.options().batchSize);
    assertEquals(10, crops.examplesPerEpoch(), "2 images of nearly 5 crops each");
    assertFalse(small.options().epochs < 10);
  }
}
