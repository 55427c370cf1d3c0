package org.dl4jvision.loss.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images of several units of work, each of many tiles. */
class TileSweepTest {

  private static final int SIDE = 300;
  private static final int PIXELS = SIDE * SIDE;

  private final INDArray logits = Nd4j.rand(DataType.FLOAT, 2, 1, SIDE, SIDE);
  private final BatchArrays arrays =
      BatchArrays.of(logits.gt(0.5), logits, OutputActivation.IDENTITY, null, true);

  private Sums sums;

  private boolean sweep(Grouping grouping, Consumer<Pixels> visitor) {
    sums = Sweep.newSums(arrays, grouping, 2);
    return TileSweep.run(new Sweep(arrays, null, grouping, false, false, null, sums), 2, visitor);
  }

  @Test
  void everyPixelIsSeenOnceAndSumsAreRepeatable() {
    Consumer<Pixels> visitor =
        pixels -> {
          pixels.add(0, pixels.ones());
          pixels.add(1, pixels.prediction().p());
        };
    assertFalse(sweep(Grouping.IMAGE, visitor), "there was no gradient");
    double first = sums.get(0, 1);
    assertEquals(logits.slice(0).castTo(DataType.DOUBLE).sumNumber().doubleValue(), first, 1e-6);
    for (int image = 0; image < 2; image++) {
      assertEquals(PIXELS, sums.get(image, 0));
    }
    for (int i = 0; i < 5; i++) {
      sweep(Grouping.IMAGE, visitor);
      assertEquals(first, sums.get(0, 1), 0);
    }
  }

  @Test
  void derivativesGoToTheirPixelsAndAreAddedLater() {
    Consumer<Pixels> visitor =
        pixels -> {
          Derivatives derivatives = pixels.derivatives();
          derivatives.addByP(pixels.prediction().p().times(2));
          pixels.addGradient(derivatives);
        };
    assertTrue(sweep(Grouping.IMAGE, visitor));
    assertEquals(logits.mul(2), arrays.gradient().view().reshape(logits.shape()));
    arrays.gradient().start();
    sweep(Grouping.IMAGE, visitor);
    assertEquals(logits.mul(4), arrays.gradient().sum());
  }

  @Test
  void aFailureIsThrownWhenAllUnitsAreDone() {
    IllegalStateException failure = new IllegalStateException("one tile fails");
    AtomicInteger tiles = new AtomicInteger();
    Consumer<Pixels> visitor =
        pixels -> {
          if (tiles.incrementAndGet() == 1) {
            throw failure;
          }
        };
    assertSame(
        failure, assertThrows(IllegalStateException.class, () -> sweep(Grouping.IMAGE, visitor)));
    assertTrue(tiles.get() > 1);
  }
}
