package org.dl4jvision.task.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.dl4jvision.metric.detection.PrecisionRecallCurve;
import org.dl4jvision.report.Charts;
import org.dl4jvision.report.DetectionOverlays;
import org.dl4jvision.report.ImageScores;
import org.dl4jvision.report.Judgement;
import org.dl4jvision.report.ReportFiles;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.TaskRun;
import org.dl4jvision.task.Ticks;

/**
 * What a run, or an evaluation, shows of single images: their scores, pictures of the first, the
 * worst and the best with boxes, and curves of precision by recall.
 */
record DetectionPictures(DetectionDataset dataset, Split split, int batchSize) {

  private static final double HALF = 0.5;

  /** Pictures of the worst images, and as many of the best. */
  private static final int EXTREMES = 4;

  void write(DetectorEnsemble predictor, RunFolder folder) {
    DetectionEvaluation evaluation = new DetectionEvaluation(dataset.classNames());
    List<DetectionPredictor.Found> all = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    predictor.predict(
        dataset,
        split,
        batchSize,
        Ticks.untold(),
        found -> {
          evaluation.add(dataset.objects(split, found.index()), found.detections());
          scores.add(evaluation.precisionOfImage(evaluation.images() - 1));
          all.add(found);
        });
    writeScores(all, scores, folder);
    DetectionOverlays overlays = new DetectionOverlays(dataset.classNames());
    for (int i : chosen(scores)) {
      DetectionPredictor.Found found = all.get(i);
      folder.writeImage(folder.overlay(found.name()), found.on(dataset, split, overlays));
    }
    List<PrecisionRecallCurve> curves =
        IntStream.range(0, dataset.classNames().size())
            .mapToObj(c -> evaluation.curve(c, HALF))
            .toList();
    folder.writeImage(
        folder.curve("precision-recall"),
        Charts.precisionRecall("Precision by recall, IoU 0.5", dataset.classNames(), curves));
  }

  private void writeScores(
      List<DetectionPredictor.Found> all, List<Double> scores, RunFolder folder) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      named.put(all.get(i).name(), scores.get(i));
    }
    ImageScores.write(folder.path().resolve(ReportFiles.SCORES), named);
    JsonFile.write(
        folder.path().resolve(ReportFiles.JUDGEMENT),
        Judgement.ofScores("Average precision", split.name().toLowerCase(Locale.ROOT)));
  }

  private static Set<Integer> chosen(List<Double> scores) {
    List<Integer> ranked =
        IntStream.range(0, scores.size())
            .boxed()
            .filter(i -> !scores.get(i).isNaN())
            .sorted(Comparator.comparingDouble(scores::get))
            .toList();
    Set<Integer> chosen = new LinkedHashSet<>();
    IntStream.range(0, Math.min(TaskRun.PICTURES, scores.size())).forEach(chosen::add);
    int extremes = Math.min(EXTREMES, ranked.size());
    chosen.addAll(ranked.subList(0, extremes));
    chosen.addAll(ranked.subList(ranked.size() - extremes, ranked.size()));
    return chosen;
  }
}
