package org.dl4jvision.task.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.metric.calibration.ReliabilityBin;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;
import org.dl4jvision.report.ImageScores;
import org.dl4jvision.report.Judgement;
import org.dl4jvision.report.ReportFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageJudgeTest {

  private static final int SIZE = 32;

  private static final SegmentationDataset CELLS =
      SyntheticCells.builder()
          .imageSize(SIZE, SIZE)
          .samples(Split.TRAIN, 2)
          .samples(Split.VALIDATION, 5)
          .build();

  @TempDir Path folder;

  private static SegmentationTraining training(ClassActivation activation, String resize) {
    return SegmentationTraining.of(
        CELLS,
        options -> {
          options.baseChannels = 2;
          options.depth = 1;
          options.activation = activation;
          options.resize = resize;
        });
  }

  private Judgement judge(SegmentationTraining training, ComputationGraph network) {
    SegmentationPredictor predictor = training.modelCard().predictor(network);
    new ImageJudge(CELLS, Split.VALIDATION, predictor).write(folder);
    return JsonFile.read(folder.resolve(ReportFiles.JUDGEMENT), Judgement.class);
  }

  private Map<String, Double> scores() {
    return ImageScores.read(folder.resolve(ReportFiles.SCORES));
  }

  /** What single images say is together what a validation says. */
  @ParameterizedTest
  @EnumSource
  void isThatOfAValidation(ClassActivation activation) {
    SegmentationTraining training = training(activation, null);
    ComputationGraph network = training.newNetwork();
    Judgement judgement = judge(training, network);
    SegmentationValidation found = training.validator(Split.VALIDATION).validate(network);
    assertEquals(found.evaluation().confusionMatrix(), judgement.pixels());
    assertEquals(5, scores().size());
    assertEquals(0, judgement.left());
    // Every pixel is small enough to be looked at.
    List<ReliabilityBin> bins = judgement.reliability();
    assertEquals(5 * SIZE * SIZE, bins.stream().mapToLong(ReliabilityBin::count).sum());
    double right =
        bins.stream().filter(b -> b.count() > 0).mapToDouble(b -> b.count() * b.accuracy()).sum();
    assertEquals(judgement.pixels().rightPixels(), right, 1e-6);
  }

  @Test
  void scoresAreThoseOfTheirImages() {
    SegmentationTraining training = training(ClassActivation.SOFTMAX, null);
    ComputationGraph network = training.newNetwork();
    judge(training, network);
    SegmentationPredictor predictor = training.modelCard().predictor(network);
    for (int i = 0; i < 5; i++) {
      SegmentationSample truth = CELLS.get(Split.VALIDATION, i);
      byte[] labels = predictor.predict(truth).labels();
      ConfusionMatrix pixels =
          ConfusionMatrix.of(2, truth.labels(), labels, SegmentationSample.IGNORE);
      double both = 2.0 * pixels.count(1, 1);
      double dice = both / (both + pixels.count(0, 1) + pixels.count(1, 0));
      assertEquals(dice, scores().get(truth.name()), 1e-9);
    }
  }

  @Test
  void imagesAreRankedFromTheWorst() {
    SegmentationTraining training = training(ClassActivation.SOFTMAX, null);
    SegmentationPredictor predictor = training.modelCard().predictor(training.newNetwork());
    ImageJudge judge = new ImageJudge(CELLS, Split.VALIDATION, predictor);
    judge.write(folder);
    List<Double> ranked =
        judge.ranked().stream()
            .map(i -> scores().get(CELLS.imageName(Split.VALIDATION, i)))
            .toList();
    assertEquals(ranked.stream().sorted(Comparator.naturalOrder()).toList(), ranked);
    assertEquals(5, ranked.size());
  }

  /** Images that the network sees in another size are judged in their own. */
  @Test
  void resizedImagesAreJudgedInTheirOwnSize() {
    SegmentationTraining training = training(ClassActivation.SOFTMAX, "16");
    Judgement judgement = judge(training, training.newNetwork());
    assertEquals(5 * SIZE * SIZE, judgement.pixels().pixels());
    assertTrue(judgement.brier() >= 0, judgement.toString());
  }
}
