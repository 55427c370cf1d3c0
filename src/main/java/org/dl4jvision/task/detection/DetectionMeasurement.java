package org.dl4jvision.task.detection;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.dl4jvision.report.CocoResults;
import org.dl4jvision.report.DetectionReport;
import org.dl4jvision.report.DetectionScores;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.TunedFile;
import org.dl4jvision.report.page.run.EvaluationPage;
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.ModelEvaluation;
import org.dl4jvision.task.ModelFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a detector: COCO's and Pascal VOC's average precision. */
public final class DetectionMeasurement extends ModelEvaluation {

  /** Which images are measured on. */
  @Mixin public final DetectionData source = new DetectionData();

  /** In which parts images are seen. */
  @Mixin public final SliceOptions slices = new SliceOptions();

  /** Where to write what was found, as COCO's results; null: nowhere. */
  @Option(
      names = "--detections",
      order = 4,
      paramLabel = "FILE",
      description = "Where to write what a detector found, as COCO's results (default: nowhere).")
  public Path detections;

  @Override
  public Outcome measure(RunFolder run) {
    testTime.check();
    requireTunable();
    Optional<RunFolder> folder = reportFolder();
    DetectionCard card = slices.in(ModelCard.read(run, DetectionCard.class));
    ComputationGraph network = ModelFile.best(run, card);
    DetectionPredictor first = card.predictor(network);
    DetectionDataset dataset =
        source.openOnce(first.head().tellsClasses() ? card.classNames() : null, split);
    card.requireChannels(dataset.name(), dataset.channels(), run);
    DetectionDataset view = first.view(dataset);
    if (tune) {
      tune(run, view, iou -> ensemble(run, card, network, BoxInference.USUAL.suppressing(iou)));
    }
    DetectorEnsemble predictor = ensemble(run, card, network, BoxInference.of(testTime, run));
    DetectionEvaluation evaluation = new DetectionEvaluation(view.classNames());
    CocoResults results = new CocoResults(view.categoryIds());
    predictor.predict(
        view,
        split,
        batchSize,
        slices.ticks(),
        found -> {
          evaluation.add(view.objects(split, found.index()), found.detections());
          results.add(view.imageId(split, found.index()), found.detections());
        });
    if (detections != null) {
      results.write(detections);
    }
    DetectionScores scores = DetectionScores.of(evaluation);
    folder.ifPresent(
        to -> {
          new DetectionPictures(view, split, batchSize).write(predictor, to);
          String data = dataset.name() + ", " + splitName() + " images";
          EvaluationPage.write(to, run, DetectionColumns.ALL, data, scores);
        });
    return new Measured(
        dataset,
        new DetectionReport(evaluation, view.categoryIds()),
        new DetectionValidation(Map.of(), evaluation, scores));
  }

  private DetectorEnsemble ensemble(
      RunFolder run, DetectionCard card, ComputationGraph network, BoxInference inference) {
    return DetectorEnsemble.of(card, network, testTime.views(run), inference);
  }

  /** Tunes on the images, and writes what was found into the run. */
  private void tune(
      RunFolder run, DetectionDataset view, DoubleFunction<DetectorEnsemble> detectors) {
    BoxTuning tuning =
        BoxTuning.of(iou -> evaluation(view, detectors.apply(iou)), BoxInference.USUAL);
    testTime.tell(tuning.line());
    String data = view.size(split) + " " + split.adjective() + " images of " + view.name();
    TunedFile.write(
        run,
        new TunedBoxes(TunedFile.modelOf(run), data, testTime.tta, tuning.score(), tuning.iou()));
  }

  private DetectionEvaluation evaluation(DetectionDataset view, DetectorEnsemble detector) {
    DetectionEvaluation evaluation = new DetectionEvaluation(view.classNames());
    detector.predict(
        view,
        split,
        batchSize,
        slices.ticks(),
        found -> evaluation.add(view.objects(split, found.index()), found.detections()));
    return evaluation;
  }

  private final class Measured implements Outcome {
    private final DetectionDataset dataset;
    private final DetectionReport report;
    private final DetectionValidation validation;

    Measured(DetectionDataset dataset, DetectionReport report, DetectionValidation validation) {
      this.dataset = dataset;
      this.report = report;
      this.validation = validation;
    }

    @Override
    public List<String> warnings() {
      List<String> warnings = new ArrayList<>(TrainingObjects.nothingToMeasure(dataset, split));
      warnings.addAll(dataset.warnings());
      return warnings;
    }

    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("data", dataset.name());
      result.put("split", splitName());
      result.putAll(report.toMap());
      result.putAll(DetectionColumns.ALL.addedTo(validation));
      return result;
    }

    @Override
    public void print(PrintWriter out) {
      out.printf("%s, %s images: ", dataset.name(), splitName());
      report.print(out);
      DetectionColumns.ALL.printAddedTo(validation, out);
    }
  }
}
