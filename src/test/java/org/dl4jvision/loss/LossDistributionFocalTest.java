package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossType;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LossDistributionFocalTest {

  private static final IActivation SOFTMAX = new ActivationSoftmax();
  private static final VisionLoss LOSS = Losses.parse("distribution-focal");

  private static INDArray row(double... numbers) {
    return Nd4j.createFromArray(numbers).reshape(1, numbers.length);
  }

  @Test
  void byHand() {
    double[] z = {0.5, -1, 2, 0.25};
    double sum = Math.exp(0.5) + Math.exp(-1) + Math.exp(2) + Math.exp(0.25);
    double between = -(0.75 * (-1 - Math.log(sum)) + 0.25 * (2 - Math.log(sum)));
    double last = -(0.25 - Math.log(sum));
    assertEquals(between, LOSS.computeScore(row(1.25), row(z), SOFTMAX, null, true), 1e-12);
    assertEquals(last, LOSS.computeScore(row(3), row(z), SOFTMAX, null, true), 1e-12);
    // The gradient of a cross-entropy: probability minus label.
    double[] label = {0, 0.75, 0.25, 0};
    INDArray gradient = LOSS.computeGradient(row(1.25), row(z), SOFTMAX, null);
    for (int i = 0; i < 4; i++) {
      assertEquals(Math.exp(z[i]) / sum - label[i], gradient.getDouble(i), 1e-12);
    }
  }

  @Test
  void isCrossEntropyWithTheLabelShared() {
    INDArray logits = Nd4j.rand(DataType.FLOAT, 2, 3, 4, 5);
    INDArray labels = Nd4j.rand(DataType.DOUBLE, new long[] {2, 1, 4, 5}).muli(2);
    INDArray shared = Nd4j.create(DataType.DOUBLE, 2, 3, 4, 5);
    for (int n = 0; n < 2; n++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 5; x++) {
          double label = labels.getDouble(n, 0, y, x);
          int bin = (int) label;
          shared.putScalar(new int[] {n, bin, y, x}, bin + 1 - label);
          shared.putScalar(new int[] {n, bin + 1, y, x}, label - bin);
        }
      }
    }
    INDArray mask = Nd4j.rand(DataType.FLOAT, 2, 1, 4, 5);
    Evaluation ours = LOSS.evaluate(labels, logits, SOFTMAX, mask, true);
    Evaluation entropy = new LossCrossEntropy().evaluate(shared, logits, SOFTMAX, mask, true);
    for (int n = 0; n < 2; n++) {
      assertEquals(entropy.perExample()[n], ours.perExample()[n], 1e-6);
    }
    TestArrays.assertClose(entropy.gradient(), ours.gradient(), 1e-7, "gradient");
    assertEquals(
        ours.perExample()[0],
        LOSS.evaluate(shared, logits, SOFTMAX, mask, true).perExample()[0],
        1e-6,
        "labels may be shared already");
  }

  @Test
  void addsUpWithOthers() {
    INDArray logits = Nd4j.rand(DataType.DOUBLE, new long[] {3, 4});
    INDArray labels = Nd4j.createFromArray(0.0, 2, 3).reshape(3, 1);
    INDArray one = LOSS.computeGradient(labels, logits, SOFTMAX, null);
    INDArray entropy = new LossCrossEntropy().computeGradient(labels, logits, SOFTMAX, null);
    TestArrays.assertClose(one, entropy, 1e-12, "whole numbers are classes");
    INDArray sum =
        Losses.parse("2*distribution-focal + cross-entropy + distribution-focal")
            .computeGradient(labels, logits, SOFTMAX, null);
    TestArrays.assertClose(one.mul(4), sum, 1e-12, "sum");
  }

  @Test
  void refusesDistancesThatNoBinHolds() {
    INDArray logits = Nd4j.zeros(DataType.DOUBLE, 2, 4);
    for (double bad : new double[] {-0.5, 3.01, Double.NaN}) {
      INDArray labels = Nd4j.createFromArray(1, bad).reshape(2, 1);
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () -> LOSS.computeScore(labels, logits, SOFTMAX, null, true));
      assertTrue(e.getMessage().contains("labels hold " + bad), e.getMessage());
    }
    INDArray mask = Nd4j.createFromArray(1.0, 0).reshape(2, 1);
    INDArray hidden = Nd4j.createFromArray(1.0, 9).reshape(2, 1);
    assertEquals(Math.log(4), LOSS.computeScore(hidden, logits, SOFTMAX, mask, false), 1e-12);
    assertThrows(
        IllegalArgumentException.class,
        () -> LOSS.computeScore(row(0), row(1), new ActivationSigmoid(), null, true));
  }

  @Test
  void hasNoOptions() {
    assertEquals(List.of(), LossType.of(LossDistributionFocal.class).options());
    assertEquals(LOSS, new LossDistributionFocal());
  }
}
