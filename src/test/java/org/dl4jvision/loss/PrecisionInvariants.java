package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestArrays.CLASSES;
import static org.dl4jvision.loss.TestArrays.assertClose;
import static org.dl4jvision.loss.TestArrays.channelsLast;
import static org.dl4jvision.loss.TestArrays.indices;
import static org.dl4jvision.loss.TestArrays.logits;
import static org.dl4jvision.loss.TestArrays.oneHot;
import static org.dl4jvision.loss.TestArrays.weights;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Numbers do not depend on the type of arrays, nor on the way of evaluation. */
interface PrecisionInvariants extends LossUnderTest {

  @Test
  default void tilesAgreeWithWholeArrays() {
    for (VisionLoss loss : losses()) {
      for (double spread : new double[] {3, 10}) {
        for (LossArguments floats : cases(Way.TILES, spread)) {
          Evaluation whole = floats.cast(DataType.DOUBLE).evaluate(loss, true);
          Evaluation tiles = floats.evaluate(loss, true);
          for (int i = 0; i < tiles.perExample().length; i++) {
            double expected = whole.perExample()[i];
            double tolerance = 1e-5 * Math.max(1, spread / 3);
            assertEquals(
                expected, tiles.perExample()[i], tolerance, () -> loss + " " + floats.name());
          }
          double size = Math.max(1, whole.gradient().amaxNumber().doubleValue());
          double tolerance = tileTolerance() * size;
          assertClose(whole.gradient(), tiles.gradient(), tolerance, loss + " " + floats.name());
        }
      }
    }
  }

  @Test
  default void tilesAgreeWithWholeArraysOnImagesOfManyTiles() {
    long[] shape = {2, CLASSES, 190, 211};
    INDArray labels = indices(3, CLASSES, shape);
    INDArray mask = weights(4, 2, 190, 211);
    for (VisionLoss loss : losses()) {
      IActivation activation = activations().get(0);
      LossArguments c =
          new LossArguments(
              "large", labels, logits(DataType.DOUBLE, 5, activation, 2, shape), activation, mask);
      Evaluation whole = c.evaluate(loss, true);
      Evaluation tiles = c.cast(DataType.FLOAT).evaluate(loss, true);
      assertArrayEquals(whole.perExample(), tiles.perExample(), 1e-5, loss::toString);
      double size = whole.gradient().amaxNumber().doubleValue();
      double tolerance = tileTolerance() * size + 1e-10;
      assertClose(whole.gradient(), tiles.gradient(), tolerance, loss.toString());
    }
  }

  @Test
  default void halfPrecisionIsCloseToFloat() {
    for (VisionLoss loss : losses()) {
      for (LossArguments c : cases(2)) {
        INDArray half = c.logits().castTo(DataType.HALF);
        double expected = c.with(half.castTo(DataType.FLOAT)).score(loss);
        assertEquals(expected, c.with(half).score(loss), 1e-2 * Math.max(1, expected));
        INDArray gradient = c.with(half).evaluate(loss, true).gradient();
        assertEquals(DataType.HALF, gradient.dataType());
      }
    }
    // The sum of 10,000 ones in half precision is 2,048 or 4,096; ours is taken in double.
    INDArray zeros = Nd4j.zeros(DataType.HALF, 1, CLASSES, 100, 100);
    INDArray labels = indices(1, CLASSES, 1, CLASSES, 100, 100);
    for (VisionLoss loss : losses()) {
      double inHalf = loss.computeScore(labels, zeros, activations().get(0), null, true);
      double inDouble =
          loss.computeScore(
              labels, zeros.castTo(DataType.DOUBLE), activations().get(0), null, true);
      assertEquals(inDouble, inHalf, 1e-5);
    }
  }

  @Test
  default void labelsAndMasksMayHaveAnyType() {
    for (VisionLoss loss : losses()) {
      IActivation activation = activations().get(0);
      long[] shape = {2, CLASSES, 4, 5};
      INDArray indices = indices(1, CLASSES, shape);
      INDArray hot = oneHot(indices, CLASSES);
      INDArray mask = indices(2, 3, 2, 1, 4, 5).reshape(2, 4, 5);
      for (DataType network : List.of(DataType.FLOAT, DataType.DOUBLE, DataType.HALF)) {
        INDArray logits = logits(network, 3, activation, 1, shape);
        double expected =
            loss.computeScore(hot.castTo(network), logits, activation, mask.castTo(network), true);
        for (DataType type :
            List.of(
                DataType.INT32, DataType.UINT8, DataType.INT64, DataType.FLOAT, DataType.DOUBLE)) {
          for (INDArray labels : List.of(indices, hot, indices.reshape(2, 4, 5))) {
            assertEquals(
                expected,
                loss.computeScore(labels.castTo(type), logits, activation, mask.castTo(type), true),
                1e-12);
          }
        }
      }
    }
  }

  @Test
  default void channelsLastViewsGiveTheSame() {
    for (VisionLoss loss : losses()) {
      for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
        IActivation activation = activations().get(0);
        INDArray logits = logits(type, 1, activation, 2, 2, CLASSES, 9, 7);
        INDArray labels = oneHot(indices(2, CLASSES, 2, CLASSES, 9, 7), CLASSES);
        INDArray mask = weights(3, 2, 9, 7);
        Evaluation first = loss.evaluate(labels, logits, activation, mask, true);
        Evaluation last =
            loss.evaluate(channelsLast(labels), channelsLast(logits), activation, mask, true);
        assertArrayEquals(first.perExample(), last.perExample(), 1e-6, loss::toString);
        assertClose(first.gradient(), last.gradient(), 1e-6, loss.toString());
        assertEquals(1, last.gradient().stride(1), "the gradient is laid out as the predictions");
        INDArray strided = Nd4j.create(type, 2, CLASSES, 9, 14);
        INDArray view =
            strided.get(
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.interval(0, 2, 14));
        view.assign(logits);
        assertClose(
            first.gradient(),
            loss.evaluate(labels, view, activation, mask, true).gradient(),
            1e-6,
            "a view");
        assertClose(
            first.gradient(),
            loss.evaluate(labels, logits.dup('f'), activation, mask, true).gradient(),
            1e-6,
            "'f' order");
      }
    }
  }
}
