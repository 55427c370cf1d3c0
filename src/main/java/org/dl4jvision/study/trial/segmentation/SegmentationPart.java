package org.dl4jvision.study.trial.segmentation;

import static org.dl4jvision.data.segmentation.SegmentationSample.IGNORE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.FoldDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.metric.Means;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;
import org.dl4jvision.study.trial.TrialTask;
import org.dl4jvision.task.TrainingOptions;
import org.dl4jvision.task.segmentation.ImageDice;
import org.dl4jvision.task.segmentation.SegmentationOptions;
import org.dl4jvision.task.segmentation.SegmentationPredictor;
import org.dl4jvision.task.segmentation.SegmentationTraining;
import org.dl4jvision.task.segmentation.SegmentationValidation;

/** A training of a segmentation, with the images that judge it. */
final class SegmentationPart implements TrialTask.Part<SegmentationValidation> {

  private final SegmentationDataset dataset;
  private final SegmentationOptions options;
  private final ImageDice dice;
  private SegmentationTraining training;
  private Integer constant; // found when it is asked for, as all masks are read for it

  SegmentationPart(SegmentationDataset dataset, SegmentationOptions options) {
    this.dataset = dataset;
    this.options = options;
    dice = ImageDice.of(dataset.classNames());
  }

  @Override
  public SegmentationTraining training() {
    if (training == null) {
      training = new SegmentationTraining(dataset, options);
    }
    return training;
  }

  @Override
  public SegmentationPart inner(TrainingOptions<SegmentationValidation> others) {
    return new SegmentationPart(FoldDataset.inner(dataset), (SegmentationOptions) others);
  }

  @Override
  public int trainSize() {
    return dataset.size(Split.TRAIN);
  }

  @Override
  public Map<String, Double> scores(ComputationGraph network) {
    SegmentationPredictor predictor = training().modelCard().predictor(network, options.tiles);
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < dataset.size(Split.VALIDATION); i++) {
      SegmentationSample predicted =
          predictor.picture(dataset, Split.VALIDATION, i, Integer.MAX_VALUE);
      byte[] truth = dataset.get(Split.VALIDATION, i).labels();
      ConfusionMatrix pixels =
          ConfusionMatrix.of(dataset.classNames().size(), truth, predicted.labels(), IGNORE);
      scores.put(dataset.imageName(Split.VALIDATION, i), dice.of(pixels));
    }
    return scores;
  }

  @Override
  public Map<String, Double> baseline() {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < dataset.size(Split.VALIDATION); i++) {
      scores.put(
          dataset.imageName(Split.VALIDATION, i),
          ofConstant(counts(Split.VALIDATION, i), constant()));
    }
    return scores;
  }

  @Override
  public String baselineName() {
    return "every pixel " + dataset.classNames().get(constant());
  }

  private int constant() {
    if (constant == null) {
      constant = best();
    }
    return constant;
  }

  /** The class that scores best on the training images if every pixel is given it. */
  private int best() {
    List<long[]> all = new ArrayList<>();
    for (int i = 0; i < dataset.size(Split.TRAIN); i++) {
      all.add(counts(Split.TRAIN, i));
    }
    int best = 0;
    double highest = -1;
    for (int c : dice.classes()) {
      double mean = Means.ofDefined(all.stream().mapToDouble(counts -> ofConstant(counts, c)));
      if (mean > highest) {
        best = c;
        highest = mean;
      }
    }
    return best;
  }

  /** The score of an image of which every pixel is given this class. */
  private double ofConstant(long[] counts, int given) {
    long all = LongStream.of(counts).sum();
    return Means.ofDefined(
        dice.classes().stream()
            .mapToDouble(
                c ->
                    c == given
                        ? 2.0 * counts[c] / (counts[c] + all)
                        : counts[c] > 0 ? 0 : Double.NaN));
  }

  private long[] counts(Split split, int index) {
    long[] counts = new long[dataset.classNames().size()];
    dataset
        .strips(split, index)
        .forEach(
            strip -> {
              for (byte label : strip.labels()) {
                if (Byte.toUnsignedInt(label) < counts.length) {
                  counts[Byte.toUnsignedInt(label)]++;
                }
              }
            });
    return counts;
  }
}
