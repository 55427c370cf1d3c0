package org.dl4jvision.task.segmentation;

import static org.dl4jvision.data.segmentation.SegmentationSample.IGNORE;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.CsvFile;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.metric.Means;
import org.dl4jvision.metric.segmentation.CenterlineDice;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;
import org.dl4jvision.metric.segmentation.PixelMeasures;
import org.dl4jvision.metric.segmentation.ThresholdCurve;
import org.dl4jvision.report.Charts;
import org.dl4jvision.tile.RowSink;

/**
 * What a mean over pixels hides: whether thin structures are connected, which objects are found,
 * and what another threshold would give.
 */
final class SegmentationDetails {

  /** The pixels of an image at most: all of them are held in memory. */
  private static final long LARGEST = 1 << 24;

  private final SegmentationDataset dataset;
  private final Split split;
  private final SegmentationPredictor predictor;
  private final List<Integer> counting;
  private final ObjectRecall objects;
  private final List<Scored> images = new ArrayList<>();
  private final ThresholdCurve thresholds = new ThresholdCurve();

  /**
   * @param centerlines clDice of each class that counts
   */
  private record Scored(String name, ConfusionMatrix pixels, List<Double> centerlines) {}

  /** Predicts all images of a split. */
  SegmentationDetails(SegmentationDataset dataset, Split split, SegmentationPredictor predictor) {
    this.dataset = dataset;
    this.split = split;
    this.predictor = predictor;
    counting = ImageDice.of(dataset.classNames()).classes();
    objects = new ObjectRecall(dataset.classNames(), counting);
    for (int i = 0; i < dataset.size(split); i++) {
      if (Region.of(dataset.imageSize(split, i)).area() <= LARGEST) {
        images.add(score(i));
      }
    }
  }

  private Scored score(int index) {
    ImageSize size = dataset.imageSize(split, index);
    byte[] truth = dataset.labels(split, index);
    byte[] predicted =
        predictor.labels(
            dataset,
            split,
            index,
            isOneClass() ? MaskTuning.counting(truth, thresholds) : RowSink.NONE);
    ConfusionMatrix pixels =
        ConfusionMatrix.of(dataset.classNames().size(), truth, predicted, IGNORE);
    objects.add(truth, predicted, size);
    List<Double> centerlines =
        counting.stream()
            .map(
                c ->
                    CenterlineDice.of(
                            of(truth, truth, c),
                            of(predicted, truth, c),
                            size.width(),
                            size.height())
                        .value())
            .toList();
    return new Scored(dataset.imageName(split, index), pixels, centerlines);
  }

  private boolean isOneClass() {
    return dataset.classNames().size() == 2;
  }

  /** The pixels of a class, without those that are void in the ground truth. */
  private static BitSet of(byte[] labels, byte[] truth, int c) {
    BitSet pixels = new BitSet(labels.length);
    for (int i = 0; i < labels.length; i++) {
      if (Byte.toUnsignedInt(labels[i]) == c && Byte.toUnsignedInt(truth[i]) != IGNORE) {
        pixels.set(i);
      }
    }
    return pixels;
  }

  /** The numbers that are not in files, to be written as JSON. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("clDice", centerlineDice());
    if (isOneClass()) {
      map.put("bestThreshold", thresholds.best());
    }
    return map;
  }

  /** Prints the same for readers. */
  void print(PrintWriter out) {
    centerlineDice()
        .forEach((name, value) -> out.printf("clDice of %s %s%n", name, Decimals.of(value)));
    if (isOneClass()) {
      ThresholdCurve.Point best = thresholds.best();
      out.printf(
          Locale.ROOT,
          "best threshold %.2f: Dice %s, precision %s, recall %s, of these images%n",
          best.threshold(),
          Decimals.of(best.dice()),
          Decimals.of(best.precision()),
          Decimals.of(best.recall()));
    }
  }

  /** The mean clDice of each class that counts, over the images where it is defined. */
  private Map<String, Double> centerlineDice() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (int k = 0; k < counting.size(); k++) {
      int place = k;
      means.put(
          dataset.classNames().get(counting.get(k)),
          Means.ofDefined(images.stream().mapToDouble(image -> image.centerlines().get(place))));
    }
    return means;
  }

  /** Writes tables and pictures into a folder. */
  void write(Path folder) {
    CsvFile.write(folder.resolve("classes.csv"), classRows());
    CsvFile.write(folder.resolve("objects.csv"), objects.rows());
    if (isOneClass()) {
      writeThresholds(folder);
    }
  }

  private List<List<String>> classRows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("image", "class", "dice", "iou", "cl-dice"));
    for (Scored image : images) {
      PixelMeasures measures = image::pixels;
      for (int k = 0; k < counting.size(); k++) {
        int c = counting.get(k);
        rows.add(
            List.of(
                image.name(),
                dataset.classNames().get(c),
                "" + measures.dice(c),
                "" + measures.iou(c),
                "" + image.centerlines().get(k)));
      }
    }
    return rows;
  }

  private void writeThresholds(Path folder) {
    List<ThresholdCurve.Point> points = thresholds.points();
    List<List<String>> rows =
        new ArrayList<>(List.of(List.of("threshold", "dice", "precision", "recall")));
    points.forEach(
        one ->
            rows.add(
                List.of(
                    "" + one.threshold(),
                    "" + one.dice(),
                    "" + one.precision(),
                    "" + one.recall())));
    CsvFile.write(folder.resolve("thresholds.csv"), rows);
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("Dice", points.stream().mapToDouble(ThresholdCurve.Point::dice).toArray());
    lines.put("precision", points.stream().mapToDouble(ThresholdCurve.Point::precision).toArray());
    lines.put("recall", points.stream().mapToDouble(ThresholdCurve.Point::recall).toArray());
    AtomicFile.writePng(
        folder.resolve("thresholds.png"),
        Charts.lines(
            dataset.classNames().get(1),
            "threshold",
            "",
            points.stream().mapToDouble(ThresholdCurve.Point::threshold).toArray(),
            lines));
  }
}
