package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dl4jvision.metric.CocoFiles;
import org.dl4jvision.metric.CocoMetrics;
import org.dl4jvision.metric.DetectionEvaluation;
import org.dl4jvision.report.JsonFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures detections by files alone. */
@Command(
    name = "detections",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure detections of any origin: COCO's twelve numbers, and average precision by category,"
          + " COCO's and Pascal VOC's.",
      "-1, or -, stands where there is no such object."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  dl4j-vision evaluate detections --truth instances_val.json --detections results.json")
final class EvaluateDetectionsCommand implements Callable<Integer> {

  private static final double VOC_IOU = 0.5;

  @Spec private CommandSpec spec;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "COCO.json",
      description = "Annotations in COCO's format: images, annotations, categories.")
  private Path truth;

  @Option(
      names = "--detections",
      required = true,
      paramLabel = "RESULTS.json",
      description =
          "A list of {\"image_id\", \"category_id\", \"bbox\": [x, y, width, height], \"score\"}.")
  private Path detections;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  /** One line of the table by category. */
  private record Category(
      long id, String name, int objects, double ap, double ap50, double voc2007, double voc2012) {

    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("id", id);
      map.put("name", name);
      map.put("objects", objects);
      map.put("AP", orNothing(ap));
      map.put("AP50", orNothing(ap50));
      map.put("VOC2007", orNothing(voc2007));
      map.put("VOC2012", orNothing(voc2012));
      return map;
    }
  }

  @Override
  public Integer call() {
    CocoFiles files = CocoFiles.read(truth, detections);
    DetectionEvaluation evaluation = files.evaluation();
    CocoMetrics coco = evaluation.coco();
    List<Category> categories = new ArrayList<>();
    for (Map.Entry<Long, String> category : files.categories().entrySet()) {
      int index = categories.size();
      var curve = evaluation.curve(index, VOC_IOU);
      var voc = evaluation.vocCurve(index, VOC_IOU);
      categories.add(
          new Category(
              category.getKey(),
              category.getValue(),
              curve.objects(),
              coco.apOfClasses().get(index),
              curve.interpolated(101),
              voc.interpolated(11),
              voc.area()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>(coco.byName());
      result.put("VOC2007", orNothing(evaluation.voc2007(VOC_IOU)));
      result.put("VOC2012", orNothing(evaluation.voc2012(VOC_IOU)));
      result.put("images", evaluation.images());
      result.put("categories", categories.stream().map(Category::toMap).toList());
      out.println(JsonFile.toText(result));
    } else {
      printTable(out, evaluation, coco, categories);
    }
    out.flush();
    return 0;
  }

  private static void printTable(
      PrintWriter out,
      DetectionEvaluation evaluation,
      CocoMetrics coco,
      List<Category> categories) {
    out.printf(Locale.ROOT, "%d images%n%n", evaluation.images());
    coco.byName().forEach((name, value) -> out.printf("%-9s %s%n", name, text(value)));
    out.printf("%-9s %s%n", "VOC2007", text(evaluation.voc2007(VOC_IOU)));
    out.printf("%-9s %s%n%n", "VOC2012", text(evaluation.voc2012(VOC_IOU)));
    int width = categories.stream().mapToInt(c -> c.name.length()).max().orElse(0);
    width = Math.max(width, "category".length());
    String line = "%-" + width + "s %8s %7s %7s %8s %8s%n";
    out.printf(line, "category", "objects", "AP", "AP50", "VOC2007", "VOC2012");
    for (Category c : categories) {
      out.printf(
          line, c.name, c.objects, text(c.ap), text(c.ap50), text(c.voc2007), text(c.voc2012));
    }
  }

  private static double orNothing(double value) {
    return Double.isNaN(value) ? CocoMetrics.NOTHING : value;
  }

  private static String text(double value) {
    return value >= 0 ? String.format(Locale.ROOT, "%.4f", value) : "-";
  }
}
