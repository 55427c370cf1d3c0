package org.dl4jvision.bench;

import org.dl4jvision.loss.Losses;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Who computes a loss. */
public enum LossContestant {
  /** The losses of this library, as its loss layer calls them. */
  OURS(Result.OURS) {
    @Override
    LossEvaluator evaluator(LossInputs inputs) {
      ILossFunction loss = Losses.parse(inputs.problem().loss());
      IActivation activation = inputs.problem().activation().getActivationFunction();
      return () -> {
        Pair<Double, INDArray> found =
            loss.computeGradientAndScore(inputs.labels(), inputs.logits(), activation, null, false);
        return new LossEvaluator.Outcome(found.getFirst(), found.getSecond()::getDouble);
      };
    }
  },
  /** Deeplearning4j's own loss. */
  BUILT_IN("builtIn") {
    @Override
    boolean takes(LossProblem problem) {
      return RowLoss.builtIn(problem).isPresent();
    }

    @Override
    LossEvaluator evaluator(LossInputs inputs) {
      return new RowLoss(
          inputs, RowLoss.builtIn(inputs.problem()).orElseThrow(), 1.0 / inputs.problem().pixels());
    }
  },
  /** The formula as a SameDiffLoss, Deeplearning4j's way to losses of one's own. */
  SAME_DIFF("sameDiff") {
    @Override
    boolean takes(LossProblem problem) {
      return SameDiffFormula.exists(problem);
    }

    @Override
    LossEvaluator evaluator(LossInputs inputs) {
      return new RowLoss(inputs, SameDiffFormula.of(inputs.problem()), 1);
    }
  },
  /** PyTorch through DJL, where its engine is there. */
  PYTORCH("pytorch") {
    @Override
    boolean takes(LossProblem problem) {
      return PyTorch.obstacle() == null;
    }

    @Override
    LossEvaluator evaluator(LossInputs inputs) {
      return new PyTorchLoss(inputs);
    }
  },
  /** A copy of the logits into an array that is there: what no loss can beat. */
  COPY("copy") {
    @Override
    LossEvaluator evaluator(LossInputs inputs) {
      INDArray copy =
          Nd4j.createUninitialized(inputs.logits().dataType(), inputs.problem().shape());
      return () -> new LossEvaluator.Outcome(0, copy.assign(inputs.logits())::getDouble);
    }
  };

  private final String key;

  LossContestant(String key) {
    this.key = key;
  }

  /** The name in tables and JSON. */
  String key() {
    return key;
  }

  /** Whether it has such a loss. */
  boolean takes(LossProblem problem) {
    return true;
  }

  /** Ready to compute the loss of these arrays. */
  abstract LossEvaluator evaluator(LossInputs inputs);
}
