package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestArrays.CLASSES;
import static org.dl4jvision.loss.TestArrays.assertClose;
import static org.dl4jvision.loss.TestArrays.copies;
import static org.dl4jvision.loss.TestArrays.image;
import static org.dl4jvision.loss.TestArrays.indices;
import static org.dl4jvision.loss.TestArrays.logits;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A batch costs the mean of its images, and evaluation leaves everything else alone. */
interface BatchInvariants extends LossUnderTest {

  @ParameterizedTest
  @EnumSource
  default void oneImageCostsAsMuchAsCopiesOfIt(Way way) {
    for (VisionLoss loss : losses()) {
      for (long[] shape : shapes()) {
        boolean flat = shape.length == 2;
        boolean ofBatch = flat || loss.toString().contains("batch=true");
        if (ofBatch && (LossUnderTest.hasRegions(loss) || loss.toString().contains("topK"))) {
          // Sums over all copies meet a smoothing that stays the same.
          continue;
        }
        IActivation activation = activations().get(0);
        long[] one = shape.clone();
        one[0] = 1;
        INDArray logits = logits(way.type, 1, activation, 2, one);
        INDArray labels = indices(2, CLASSES, one);
        Evaluation single = loss.evaluate(labels, logits, activation, null, true);
        Evaluation copies =
            loss.evaluate(copies(labels, 3), copies(logits, 3), activation, null, true);
        for (double copy : copies.perExample()) {
          assertEquals(single.perExample()[0], copy, way.rounding, loss::toString);
        }
        assertClose(copies(single.gradient(), 3), copies.gradient(), way.rounding, loss.toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  default void batchCostsTheMeanOfItsImages(Way way) {
    for (VisionLoss loss : losses()) {
      for (LossArguments c : cases(way, 2)) {
        if (!LossUnderTest.isMeanOfImages(loss, c)) {
          continue;
        }
        double[] together = c.evaluate(loss, false).perExample();
        for (int n = 0; n < together.length; n++) {
          INDArray mask = c.mask() == null ? null : image(c.mask(), n);
          double alone =
              loss.computeScore(
                  image(c.labels(), n), image(c.logits(), n), c.activation(), mask, true);
          assertEquals(alone, together[n], way.rounding, () -> loss + " " + c.name());
        }
        assertEquals(Arrays.stream(together).average().orElseThrow(), c.score(loss), way.rounding);
      }
    }
  }

  @Test
  default void argumentsAreNotChanged() {
    for (VisionLoss loss : losses()) {
      for (LossArguments c : cases(2)) {
        for (LossArguments typed : List.of(c, c.cast(DataType.FLOAT))) {
          INDArray logits = typed.logits().dup();
          INDArray labels = typed.labels().dup();
          INDArray mask = typed.mask() == null ? null : typed.mask().dup();
          loss.computeGradientAndScore(
              typed.labels(), typed.logits(), typed.activation(), typed.mask(), true);
          assertEquals(logits, typed.logits());
          assertEquals(labels, typed.labels());
          assertEquals(mask, typed.mask());
        }
      }
    }
  }

  @Test
  default void workspacesAreLeftAlone() {
    WorkspaceConfiguration conf = WorkspaceConfiguration.builder().initialSize(1 << 20).build();
    for (VisionLoss loss : losses()) {
      IActivation activation = activations().get(0);
      INDArray logits = logits(DataType.FLOAT, 3, activation, 1, 2, CLASSES, 4, 5);
      INDArray labels = indices(1, CLASSES, 2, CLASSES, 4, 5);
      INDArray expected = loss.computeGradient(labels, logits, activation, null);
      for (int i = 0; i < 3; i++) {
        try (MemoryWorkspace ws =
            Nd4j.getWorkspaceManager().getAndActivateWorkspace(conf, "LOSS_TEST")) {
          INDArray gradient = loss.computeGradient(labels, logits, activation, null);
          assertTrue(gradient.isAttached(), "the gradient belongs to the caller's workspace");
          assertEquals(expected, gradient);
        }
      }
    }
  }

  @Test
  default void eightThreadsMayShareOne() {
    for (VisionLoss loss : losses()) {
      IActivation activation = activations().get(0);
      INDArray logits = logits(DataType.FLOAT, 3, activation, 1, 2, CLASSES, 40, 50);
      INDArray labels = indices(1, CLASSES, 2, CLASSES, 40, 50);
      INDArray expected = loss.computeGradient(labels, logits, activation, null);
      assertAll(
          IntStream.range(0, 8)
              .parallel()
              .mapToObj(i -> loss.computeGradient(labels, logits, activation, null))
              .map(gradient -> () -> assertEquals(expected, gradient)));
    }
  }
}
