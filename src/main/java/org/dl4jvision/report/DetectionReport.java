package org.dl4jvision.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dl4jvision.io.coco.CocoId;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.metric.detection.CocoMetrics;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.dl4jvision.metric.detection.PrecisionRecallCurve;

/** Shows an evaluation of detections as a table or as JSON. */
public final class DetectionReport {

  private static final double VOC_IOU = 0.5;

  private final DetectionEvaluation evaluation;
  private final CocoMetrics coco;
  private final List<Category> categories = new ArrayList<>();

  /** One line of the table by category. */
  private record Category(
      CocoId id, String name, int objects, double ap, double ap50, double voc2007, double voc2012) {

    /** The name for tables, of which a line is a category's. */
    String inOneLine() {
      return name.replaceAll("\\R", " ");
    }

    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("id", id);
      map.put("name", name);
      map.put("objects", objects);
      map.put("AP", ap);
      map.put("AP50", ap50);
      map.put("VOC2007", voc2007);
      map.put("VOC2012", voc2012);
      return map;
    }
  }

  /**
   * @param categoryIds by class index
   */
  public DetectionReport(DetectionEvaluation evaluation, List<CocoId> categoryIds) {
    this.evaluation = evaluation;
    coco = evaluation.coco();
    for (int i = 0; i < categoryIds.size(); i++) {
      var curve = evaluation.curve(i, VOC_IOU);
      var voc = evaluation.vocCurve(i, VOC_IOU);
      categories.add(
          new Category(
              categoryIds.get(i),
              evaluation.classNames().get(i),
              curve.objects(),
              coco.apOfClasses().get(i),
              curve.interpolated(PrecisionRecallCurve.COCO_POINTS),
              voc.interpolated(PrecisionRecallCurve.VOC_2007_POINTS),
              voc.area()));
    }
  }

  /** The report as maps, lists and numbers, to be written as JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> result = new LinkedHashMap<>(coco.byName());
    result.put("VOC2007", evaluation.voc2007(VOC_IOU));
    result.put("VOC2012", evaluation.voc2012(VOC_IOU));
    result.put("images", evaluation.images());
    result.put("categories", categories.stream().map(Category::toMap).toList());
    return result;
  }

  /** Prints the report as a table. */
  public void print(PrintWriter out) {
    out.printf(Locale.ROOT, "%d images%n%n", evaluation.images());
    coco.byName().forEach((name, value) -> out.printf("%-9s %s%n", name, Decimals.of(value)));
    out.printf("%-9s %s%n", "VOC2007", Decimals.of(evaluation.voc2007(VOC_IOU)));
    out.printf("%-9s %s%n%n", "VOC2012", Decimals.of(evaluation.voc2012(VOC_IOU)));
    int width = categories.stream().mapToInt(c -> c.inOneLine().length()).max().orElse(0);
    width = Math.max(width, "category".length());
    String line = "%-" + width + "s %8s %7s %7s %8s %8s%n";
    out.printf(line, "category", "objects", "AP", "AP50", "VOC2007", "VOC2012");
    for (Category c : categories) {
      out.printf(
          line,
          c.inOneLine(),
          c.objects,
          Decimals.of(c.ap),
          Decimals.of(c.ap50),
          Decimals.of(c.voc2007),
          Decimals.of(c.voc2012));
    }
  }
}
