package org.dl4jvision.task.detection;

import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.dl4jvision.report.DetectionScores;
import org.dl4jvision.task.Ticks;
import org.dl4jvision.train.Validator;

/** Measures a detector on whole images; once a loss is not finite, it evaluates no more. */
public final class DetectionValidator implements Validator<DetectionValidation> {

  private final DetectionDataset dataset;
  private final Split split;
  private final int batchSize;
  private final DetectionCard card;

  /**
   * @param batchSize images at once
   * @param card what is known of the networks
   */
  public DetectionValidator(
      DetectionDataset dataset, Split split, int batchSize, DetectionCard card) {
    this.dataset = Objects.requireNonNull(dataset, "dataset");
    this.split = split;
    this.batchSize = batchSize;
    this.card = card;
  }

  @Override
  public DetectionValidation validate(ComputationGraph network) {
    DetectionPredictor predictor = card.predictor(network);
    DetectionDataset data = predictor.view(dataset);
    DetectionEvaluation evaluation = new DetectionEvaluation(data.classNames());
    Map<String, Double> losses =
        predictor.run(
            data,
            split,
            batchSize,
            true,
            Ticks.untold(),
            found -> evaluation.add(data.objects(split, found.index()), found.detections()));
    return new DetectionValidation(losses, evaluation, DetectionScores.of(evaluation));
  }
}
