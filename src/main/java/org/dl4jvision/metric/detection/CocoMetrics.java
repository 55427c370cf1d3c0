package org.dl4jvision.metric.detection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The twelve numbers of COCO's detection challenge, each the mean over classes with objects, from 0
 * to 1; NaN, where COCO has -1, if there is no such object. IoU thresholds are 0.5, 0.55, ... 0.95.
 * Small objects have an area of up to 32^2 pixels, medium ones up to 96^2.
 *
 * @param ap average precision, mean over thresholds
 * @param ap50 average precision at IoU 0.5
 * @param ap75 average precision at IoU 0.75
 * @param apSmall as {@code ap}, of small objects
 * @param apMedium as {@code ap}, of medium objects
 * @param apLarge as {@code ap}, of large objects
 * @param ar1 recall, mean over thresholds, of each image's highest-scoring detection of each class
 * @param ar10 the same of ten detections
 * @param ar100 the same of a hundred
 * @param arSmall as {@code ar100}, of small objects
 * @param arMedium as {@code ar100}, of medium objects
 * @param arLarge as {@code ar100}, of large objects
 * @param apOfClasses {@code ap} of each class by itself
 */
public record CocoMetrics(
    double ap,
    double ap50,
    double ap75,
    double apSmall,
    double apMedium,
    double apLarge,
    double ar1,
    double ar10,
    double ar100,
    double arSmall,
    double arMedium,
    double arLarge,
    List<Double> apOfClasses) {

  public CocoMetrics {
    apOfClasses = List.copyOf(apOfClasses);
  }

  /** The twelve numbers by COCO's names, in its order. */
  public Map<String, Double> byName() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("AP", ap);
    values.put("AP50", ap50);
    values.put("AP75", ap75);
    values.put("APsmall", apSmall);
    values.put("APmedium", apMedium);
    values.put("APlarge", apLarge);
    values.put("AR1", ar1);
    values.put("AR10", ar10);
    values.put("AR100", ar100);
    values.put("ARsmall", arSmall);
    values.put("ARmedium", arMedium);
    values.put("ARlarge", arLarge);
    return values;
  }
}
