package org.dl4jvision.task.segmentation;

import static org.dl4jvision.data.segmentation.SegmentationSample.IGNORE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.metric.calibration.Calibration;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;
import org.dl4jvision.report.ImageScores;
import org.dl4jvision.report.Judgement;
import org.dl4jvision.report.ReportFiles;
import org.dl4jvision.tile.RowSink;

/** Looks at predictions image by image: their scores, what is confused, and how sure they are. */
final class ImageJudge {

  /** The pixels of an image at most: all of them are held in memory. */
  private static final long LARGEST = 1 << 24;

  private final SegmentationDataset dataset;
  private final Split split;
  private final SegmentationPredictor predictor;
  private final ImageDice dice;
  private final SegmentationDetails details;
  private final Map<Integer, Double> scores = new LinkedHashMap<>(); // by index
  private Optional<ProbabilitySink> probabilities = Optional.of(new ProbabilitySink());
  private ConfusionMatrix pixels;
  private int left;

  ImageJudge(SegmentationDataset dataset, Split split, SegmentationPredictor predictor) {
    this.dataset = dataset;
    this.split = split;
    this.predictor = predictor;
    dice = ImageDice.of(dataset.classNames());
    details = new SegmentationDetails(dataset.classNames());
    int classes = dataset.classNames().size();
    pixels = ConfusionMatrix.of(classes, new byte[0], new byte[0], IGNORE);
    for (int i = 0; i < dataset.size(split); i++) {
      if (Region.of(dataset.imageSize(split, i)).area() <= LARGEST) {
        look(i);
      } else {
        left++;
      }
    }
  }

  private void look(int index) {
    SegmentationSample truth = dataset.get(split, index);
    probabilities.ifPresent(sink -> sink.next(truth));
    byte[] predicted = predict(truth, index);
    ConfusionMatrix one =
        ConfusionMatrix.of(dataset.classNames().size(), truth.labels(), predicted, IGNORE);
    pixels = pixels.plus(one);
    details.add(truth, predicted, one);
    scores.put(index, dice.of(one));
    probabilities = probabilities.filter(ProbabilitySink::areKnown);
  }

  private byte[] predict(SegmentationSample truth, int index) {
    RowSink sink = new Probabilities(truth);
    ImageSize size = truth.size();
    if (predictor.atOnce(dataset.channels(), size, 1) == 1) {
      return predictor.predict(List.of(truth), sink).get(0).labels();
    }
    byte[] labels = new byte[truth.labels().length];
    predictor.predict(
        dataset,
        split,
        index,
        values -> {},
        (rows, classes) ->
            System.arraycopy(classes, 0, labels, rows.top() * rows.width(), classes.length),
        sink);
    return labels;
  }

  /** Hands on the probabilities of an image. */
  private final class Probabilities implements RowSink {
    private final SegmentationSample truth;
    private final RowSink counting;
    private boolean ofItsSize = true;

    Probabilities(SegmentationSample truth) {
      this.truth = truth;
      counting = details.counting(truth);
    }

    @Override
    public void begin(int channels, ImageSize size) {
      ofItsSize = size.equals(truth.size());
      probabilities.ifPresent(one -> one.begin(channels, size));
    }

    @Override
    public void rows(Region rows, float[] values) {
      probabilities.ifPresent(one -> one.rows(rows, values));
      if (ofItsSize) {
        counting.rows(rows, values);
      }
    }
  }

  /** What else is known of the masks. */
  SegmentationDetails details() {
    return details;
  }

  /** The images with a defined score, the worst first. */
  List<Integer> ranked() {
    List<Map.Entry<Integer, Double>> defined = new ArrayList<>(scores.entrySet());
    defined.removeIf(one -> one.getValue().isNaN());
    defined.sort(Map.Entry.comparingByValue(Comparator.naturalOrder()));
    return defined.stream().map(Map.Entry::getKey).toList();
  }

  /** Writes scores.csv and judgement.json. */
  void write(Path folder) {
    Map<String, Double> named = new LinkedHashMap<>();
    scores.forEach((index, score) -> named.put(dataset.imageName(split, index), score));
    ImageScores.write(folder.resolve(ReportFiles.SCORES), named);
    Calibration calibration =
        probabilities.map(ProbabilitySink::calibration).orElseGet(Calibration::new);
    JsonFile.write(
        folder.resolve(ReportFiles.JUDGEMENT),
        new Judgement(
            ImageDice.NAME,
            split.name().toLowerCase(Locale.ROOT),
            left,
            pixels,
            calibration.bins(),
            calibration.expectedCalibrationError(),
            calibration.brier(),
            details.details()));
  }
}
