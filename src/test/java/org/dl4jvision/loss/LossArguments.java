package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestArrays.logits;

import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** One set of arguments of a loss. */
record LossArguments(
    String name, INDArray labels, INDArray logits, IActivation activation, INDArray mask) {

  LossArguments with(INDArray newLogits) {
    return new LossArguments(name, labels, newLogits, activation, mask);
  }

  Evaluation evaluate(VisionLoss loss, boolean gradient) {
    return loss.evaluate(labels, logits, activation, mask, gradient);
  }

  double score(ILossFunction loss) {
    return loss.computeScore(labels, logits, activation, mask, true);
  }

  LossArguments cast(DataType type) {
    return with(logits.castTo(type));
  }
}
