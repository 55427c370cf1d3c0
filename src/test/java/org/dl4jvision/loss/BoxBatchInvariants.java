package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestArrays.assertClose;
import static org.dl4jvision.loss.TestBoxes.IDENTITY;
import static org.dl4jvision.loss.TestBoxes.LABELS;
import static org.dl4jvision.loss.TestBoxes.PREDICTIONS;
import static org.dl4jvision.loss.TestBoxes.SMOOTH;
import static org.dl4jvision.loss.TestBoxes.row;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.BoxLoss;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Rows are examples that do not know of each other, whatever holds them. */
interface BoxBatchInvariants extends BoxLossUnderTest {

  @Test
  default void maskWeighsRows() {
    double[] weights = IntStream.range(0, SMOOTH.length).mapToDouble(i -> i % 3 * 0.75).toArray();
    INDArray mask = Nd4j.createFromArray(weights).reshape(SMOOTH.length, 1);
    for (BoxLoss loss : losses()) {
      Evaluation all = evaluate(loss, null);
      Evaluation masked = evaluate(loss, mask);
      for (int i = 0; i < weights.length; i++) {
        assertEquals(weights[i] * all.perExample()[i], masked.perExample()[i], 1e-12);
      }
      assertClose(all.gradient().mulColumnVector(mask), masked.gradient(), 1e-12, loss.toString());
    }
  }

  @Test
  default void maskedRowsMayHoldAnything() {
    INDArray mask = Nd4j.createFromArray(0.0, 1.0).reshape(2, 1);
    INDArray predictions =
        Nd4j.createFromArray(Double.NaN, 0, Double.NaN, 1, 0, 0, 1, 1).reshape(2, 4);
    INDArray labels = Nd4j.createFromArray(0.0, 0, 0, 0, 0, 0, 1, 1.5).reshape(2, 4);
    for (BoxLoss loss : losses()) {
      Evaluation e = loss.evaluate(labels, predictions, IDENTITY, mask, true);
      assertEquals(0, e.perExample()[0]);
      assertEquals(0, e.gradient().getRow(0).amaxNumber().doubleValue());
      assertTrue(e.perExample()[1] > 0);
    }
  }

  @Test
  default void rowsDoNotKnowOfEachOther() {
    for (BoxLoss loss : losses()) {
      Evaluation all = evaluate(loss, null);
      for (int i = 0; i < SMOOTH.length; i++) {
        Evaluation one = loss.evaluate(row(SMOOTH[i][1]), row(SMOOTH[i][0]), IDENTITY, null, true);
        assertEquals(one.perExample()[0], all.perExample()[i], 1e-12);
        assertClose(one.gradient(), all.gradient().getRow(i).reshape(1, 4), 1e-12, "row " + i);
      }
    }
  }

  @Test
  default void theFourMethodsAgree() {
    for (BoxLoss loss : losses()) {
      double sum = loss.computeScore(LABELS, PREDICTIONS, IDENTITY, null, false);
      INDArray each = loss.computeScoreArray(LABELS, PREDICTIONS, IDENTITY, null);
      assertArrayEquals(new long[] {SMOOTH.length, 1}, each.shape());
      assertEquals(sum, each.sumNumber().doubleValue(), 1e-9);
      var both = loss.computeGradientAndScore(LABELS, PREDICTIONS, IDENTITY, null, true);
      assertEquals(sum / SMOOTH.length, both.getFirst(), 1e-12);
      assertEquals(loss.computeGradient(LABELS, PREDICTIONS, IDENTITY, null), both.getSecond());
    }
  }

  @Test
  default void sumsAddUp() {
    BoxLoss loss = losses().get(0);
    VisionLoss sum = Losses.parse("2*" + loss + " + 0.5*l1");
    Evaluation ours = evaluate(loss, null);
    Evaluation l1 = new LossMeanL1().evaluate(LABELS, PREDICTIONS, IDENTITY, null, true);
    Evaluation both = sum.evaluate(LABELS, PREDICTIONS, IDENTITY, null, true);
    for (int i = 0; i < SMOOTH.length; i++) {
      assertEquals(
          2 * ours.perExample()[i] + 0.5 * l1.perExample()[i], both.perExample()[i], 1e-10);
    }
    INDArray expected = ours.gradient().mul(2).add(l1.gradient().mul(0.5));
    assertClose(expected, both.gradient(), 1e-10, sum.toString());
  }

