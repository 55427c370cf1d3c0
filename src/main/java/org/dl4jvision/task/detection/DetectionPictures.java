package org.dl4jvision.task.detection;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.dl4jvision.metric.detection.PrecisionRecallCurve;
import org.dl4jvision.report.Charts;
import org.dl4jvision.report.DetectionOverlays;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.TaskRun;

/** The pictures of a run: validation images with boxes, and curves of precision by recall. */
record DetectionPictures(DetectionDataset dataset, Split split, int batchSize) {

  private static final double HALF = 0.5;

  void write(DetectionPredictor predictor, RunFolder folder) {
    DetectionOverlays overlays = new DetectionOverlays(dataset.classNames());
    DetectionEvaluation evaluation = new DetectionEvaluation(dataset.classNames());
    predictor.predict(
        dataset,
        split,
        batchSize,
        found -> {
          int i = found.index();
          evaluation.add(dataset.objects(split, i), found.detections());
          if (i < TaskRun.PICTURES) {
            folder.writeImage(folder.overlay(found.name()), found.on(dataset, split, overlays));
          }
        });
    List<PrecisionRecallCurve> curves =
        IntStream.range(0, dataset.classNames().size())
            .mapToObj(c -> evaluation.curve(c, HALF))
            .toList();
    folder.writeImage(
        folder.curve("precision-recall"),
        Charts.precisionRecall("Precision by recall, IoU 0.5", dataset.classNames(), curves));
  }
}
