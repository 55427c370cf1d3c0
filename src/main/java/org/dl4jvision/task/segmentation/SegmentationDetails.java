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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.CsvFile;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.metric.segmentation.CenterlineDice;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;
import org.dl4jvision.metric.segmentation.ThresholdCurve;
import org.dl4jvision.metric.surface.SurfaceDistances;
import org.dl4jvision.report.Charts;
import org.dl4jvision.report.MaskDetails;
import org.dl4jvision.report.MaskScores;
import org.dl4jvision.tile.RowSink;

/**
 * What a mean over pixels hides: how far borders are off, whether thin structures are connected,
 * which objects are found, and what another threshold would give.
 */
final class SegmentationDetails {

  /** Borders may be off by so many pixels, for the measures that ask it. */
  private static final List<Double> TOLERANCES = List.of(1.0, 2.0);

  /** The measures that are printed; files have all. */
  private static final List<String> SAID = List.of("HD95", "sDice@2.0", "BF1@2.0", "clDice");

  private final List<String> classNames;
  private final List<Integer> counting;
  private final ObjectRecall objects;
  private final List<Scored> images = new ArrayList<>();
  private final ThresholdCurve thresholds = new ThresholdCurve();

  /**
   * An image.
   *
   * @param scores of each class that counts
   */
  private record Scored(String name, List<MaskScores> scores) {}

  SegmentationDetails(List<String> classNames) {
    this.classNames = classNames;
    counting = ImageDice.of(classNames).classes();
    objects = new ObjectRecall(classNames, counting);
  }

  /** Adds an image with the class that was predicted for each of its pixels. */
  void add(SegmentationSample truth, byte[] predicted, ConfusionMatrix pixels) {
    ImageSize size = truth.size();
    objects.add(truth.labels(), predicted, size);
    List<MaskScores> scores = new ArrayList<>();
    for (int c : counting) {
      BitSet one = of(truth.labels(), truth.labels(), c);
      BitSet other = of(predicted, truth.labels(), c);
      int[] shape = {size.height(), size.width()};
      scores.add(
          MaskScores.of(
              () -> pixels,
              c,
              SurfaceDistances.between(shape, one, other, 1, 1),
              CenterlineDice.of(one, other, size.width(), size.height()).value(),
              TOLERANCES));
    }
    images.add(new Scored(truth.name(), scores));
  }

  /** Counts the probabilities of an image; they count only of one class. */
  RowSink counting(SegmentationSample truth) {
    return isOneClass() ? MaskTuning.counting(truth.labels(), thresholds) : RowSink.NONE;
  }

  private boolean isOneClass() {
    return classNames.size() == 2;
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
    Map<String, Object> centerlines = new LinkedHashMap<>();
    Map<String, Object> classes = new LinkedHashMap<>();
    means()
        .forEach(
            (name, scores) -> {
              centerlines.put(name, scores.centerlineDice());
              classes.put(name, scores.toMap());
            });
    map.put("clDice", centerlines);
    map.put("masks", classes);
    if (isOneClass()) {
      map.put("bestThreshold", thresholds.best());
    }
    return map;
  }

  /** Prints the same for readers. */
  void print(PrintWriter out) {
    means()
        .forEach(
            (name, scores) ->
                out.printf(
                    "%s: %s%n",
                    name,
                    scores.byTitle().entrySet().stream()
                        .filter(one -> SAID.contains(one.getKey()))
                        .map(one -> one.getKey() + " " + Decimals.of(one.getValue()))
                        .collect(Collectors.joining(", "))));
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

  /** The mean scores of each class that counts, over the images where they are defined. */
  private Map<String, MaskScores> means() {
    Map<String, MaskScores> means = new LinkedHashMap<>();
    for (int k = 0; k < counting.size(); k++) {
      int place = k;
      means.put(
          classNames.get(counting.get(k)),
          MaskScores.mean(images.stream().map(image -> image.scores().get(place)).toList()));
    }
    return means;
  }

  /** What reports show. */
  MaskDetails details() {
    Map<String, Map<String, Double>> classes = new LinkedHashMap<>();
    means().forEach((name, scores) -> classes.put(name, scores.byTitle()));
    return new MaskDetails(
        classes,
        objects.sizes(),
        isOneClass() ? thresholds.points() : List.of(),
        isOneClass() ? thresholds.best() : null);
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
    rows.add(
        List.of(
            "image",
            "class",
            "dice",
            "iou",
            "cl-dice",
            "hausdorff",
            "hausdorff95",
            "assd",
            "surface-dice-1",
            "surface-dice-2",
            "boundary-f1-1",
            "boundary-f1-2"));
    for (Scored image : images) {
      for (int k = 0; k < counting.size(); k++) {
        MaskScores scores = image.scores().get(k);
        List<String> row = new ArrayList<>(List.of(image.name(), classNames.get(counting.get(k))));
        Stream.of(
                Stream.of(
                    scores.dice(),
                    scores.iou(),
                    scores.centerlineDice(),
                    scores.hausdorff(),
                    scores.hausdorff95(),
                    scores.averageSymmetricSurfaceDistance()),
                scores.surfaceDice().values().stream(),
                scores.boundaryF1().values().stream())
            .flatMap(values -> values)
            .forEach(value -> row.add("" + value));
        rows.add(row);
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
            classNames.get(1),
            "threshold",
            "",
            points.stream().mapToDouble(ThresholdCurve.Point::threshold).toArray(),
            lines));
  }
}
