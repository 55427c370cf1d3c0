package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.metric.detection.CocoFiles;
import org.dl4jvision.report.DetectionReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures detections of COCO's results files against ground truth, without a model. */
@Command(
    name = "detections",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure detections of any origin: COCO's twelve numbers, and average precision by category,"
          + " COCO's and Pascal VOC's.",
      "- stands where there is no such object, null in JSON."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  dl4j-vision evaluate detections --truth instances_val.json --detections results.json")
final class EvaluateDetectionsCommand implements Callable<Integer> {

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

  @Override
  public Integer call() {
    CocoFiles files = CocoFiles.read(truth, detections);
    DetectionReport report = new DetectionReport(files.evaluation(), files.categoryIds());
    Warnings.print(files.warnings(), spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonFile.toText(report.toMap()));
    } else {
      report.print(out);
    }
    out.flush();
    return 0;
  }
}
