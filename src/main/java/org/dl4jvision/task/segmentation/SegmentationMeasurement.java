package org.dl4jvision.task.segmentation;

import static org.dl4jvision.data.segmentation.SegmentationSample.IGNORE;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;
import org.dl4jvision.metric.segmentation.SegmentationEvaluation;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.TunedFile;
import org.dl4jvision.report.page.run.EvaluationPage;
import org.dl4jvision.task.ImageView;
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.ModelEvaluation;
import org.dl4jvision.task.ModelFile;
import org.dl4jvision.task.TileOptions;
import org.dl4jvision.tile.RowSink;
import picocli.CommandLine.Mixin;

/** Measures a segmentation: IoU, Dice coefficient, precision and recall of each class. */
public final class SegmentationMeasurement extends ModelEvaluation {

  /** Which images are measured on. */
  @Mixin public final SegmentationData source = new SegmentationData();

  /** For images that are too large to be measured as a whole. */
  @Mixin public final TileOptions tiles = new TileOptions();

  @Override
  public Outcome measure(RunFolder run) {
    tiles.check();
    testTime.check();
    requireTunable();
    Optional<RunFolder> folder = reportFolder();
    SegmentationCard card = ModelCard.read(run, SegmentationCard.class);
    SegmentationDataset dataset = source.openOnce(split);
    if (dataset.size(split) == 0) {
      throw new IllegalArgumentException(
          "the data set '" + dataset.name() + "' has no " + splitName() + " images");
    }
    card.requireChannels(dataset.name(), dataset.channels(), run);
    if (dataset.classNames().size() != card.classNames().size()) {
      throw new IllegalArgumentException(
          String.format(
              "'%s' has %d classes, the model of %s has %d",
              dataset.name(), dataset.classNames().size(), run.path(), card.classNames().size()));
    }
    SegmentationIterator images =
        SegmentationIterator.builder(card.resized(dataset), split)
            .batchSize(batchSize)
            .stride(card.stride())
            .normalization(card.normalization())
            .build();
    ComputationGraph network = ModelFile.best(run, card);
    Acceleration.enable(network);
    SegmentationValidation found = new SegmentationValidator(images, tiles).validate(network);
    // The loss of no pixels is 0, which would look like a perfect one.
    double loss = dataset.isVoid(split) ? Double.NaN : found.loss();
    MaskInference inference = inference(run, card, dataset, network);
    SegmentationPredictor predictor = card.predictor(List.of(network), tiles, inference);
    SegmentationEvaluation evaluation =
        inference.isPlain() ? found.evaluation() : evaluate(dataset, predictor);
    SegmentationValidation validation = new SegmentationValidation(loss, evaluation);
    Optional<SegmentationDetails> details =
        folder.map(to -> report(to, run, dataset, predictor, validation));
    return new Measured(dataset, validation, details);
  }

  /** What is done beyond a pass of each image, with what is tuned now or was before. */
  private MaskInference inference(
      RunFolder run, SegmentationCard card, SegmentationDataset dataset, ComputationGraph network) {
    if (tune) {
      List<ImageView> views = testTime.views(run);
      MaskTuning tuning =
          new MaskTuning(
              dataset,
              card.classNames(),
              split,
              rule -> card.predictor(List.of(network), tiles, new MaskInference(views, rule)));
      tuning.lines().forEach(testTime::tell);
      TunedFile.write(run, tuning.tuned(TunedFile.modelOf(run), testTime.tta));
    }
    return MaskInference.of(testTime, run, card, true);
  }

  private SegmentationEvaluation evaluate(
      SegmentationDataset dataset, SegmentationPredictor predictor) {
    SegmentationEvaluation evaluation = new SegmentationEvaluation(dataset.classNames());
    for (int i = 0; i < dataset.size(split); i++) {
      byte[] predicted = predictor.labels(dataset, split, i, RowSink.NONE);
      evaluation.add(
          ConfusionMatrix.of(
              dataset.classNames().size(), dataset.labels(split, i), predicted, IGNORE));
      tiles.reached(i + 1, dataset.size(split));
    }
    return evaluation;
  }

  private SegmentationDetails report(
      RunFolder folder,
      RunFolder run,
      SegmentationDataset dataset,
      SegmentationPredictor predictor,
      SegmentationValidation found) {
    SegmentationDetails details = new SegmentationPictures(dataset, split, predictor).write(folder);
    String data = dataset.name() + ", " + splitName() + " images";
    EvaluationPage.write(folder, run, SegmentationColumns.ALL, data, found.scores());
    details.write(folder.path());
    return details;
  }

  private final class Measured implements Outcome {
    private final SegmentationDataset dataset;
    private final SegmentationValidation validation;
    private final Optional<SegmentationDetails> details;

    Measured(
        SegmentationDataset dataset,
        SegmentationValidation validation,
        Optional<SegmentationDetails> details) {
      this.dataset = dataset;
      this.validation = validation;
      this.details = details;
    }

    @Override
    public List<String> warnings() {
      return dataset.warnings();
    }

    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("data", dataset.name());
      result.put("split", splitName());
      result.put("images", dataset.size(split));
      result.put("loss", validation.loss());
      result.put("scores", validation.scores());
      details.ifPresent(one -> result.putAll(one.toMap()));
      result.putAll(SegmentationColumns.ALL.addedTo(validation));
      return result;
    }

    @Override
    public void print(PrintWriter out) {
      out.printf(
          "%s, %d %s images, loss %s%n%s",
          dataset.name(),
          dataset.size(split),
          splitName(),
          Decimals.of(validation.loss()),
          validation.evaluation().stats());
      details.ifPresent(one -> one.print(out));
      SegmentationColumns.ALL.printAddedTo(validation, out);
    }
  }
}
