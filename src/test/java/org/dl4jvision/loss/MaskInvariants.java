package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestArrays.CLASSES;
import static org.dl4jvision.loss.TestArrays.assertClose;
import static org.dl4jvision.loss.TestArrays.indices;
import static org.dl4jvision.loss.TestArrays.logits;
import static org.dl4jvision.loss.TestArrays.oneHot;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A weight of 1 is none, and what weighs 0 is as if it were not there. */
interface MaskInvariants extends LossUnderTest {

  @ParameterizedTest
  @EnumSource
  default void weightsOfOneAreNoWeights(Way way) {
    for (VisionLoss loss : losses()) {
      for (LossArguments c : cases(way, 2)) {
        if (c.mask() != null) {
          LossArguments ones =
              new LossArguments(
                  c.name(),
                  c.labels(),
                  c.logits(),
                  c.activation(),
                  Nd4j.ones(DataType.FLOAT, c.mask().shape()));
          LossArguments none =
              new LossArguments(c.name(), c.labels(), c.logits(), c.activation(), null);
          assertArrayEquals(
              none.evaluate(loss, false).perExample(),
              ones.evaluate(loss, false).perExample(),
              way.rounding);
          assertClose(
              none.evaluate(loss, true).gradient(),
              ones.evaluate(loss, true).gradient(),
              way.rounding,
              c.name());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  default void maskedPixelsAreAsAbsent(Way way) {
    for (VisionLoss loss : losses()) {
      for (IActivation activation : activations()) {
        INDArray logits = logits(way.type, 1, activation, 2, 2, CLASSES, 6);
        INDArray labels = indices(2, CLASSES, 2, CLASSES, 6);
        INDArray mask = Nd4j.zeros(DataType.FLOAT, 2, 6);
        mask.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 4)).assign(1);
        Evaluation masked = loss.evaluate(labels, logits, activation, mask, true);
        var shown = NDArrayIndex.interval(0, 4);
        var all = NDArrayIndex.all();
        Evaluation cut =
            loss.evaluate(
                labels.get(all, all, shown).dup(),
                logits.get(all, all, shown).dup(),
                activation,
                null,
                true);
        assertArrayEquals(cut.perExample(), masked.perExample(), way.rounding, loss::toString);
        assertClose(
            cut.gradient(), masked.gradient().get(all, all, shown), way.rounding, loss.toString());
        assertEquals(
            0,
            masked
                .gradient()
                .get(all, all, NDArrayIndex.interval(4, 6))
                .amaxNumber()
                .doubleValue());
      }
    }
  }

  /** Depth that was not measured, say. */
  @ParameterizedTest
  @EnumSource
  default void maskedLabelsNeedNotBeFinite(Way way) {
    double[] infinite = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (VisionLoss loss : losses()) {
      for (long maskClasses : new long[] {1, CLASSES}) {
        IActivation activation = activations().get(0);
        INDArray logits = logits(way.type, 1, activation, 2, 2, CLASSES, 6);
        INDArray labels = oneHot(indices(2, CLASSES, 2, CLASSES, 6), CLASSES);
        INDArray mask = Nd4j.ones(DataType.FLOAT, 2, maskClasses, 6);
        INDArray hidden = labels.dup();
        for (int i = 0; i < 3; i++) {
          mask.putScalar(0, maskClasses - 1, i, 0);
          for (long c = maskClasses == 1 ? 0 : CLASSES - 1; c < CLASSES; c++) {
            labels.putScalar(0, c, i, 0);
            hidden.putScalar(0, c, i, infinite[i]);
          }
        }
        Evaluation expected = loss.evaluate(labels, logits, activation, mask, true);
        Evaluation evaluation = loss.evaluate(hidden, logits, activation, mask, true);
        assertArrayEquals(expected.perExample(), evaluation.perExample(), loss::toString);
        assertEquals(expected.gradient(), evaluation.gradient(), loss.toString());
      }
    }
  }

  @Test
  default void fullyMaskedExampleCostsNothing() {
    for (VisionLoss loss : losses()) {
      for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
        for (long[] shape : shapes()) {
          IActivation activation = activations().get(0);
          INDArray logits = logits(type, 1, activation, 2, shape);
          INDArray labels = indices(2, CLASSES, shape);
          Evaluation e =
              loss.evaluate(labels, logits, activation, Nd4j.zeros(type, shape[0], 1), true);
          assertArrayEquals(new double[(int) shape[0]], e.perExample());
          assertEquals(0, e.gradient().amaxNumber().doubleValue());
        }
      }
    }
  }
}
