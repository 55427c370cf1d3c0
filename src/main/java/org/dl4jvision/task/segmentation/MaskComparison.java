package org.dl4jvision.task.segmentation;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.dl4jvision.data.segmentation.SegmentationSample.IGNORE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jvision.check.Check;
import org.dl4jvision.check.Excerpt;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.folder.HoldOut;
import org.dl4jvision.data.segmentation.ClassMaps;
import org.dl4jvision.data.segmentation.MaskFolder;
import org.dl4jvision.io.Parallel;
import org.dl4jvision.metric.segmentation.CenterlineDice;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;
import org.dl4jvision.metric.surface.SurfaceDistances;
import org.dl4jvision.report.MaskReport;
import org.dl4jvision.report.MaskReport.ImageScores;
import org.dl4jvision.report.MaskScores;
import org.dl4jvision.task.MaskDataOptions;
import picocli.CommandLine.Option;

/** Measures masks of any origin against their ground truth: the options, and the measuring. */
public final class MaskComparison extends MaskDataOptions {

  /** The options of the class above that are of no use here. */
  public static final Set<String> UNUSED =
      Stream.concat(Stream.of("--data", "--format", "--images", "--masks"), HOLD_OUT.stream())
          .collect(toUnmodifiableSet());

  /** The width and the height of a pixel. */
  @Option(
      names = "--spacing",
      order = 3,
      paramLabel = "X,Y",
      description =
          "Width and height of a pixel, in whose unit distances are (default: ${DEFAULT-VALUE}).")
  public String spacing = "1,1";

  /** How far a border may be off, for the measures that ask it. */
  @Option(
      names = "--tolerance",
      order = 4,
      paramLabel = "T[,T...]",
      description =
          "How far a border may be off to count as right, for surface Dice and boundary F1, in the"
              + " unit of the spacing (default: ${DEFAULT-VALUE}).")
  public String tolerance = "1,2";

  /** What was measured, and what was repaired or left out. */
  public record Measured(MaskReport report, List<String> warnings) {}

  @Override
  protected HoldOut earlierHoldOut() {
    return HoldOut.STRATIFIED;
  }

  /**
   * Compares the masks of two folders by their names.
   *
   * @throws IllegalArgumentException in one line that names the file or option at fault
   */
  public Measured measure(Path truthFolder, Path predictionFolder) {
    double[] sizes = spacing();
    List<Double> tolerances = tolerances();
    data = truthFolder;
    MaskFolder truth = folderDataset().openMasks();
    data = predictionFolder;
    MaskFolder predictions = folderDataset().openMasks(truth);
    List<String> warnings = new ArrayList<>(truth.warnings());
    warnings.addAll(predictions.warnings());
    requirePairs(truth, predictions);
    withoutTruth(truth, predictions).ifPresent(warnings::add);
    List<String> names = List.copyOf(truth.names());
    ObjectRecall objects =
        new ObjectRecall(
            truth.classNames(), MaskReport.counting(truth.classNames(), ClassMaps::isBackground));
    List<ImageScores> images =
        Parallel.map(
            names.size(),
            i -> compare(names.get(i), truth, predictions, sizes, tolerances, objects));
    return new Measured(
        new MaskReport(truth.classNames(), ClassMaps::isBackground, sizes, images, objects.sizes()),
        List.copyOf(warnings));
  }

  private double[] spacing() {
    double[] given = numbers("spacing", spacing);
    Check.that(given.length <= 2, "spacing", spacing, "width and height of a pixel, as 0.5,1.25");
    Arrays.stream(given).forEach(one -> Check.scale("spacing", one));
    return given.length == 1 ? new double[] {given[0], given[0]} : given;
  }

  private List<Double> tolerances() {
    double[] given = numbers("tolerance", tolerance);
    Arrays.stream(given).forEach(one -> Check.notNegative("tolerance", one));
    return Arrays.stream(given).boxed().distinct().toList();
  }

  private static double[] numbers(String name, String text) {
    try {
      return Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " is " + Excerpt.of(text) + "; allowed: numbers, separated by commas", e);
    }
  }

  private static void requirePairs(MaskFolder truth, MaskFolder predictions) {
    List<String> missing =
        truth.names().stream().filter(name -> !predictions.names().contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no prediction in %s (%d of %d have none); expected a mask of the same name"
              .formatted(
                  truth.file(missing.get(0)),
                  predictions.path(),
                  missing.size(),
                  truth.names().size()));
    }
    for (String name : truth.names()) {
      ImageSize size = truth.size(name);
      ImageSize other = predictions.size(name);
      if (!size.equals(other)) {
        throw new IllegalArgumentException(
            "sizes differ: %s is %s, its prediction %s is %s (height x width); expected equal sizes"
                .formatted(truth.file(name), size, predictions.file(name), other));
      }
    }
  }

  private static Optional<String> withoutTruth(MaskFolder truth, MaskFolder predictions) {
    List<String> more =
        predictions.names().stream().filter(name -> !truth.names().contains(name)).toList();
    return more.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "predictions without ground truth are left out: %d, the first is %s"
                .formatted(more.size(), predictions.file(more.get(0))));
  }

  private static ImageScores compare(
      String name,
      MaskFolder truth,
      MaskFolder predictions,
      double[] spacing,
      List<Double> tolerances,
      ObjectRecall objects) {
    byte[] expected = truth.labels(name);
    byte[] predicted = predictions.labels(name);
    requireClasses(predictions.file(name), expected, predicted);
    int classes = truth.classNames().size();
    ConfusionMatrix pixels = ConfusionMatrix.of(classes, expected, predicted, IGNORE);
    ImageSize size = truth.size(name);
    objects.add(expected, predicted, size);
    List<Integer> counting = MaskReport.counting(truth.classNames(), ClassMaps::isBackground);
    List<MaskScores> scores = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      BitSet one = pixels(expected, expected, c);
      BitSet other = pixels(predicted, expected, c);
      SurfaceDistances distances =
          SurfaceDistances.between(
              new int[] {size.height(), size.width()}, one, other, spacing[1], spacing[0]);
      double centerlines =
          counting.contains(c)
              ? CenterlineDice.of(one, other, size.width(), size.height()).value()
              : Double.NaN;
      scores.add(MaskScores.of(() -> pixels, c, distances, centerlines, tolerances));
    }
    return new ImageScores(name, pixels, scores);
  }

  private static void requireClasses(Path file, byte[] expected, byte[] predicted) {
    long voids =
        IntStream.range(0, expected.length)
            .filter(i -> isVoid(predicted[i]) && !isVoid(expected[i]))
            .count();
    if (voids > 0) {
      throw new IllegalArgumentException(
          "prediction %s is void where the ground truth is not (pixels: %d); expected a class there"
              .formatted(file, voids));
    }
  }

  private static boolean isVoid(byte label) {
    return Byte.toUnsignedInt(label) == IGNORE;
  }

  /** The pixels of a class but for those that are void in the ground truth, which are of none. */
  private static BitSet pixels(byte[] labels, byte[] expected, int c) {
    BitSet pixels = new BitSet(labels.length);
    for (int i = 0; i < labels.length; i++) {
      if (Byte.toUnsignedInt(labels[i]) == c && !isVoid(expected[i])) {
        pixels.set(i);
      }
    }
    return pixels;
  }
}
