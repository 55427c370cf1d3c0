package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestArrays.assertClose;
import static org.dl4jvision.loss.TestArrays.assertFinite;
import static org.dl4jvision.loss.TestBoxes.HARD;
import static org.dl4jvision.loss.TestBoxes.IDENTITY;
import static org.dl4jvision.loss.TestBoxes.LABELS;
import static org.dl4jvision.loss.TestBoxes.PREDICTIONS;
import static org.dl4jvision.loss.TestBoxes.SMOOTH;
import static org.dl4jvision.loss.TestBoxes.row;
import static org.dl4jvision.loss.TestBoxes.rows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.BoxLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Values lie in their range, are finite and the gradient is their derivative, in every format. */
interface BoxGradientInvariants extends BoxLossUnderTest {

  @Test
  default void gradientIsTheDerivative() {
    for (BoxLoss loss : losses()) {
      for (double[][] pair : SMOOTH) {
        assertGradient(loss, pair[0], pair[1]);
      }
    }
    for (BoxFormat format : BoxFormat.values()) {
      for (double[][] pair : SMOOTH) {
        assertGradient(of(format), given(format, pair[0]), given(format, pair[1]));
      }
    }
  }

  private static double[] given(BoxFormat format, double[] edges) {
    return BoxFormat.XYXY.convert(edges, format);
  }

  private void assertGradient(BoxLoss loss, double[] prediction, double[] target) {
    double[] gradient =
        loss.computeGradient(row(target), row(prediction), IDENTITY, null).data().asDouble();
    double step = 1e-5 * Math.max(Math.abs(prediction[3]), Math.abs(prediction[2]));
    for (int i = 0; i < 4; i++) {
      double[] moved = prediction.clone();
      moved[i] += step;
      double up = differentiated(loss, moved, target, prediction);
      moved[i] = prediction[i] - step;
      double down = differentiated(loss, moved, target, prediction);
      double quotient = (up - down) / (2 * step);
      double error = Math.abs(quotient - gradient[i]);
      int at = i;
      assertTrue(
          error <= 1e-8 || error <= 1e-5 * (Math.abs(quotient) + Math.abs(gradient[i])),
          () ->
              String.format(
                  "%s of %s for %s, number %d: gradient %s, difference quotient %s",
                  loss,
                  Arrays.toString(prediction),
                  Arrays.toString(target),
                  at,
                  gradient[at],
                  quotient));
    }
  }

  @Test
  default void everythingIsFinite() {
    for (BoxFormat format : BoxFormat.values()) {
      List<BoxLoss> all = new ArrayList<>(losses());
      all.add(of(format));
      all.add(withoutEpsilon());
      for (BoxLoss loss : all) {
        for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
          for (double[][][] pairs : List.of(SMOOTH, HARD)) {
            INDArray labels = rows(pairs, 1);
            INDArray predictions = rows(pairs, 0).castTo(type);
            Evaluation e = loss.evaluate(labels, predictions, IDENTITY, null, true);
            for (int i = 0; i < pairs.length; i++) {
              String name = loss + " of " + Arrays.deepToString(pairs[i]);
              assertTrue(Double.isFinite(e.perExample()[i]), name);
              assertFinite(e.gradient().getRow(i), name);
            }
          }
        }
      }
    }
  }

  private BoxLoss withoutEpsilon() {
    return new BoxLoss.Builder<>(losses().get(0)).epsilon(0).build();
  }

  @Test
  default void theSameBoxCostsNothing() {
    BoxLoss loss = of(BoxFormat.XYXY);
    double[] box = {1, 2, 5, 4.5};
    Evaluation e = loss.evaluate(row(box), row(box), IDENTITY, null, true);
    assertEquals(0, e.perExample()[0], 1e-6, loss::toString);
    assertClose(Nd4j.zeros(1, 4), e.gradient(), 1e-6, loss.toString());
  }

  @Test
  default void isWithinItsRange() {
    Random random = new Random(3);
    for (BoxLoss loss : losses()) {
      for (int i = 0; i < 300; i++) {
        double[] boxes = random.doubles(8, 0, 10).toArray();
        double[] a = {boxes[0], boxes[1], boxes[0] + boxes[2], boxes[1] + boxes[3]};
        double[] b = {boxes[4], boxes[5], boxes[4] + boxes[6], boxes[5] + boxes[7]};
        double value = loss.computeScore(row(b), row(a), IDENTITY, null, true);
        assertTrue(value >= 0 && value <= largest(), () -> loss + " is " + value);
      }
    }
  }

  @Test
  default void formatsSayTheSame() {
    double[] expected = evaluate(of(BoxFormat.XYXY), null).perExample();
    for (BoxFormat format : BoxFormat.values()) {
      INDArray predictions = converted(PREDICTIONS, format);
      INDArray labels = converted(LABELS, format);
      double[] values =
          of(format).evaluate(labels, predictions, IDENTITY, null, false).perExample();
      assertArrayEquals(expected, values, 1e-9, format.toString());
    }
  }

  private static INDArray converted(INDArray edges, BoxFormat format) {
    double[] numbers = BoxFormat.XYXY.convert(edges.dup('c').data().asDouble(), format);
    return Nd4j.createFromArray(numbers).reshape(edges.shape());
  }

  @Test
  default void otherActivationsAreDifferentiatedThrough() {
    BoxLoss loss = of(BoxFormat.CXCYWH);
    INDArray logits = Nd4j.createFromArray(0.3, -0.2, -0.4, 0.5, -1, 1, -0.5, 0.1).reshape(2, 4);
    INDArray labels = Nd4j.createFromArray(0.5, 0.42, 0.3, 0.45, 0.3, 0.6, 0.4, 0.35).reshape(2, 4);
    for (IActivation activation : List.of(new ActivationSigmoid(), new ActivationTanH())) {
      INDArray output = activation.getActivation(logits.dup(), true);
      INDArray byOutput = loss.computeGradient(labels, output, IDENTITY, null);
      INDArray expected = activation.backprop(logits.dup(), byOutput).getFirst();
      assertClose(
          expected, loss.computeGradient(labels, logits, activation, null), 1e-10, "" + activation);
      assertEquals(
          loss.computeScore(labels, output, IDENTITY, null, true),
          loss.computeScore(labels, logits, activation, null, true),
          1e-12);
    }
  }
}
