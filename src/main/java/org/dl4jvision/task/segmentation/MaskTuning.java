package org.dl4jvision.task.segmentation;

import static org.dl4jvision.data.segmentation.SegmentationSample.IGNORE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.ClassMaps;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.metric.segmentation.ThresholdCurve;
import org.dl4jvision.tile.RowSink;

/**
 * Tunes how probabilities become classes: of two classes the threshold of the highest Dice of all
 * pixels together, then for each class but the background the size of the smallest objects. Objects
 * that are dropped become background: where there is none, none are.
 */
final class MaskTuning {

  private final SegmentationDataset dataset;
  private final List<String> names;
  private final Split split;
  private final Function<MaskRule, SegmentationPredictor> predictors;
  private final List<String> lines = new ArrayList<>();
  private double threshold = MaskRule.USUAL.threshold();
  private final Map<String, Integer> least = new LinkedHashMap<>();

  /**
   * Goes through the images once for the threshold, and once for the objects.
   *
   * @param names of the classes, as the model has them
   * @param predictors predict by a rule
   */
  MaskTuning(
      SegmentationDataset dataset,
      List<String> names,
      Split split,
      Function<MaskRule, SegmentationPredictor> predictors) {
    this.dataset = dataset;
    this.names = names;
    this.split = split;
    this.predictors = predictors;
    if (names.size() == 2) {
      tuneThreshold();
    }
    tuneSizes();
  }

  private void tuneThreshold() {
    ThresholdCurve curve = new ThresholdCurve();
    SegmentationPredictor predictor = predictors.apply(MaskRule.USUAL);
    for (int i = 0; i < dataset.size(split); i++) {
      byte[] truth = dataset.labels(split, i);
      predictor.labels(dataset, split, i, counting(truth, curve));
    }
    ThresholdCurve.Point best = curve.best();
    threshold = best.threshold();
    int half = curve.points().size() / 2;
    lines.add(
        String.format(
            Locale.ROOT,
            "threshold %s of %s: Dice %s of all pixels, with 0.5 it is %s",
            threshold,
            names.get(1),
            Decimals.of(best.dice()),
            Decimals.of(curve.points().get(half).dice())));
  }

  /** Counts what an image's probabilities of the second of two classes are right about. */
  static RowSink counting(byte[] truth, ThresholdCurve curve) {
    return (rows, values) -> {
      int area = rows.height() * rows.width();
      int foreground = values.length - area; // the last of two channels, or the only one
      for (int i = 0; i < area; i++) {
        int label = Byte.toUnsignedInt(truth[rows.top() * rows.width() + i]);
        if (label != IGNORE) {
          curve.add(values[foreground + i], label == 1);
        }
      }
    };
  }

  private void tuneSizes() {
    if (names.size() > 2 && !ClassMaps.isBackground(names.get(0))) {
      lines.add("objects of any size stay, as no class is the background");
      return;
    }
    List<LeastSize> sizes = names.stream().map(name -> new LeastSize()).toList();
    SegmentationPredictor predictor = predictors.apply(new MaskRule(threshold, Map.of()));
    for (int i = 0; i < dataset.size(split); i++) {
      byte[] truth = dataset.labels(split, i);
      byte[] predicted = predictor.labels(dataset, split, i, RowSink.NONE);
      for (int c = 1; c < names.size(); c++) {
        sizes.get(c).add(truth, predicted, dataset.imageSize(split, i), c);
      }
    }
    IntStream.range(1, names.size()).forEach(c -> choose(names.get(c), sizes.get(c).choose()));
  }

  private void choose(String name, LeastSize.Choice choice) {
    if (choice.isSure()) {
      least.put(name, choice.pixels());
    }
    String gain =
        String.format(
            Locale.ROOT,
            "mean Dice of images %+.4f, 95 %% of them %+.4f to %+.4f",
            choice.gain(),
            choice.interval().low(),
            choice.interval().high());
    lines.add(
        choice.pixels() == 1
            ? "no size of dropped objects is better for " + name
            : choice.isSure()
                ? name + " below " + choice.pixels() + " pixels is dropped: " + gain
                : "objects of "
                    + name
                    + " stay: dropping those below "
                    + choice.pixels()
                    + " pixels is no sure gain, "
                    + gain);
  }

  /** What was found, a line each. */
  List<String> lines() {
    return lines;
  }

  /**
   * What was found, to be kept.
   *
   * @param model what its file is known by
   * @param tta the test-time augmentation of the predictors
   */
  TunedMasks tuned(String model, String tta) {
    String data = dataset.size(split) + " " + split.adjective() + " images of " + dataset.name();
    return new TunedMasks(model, data, tta, threshold, least);
  }
}
