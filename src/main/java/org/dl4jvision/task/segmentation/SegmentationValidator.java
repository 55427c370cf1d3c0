package org.dl4jvision.task.segmentation;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.ExampleInfo;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.metric.segmentation.SegmentationEvaluation;
import org.dl4jvision.train.Validator;
import org.nd4j.linalg.dataset.DataSet;

/** Measures a segmentation network on whole images, and stops at a loss that is not finite. */
public final class SegmentationValidator implements Validator<SegmentationValidation> {

  private final SegmentationIterator data;
  private final List<String> classNames;

  /**
   * @param data whole images, not shuffled, with ground truth; read anew at every validation
   */
  public SegmentationValidator(SegmentationIterator data) {
    this.data = Objects.requireNonNull(data, "data");
    classNames = data.getLabels();
  }

  @Override
  public SegmentationValidation validate(ComputationGraph network) {
    SegmentationOutput output = new SegmentationOutput(network);
    SegmentationEvaluation evaluation =
        SegmentationEvaluation.builder().classNames(classNames).build();
    double loss = 0;
    int examples = 0;
    data.startEpoch(0);
    while (data.hasNext()) {
      DataSet batch = data.next();
      SegmentationOutput.Result result =
          LackOfMemory.tellImages(() -> names(batch), () -> output.of(batch));
      if (!Double.isFinite(result.loss())) {
        return new SegmentationValidation(result.loss(), evaluation);
      }
      loss += result.loss();
      examples += batch.numExamples();
      evaluation.eval(batch.getLabels(), result.probabilities(), batch.getLabelsMaskArray(), null);
    }
    return new SegmentationValidation(loss / examples, evaluation);
  }

  private static List<String> names(DataSet batch) {
    return batch.getExampleMetaData(ExampleInfo.class).stream().map(ExampleInfo::name).toList();
  }
}
