package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestBoxes.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.loss.family.BoxLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

class LossCIoUTest extends BaseBoxLossTestCase {

  @Override
  public List<BoxLoss> losses() {
    return List.of(new LossCIoU(), LossCIoU.builder().epsilon(1e-3).build());
  }

  @Override
  public double largest() {
    return 3;
  }

  @Override
  public boolean hasConstants() {
    return true;
  }

  /** DIoU's loss plus a v, with a as it is at the center. */
  @Override
  public double differentiated(
      BoxLoss loss, double[] prediction, double[] target, double[] center) {
    BoxFormat format = (BoxFormat) loss.options().get("format");
    double epsilon = (double) loss.options().get("epsilon");
    double v = aspect(format, prediction, target);
    double vAtCenter = aspect(format, center, target);
    double apart = score(LossIoU.builder(), format, epsilon, center, target);
    double a = vAtCenter / (apart + vAtCenter + epsilon);
    return score(LossDIoU.builder(), format, epsilon, prediction, target) + a * v;
  }

  private static double score(
      BoxLoss.Builder<?, ?> builder, BoxFormat format, double epsilon, double[] p, double[] t) {
    BoxLoss loss = builder.format(format).epsilon(epsilon).build();
    return loss.computeScore(row(t), row(p), new ActivationIdentity(), null, false);
  }

  private static double aspect(BoxFormat format, double[] prediction, double[] target) {
    double[] p = format.convert(prediction, BoxFormat.XYWH);
    double[] t = format.convert(target, BoxFormat.XYWH);
    double angle = Math.atan(t[2] / t[3]) - Math.atan(p[2] / p[3]);
    return 4 / (Math.PI * Math.PI) * angle * angle;
  }

  @Test
  void scoreIsThatOfTheFormula() {
    double[] prediction = {1, 1, 3, 5};
    double[] target = {0.5, 2, 4, 4.2};
    BoxLoss loss = new LossCIoU();
    assertEquals(
        differentiated(loss, prediction, target, prediction),
        loss.computeScore(row(target), row(prediction), new ActivationIdentity(), null, false),
        1e-12);
  }
}
