package org.dl4jvision.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.SegmentationIterator;
import org.dl4jvision.metric.SegmentationEvaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Measures a segmentation network on whole images. The score that decides the best epoch is the
 * Dice coefficient of the foreground where there are two classes, else the mean IoU.
 *
 * <p>Metrics: {@code pixelAccuracy}, {@code meanIoU}, {@code meanDice}, {@code foregroundDice}
 * (means over the classes that occur; the background counts in the first two means, not in the
 * third) and for each class {@code iou[NAME]} and {@code dice[NAME]}.
 */
public final class SegmentationValidator implements Validator {

  private final SegmentationIterator data;
  private final List<String> classNames;

  /**
   * @param data whole images, not shuffled, with truth; read anew at every validation
   */
  public SegmentationValidator(SegmentationIterator data) {
    this.data = Objects.requireNonNull(data, "data");
    classNames = data.getLabels();
  }

  /** The loss and the counts behind the metrics. */
  public record Result(double loss, SegmentationEvaluation evaluation) {}

  @Override
  public Validation validate(ComputationGraph network) {
    Result result = evaluate(network);
    SegmentationEvaluation evaluation = result.evaluation();
    double score = classNames.size() == 2 ? evaluation.foregroundDice() : evaluation.meanIoU();
    return new Validation(result.loss(), score, metrics(evaluation));
  }

  /** As {@link #validate}, with all counts. */
  public Result evaluate(ComputationGraph network) {
    SegmentationOutput output = new SegmentationOutput(network);
    SegmentationEvaluation evaluation =
        SegmentationEvaluation.builder().classNames(classNames).build();
    double loss = 0;
    int examples = 0;
    data.startEpoch(0);
    while (data.hasNext()) {
      DataSet batch = data.next();
      INDArray logits = output.logits(batch.getFeatures());
      loss += output.loss(batch.getLabels(), logits, batch.getLabelsMaskArray());
      examples += batch.numExamples();
      evaluation.eval(
          batch.getLabels(), output.activate(logits), batch.getLabelsMaskArray(), null);
    }
    return new Result(loss / examples, evaluation);
  }

  /** The metrics by name, in the order of reports. */
  public static Map<String, Double> metrics(SegmentationEvaluation evaluation) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("pixelAccuracy", evaluation.pixelAccuracy());
    metrics.put("meanIoU", evaluation.meanIoU());
    metrics.put("meanDice", evaluation.meanDice());
    metrics.put("foregroundDice", evaluation.foregroundDice());
    List<String> names = evaluation.classNames();
    for (int c = 0; c < names.size(); c++) {
      metrics.put("iou[" + names.get(c) + "]", evaluation.iou(c));
      metrics.put("dice[" + names.get(c) + "]", evaluation.dice(c));
    }
    return metrics;
  }
}
