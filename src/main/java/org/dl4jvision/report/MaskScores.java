package org.dl4jvision.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.metric.Means;
import org.dl4jvision.metric.segmentation.PixelMeasures;
import org.dl4jvision.metric.surface.SurfaceDistances;

/**
 * How a predicted mask agrees with its ground truth: one class of one image, or means of such. NaN
 * where the class is in neither of both; distances are infinite where it is in one only.
 *
 * @param centerlineDice clDice; NaN also of the background, which has no centerline
 * @param surfaceDice by the tolerance, such as "1.0"
 * @param boundaryF1 by the tolerance
 */
public record MaskScores(
    double iou,
    double dice,
    double precision,
    double recall,
    double hausdorff,
    double hausdorff95,
    double averageSymmetricSurfaceDistance,
    double centerlineDice,
    Map<String, Double> surfaceDice,
    Map<String, Double> boundaryF1) {

  /**
   * The scores of a class of an image.
   *
   * @param c its index among the pixels
   * @param centerlineDice clDice, NaN where it has none
   */
  public static MaskScores of(
      PixelMeasures pixels,
      int c,
      SurfaceDistances distances,
      double centerlineDice,
      List<Double> tolerances) {
    return new MaskScores(
        pixels.iou(c),
        pixels.dice(c),
        pixels.precision(c),
        pixels.recall(c),
        distances.hausdorff(),
        distances.hausdorff95(),
        distances.averageSymmetricSurfaceDistance(),
        centerlineDice,
        byTolerance(tolerances, distances::surfaceDice),
        byTolerance(tolerances, distances::boundaryF1));
  }

  private static Map<String, Double> byTolerance(
      List<Double> tolerances, Function<Double, Double> measure) {
    Map<String, Double> values = new LinkedHashMap<>();
    tolerances.forEach(tolerance -> values.put(tolerance.toString(), measure.apply(tolerance)));
    return values;
  }

  /** The means of scores, without those that are undefined or infinite; NaN where none is left. */
  public static MaskScores mean(List<MaskScores> all) {
    return new MaskScores(
        mean(all, MaskScores::iou),
        mean(all, MaskScores::dice),
        mean(all, MaskScores::precision),
        mean(all, MaskScores::recall),
        mean(all, MaskScores::hausdorff),
        mean(all, MaskScores::hausdorff95),
        mean(all, MaskScores::averageSymmetricSurfaceDistance),
        mean(all, MaskScores::centerlineDice),
        meanByTolerance(all, MaskScores::surfaceDice),
        meanByTolerance(all, MaskScores::boundaryF1));
  }

  private static Map<String, Double> meanByTolerance(
      List<MaskScores> all, Function<MaskScores, Map<String, Double>> measure) {
    Map<String, Double> means = new LinkedHashMap<>();
    all.stream()
        .flatMap(scores -> measure.apply(scores).keySet().stream())
        .distinct()
        .forEach(key -> means.put(key, mean(all, scores -> measure.apply(scores).get(key))));
    return means;
  }

  private static double mean(List<MaskScores> all, ToDoubleFunction<MaskScores> measure) {
    return Means.ofDefined(
        all.stream().mapToDouble(measure).filter(value -> !Double.isInfinite(value)));
  }

  /** Whether the class is in the ground truth or in the prediction. */
  public boolean isDefined() {
    return !Double.isNaN(dice);
  }

  /** Whether the class is in only one of both. */
  public boolean isInfinite() {
    return Double.isInfinite(hausdorff);
  }

  /** The scores by their names, in their order: what programs read. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("iou", iou);
    map.put("dice", dice);
    map.put("precision", precision);
    map.put("recall", recall);
    map.put("hausdorff", hausdorff);
    map.put("hausdorff95", hausdorff95);
    map.put("averageSymmetricSurfaceDistance", averageSymmetricSurfaceDistance);
    map.put("clDice", centerlineDice);
    map.put("surfaceDice", surfaceDice);
    map.put("boundaryF1", boundaryF1);
    return map;
  }

  /** The titles of {@link #cells}, where {@code @} stands before a tolerance. */
  List<String> titles() {
    List<String> titles =
        new ArrayList<>(
            List.of("IoU", "Dice", "precision", "recall", "HD", "HD95", "ASSD", "clDice"));
    surfaceDice.keySet().forEach(tolerance -> titles.add("sDice@" + tolerance));
    boundaryF1.keySet().forEach(tolerance -> titles.add("BF1@" + tolerance));
    return titles;
  }

  /** The scores for a table. */
  List<String> cells() {
    return values().map(Decimals::of).toList();
  }

  private Stream<Double> values() {
    return Stream.of(
            Stream.of(
                iou,
                dice,
                precision,
                recall,
                hausdorff,
                hausdorff95,
                averageSymmetricSurfaceDistance,
                centerlineDice),
            surfaceDice.values().stream(),
            boundaryF1.values().stream())
        .flatMap(values -> values);
  }

  /** The scores by their titles in tables, where {@code @} stands before a tolerance. */
  public Map<String, Double> byTitle() {
    List<Double> values = values().toList();
    Map<String, Double> map = new LinkedHashMap<>();
    titles().forEach(title -> map.put(title, values.get(map.size())));
    return map;
  }
}
