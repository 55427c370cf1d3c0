package org.dl4jvision.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.metric.segmentation.ThresholdCurve;

/**
 * What overlaps of classes do not tell of predicted masks: borders, objects, thresholds.
 *
 * @param classes means over the images of the scores of each class that counts, by their titles
 * @param objects how many objects of each class and size were found
 * @param thresholds what other thresholds would give; none but of one class
 * @param best of the thresholds; null where there are none
 */
public record MaskDetails(
    Map<String, Map<String, Double>> classes,
    List<SizeRecall> objects,
    List<ThresholdCurve.Point> thresholds,
    ThresholdCurve.Point best) {

  /**
   * Objects of a class that are about as large; one is found if more than half of its pixels are
   * predicted as its class.
   *
   * @param size "small", "medium" or "large"
   * @param objects that there are
   * @param found of these
   */
  public record SizeRecall(String className, String size, int objects, int found) {

    /** The share that was found. */
    public double recall() {
      return (double) found / objects;
    }

    /** The numbers by their names, to be written as JSON. */
    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("class", className);
      map.put("size", size);
      map.put("objects", objects);
      map.put("found", found);
      map.put("recall", recall());
      return map;
    }

    /** The numbers for a table. */
    List<String> cells() {
      return List.of(className, size, "" + objects, "" + found, Decimals.of(recall()));
    }
  }
}
