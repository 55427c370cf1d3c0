package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestBoxes.IDENTITY;
import static org.dl4jvision.loss.TestBoxes.LABELS;
import static org.dl4jvision.loss.TestBoxes.PREDICTIONS;
import static org.dl4jvision.loss.TestBoxes.row;

import java.util.List;
import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.BoxLoss;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Losses of boxes of which all invariants of boxes must hold. Who implements it names some. */
interface BoxLossUnderTest {

  /** Losses with the default format. */
  List<BoxLoss> losses();

  /** The largest possible loss of boxes that are not reversed. */
  double largest();

  /**
   * The number whose derivative the gradient at {@code center} is: the score, unless something is
   * held constant.
   */
  default double differentiated(
      BoxLoss loss, double[] prediction, double[] target, double[] center) {
    return loss.computeScore(row(target), row(prediction), IDENTITY, null, false);
  }

  /** Whether the gradient is the derivative of the score itself. */
  default boolean hasConstants() {
    return false;
  }

  default Evaluation evaluate(BoxLoss loss, INDArray mask) {
    return loss.evaluate(LABELS, PREDICTIONS, IDENTITY, mask, true);
  }

  /** A loss in a format. */
  default BoxLoss of(BoxFormat format) {
    return new BoxLoss.Builder<>(losses().get(0)).format(format).build();
  }
}