  @Test
  default void floatIsCloseToDouble() {
    for (BoxLoss loss : losses()) {
      Evaluation exact = evaluate(loss, null);
      INDArray floats = PREDICTIONS.castTo(DataType.FLOAT);
      for (DataType labels : List.of(DataType.FLOAT, DataType.DOUBLE)) {
        Evaluation e = loss.evaluate(LABELS.castTo(labels), floats, IDENTITY, null, true);
        assertEquals(DataType.FLOAT, e.gradient().dataType());
        assertArrayEquals(exact.perExample(), e.perExample(), 1e-4, loss::toString);
        INDArray size = exact.gradient().norm2(true, 1).add(1e-3);
        INDArray difference = e.gradient().castTo(DataType.DOUBLE).sub(exact.gradient());
        assertTrue(difference.divColumnVector(size).amaxNumber().doubleValue() < 1e-3);
      }
      Evaluation half =
          loss.evaluate(
              row(1, 1, 5, 4.5), row(0, 0, 4, 3).castTo(DataType.HALF), IDENTITY, null, true);
      assertEquals(exact.perExample()[0], half.perExample()[0], 1e-3);
      assertEquals(DataType.HALF, half.gradient().dataType());
    }
  }

  @Test
  default void layoutsGiveTheSame() {
    for (BoxLoss loss : losses()) {
      Evaluation expected = evaluate(loss, null);
      INDArray wide = Nd4j.concat(1, LABELS, PREDICTIONS);
      INDArray view = wide.get(NDArrayIndex.all(), NDArrayIndex.interval(4, 8));
      for (INDArray predictions : List.of(PREDICTIONS.dup('f'), view)) {
        Evaluation e = loss.evaluate(LABELS.dup('f'), predictions, IDENTITY, null, true);
        assertArrayEquals(expected.perExample(), e.perExample(), 1e-12);
        assertClose(expected.gradient(), e.gradient(), 1e-12, loss.toString());
      }
    }
  }

  @Test
  default void argumentsAreNotChanged() {
    for (BoxLoss loss : losses()) {
      for (IActivation activation : List.of(IDENTITY, new ActivationTanH())) {
        INDArray predictions = PREDICTIONS.dup();
        INDArray labels = LABELS.dup();
        INDArray mask = Nd4j.ones(SMOOTH.length, 1);
        loss.computeGradientAndScore(labels, predictions, activation, mask, true);
        assertEquals(PREDICTIONS, predictions);
        assertEquals(LABELS, labels);
        assertEquals(Nd4j.ones(SMOOTH.length, 1), mask);
      }
    }
  }

  @Test
  default void workspacesAreLeftAlone() {
    WorkspaceConfiguration conf = WorkspaceConfiguration.builder().initialSize(1 << 20).build();
    for (BoxLoss loss : losses()) {
      INDArray expected = loss.computeGradient(LABELS, PREDICTIONS, IDENTITY, null);
      for (int i = 0; i < 3; i++) {
        try (MemoryWorkspace ws =
            Nd4j.getWorkspaceManager().getAndActivateWorkspace(conf, "BOX_LOSS_TEST")) {
          INDArray gradient = loss.computeGradient(LABELS, PREDICTIONS, IDENTITY, null);
          assertTrue(gradient.isAttached(), "the gradient belongs to the caller's workspace");
          assertEquals(expected, gradient);
        }
      }
    }
  }

  @Test
  default void eightThreadsMayShareOne() {
    for (BoxLoss loss : losses()) {
      INDArray expected = loss.computeGradient(LABELS, PREDICTIONS, IDENTITY, null);
      assertAll(
          IntStream.range(0, 8)
              .parallel()
              .mapToObj(i -> loss.computeGradient(LABELS, PREDICTIONS, IDENTITY, null))
              .map(gradient -> () -> assertEquals(expected, gradient)));
    }
  }
}
