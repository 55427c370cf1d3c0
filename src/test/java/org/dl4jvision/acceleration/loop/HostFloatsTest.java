package org.dl4jvision.acceleration.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class HostFloatsTest extends BaseLoopTestCase {

  @Test
  void aWindowHasTheNumbersOfAView() {
    INDArray rows = Nd4j.linspace(0, 59, 60).castTo(DataType.FLOAT).reshape(10, 6);
    INDArray view = rows.get(NDArrayIndex.interval(3, 8), NDArrayIndex.all());
    float[] found = new float[4];
    ByteBuffer window = HostFloats.window(view, 2, 6);
    assertEquals(16, window.capacity());
    window.asFloatBuffer().get(found);
    assertArrayEquals(new float[] {20, 21, 22, 23}, found);
  }

  /** Nobody reads there: only the address counts. */
  @Test
  void aWindowBeyond2To31BytesIsWhole() {
    for (long first : new long[] {0, (1L << 29) - 3, 1L << 29, 1L << 33}) {
      FloatPointer floats =
          new FloatPointer() {
            {
              address = 1 << 12;
              position = 5;
              limit = capacity = 1L << 40;
            }
          };
      ByteBuffer window = HostFloats.window(floats, first, 100);
      assertEquals(400, window.remaining());
      assertEquals((1 << 12) + 4 * (5 + first), new Pointer(window).address());
    }
  }

  /** An array of 2.2 and one of 0.6 gigabytes, which the library's limits must allow. */
  @Test
  @Tag("scale")
  void mapsBeyond2To31BytesAreComputed() {
    INDArray input = Nd4j.createUninitialized(DataType.FLOAT, 1, 4200, 4200, 32);
    INDArray output = Nd4j.createUninitialized(DataType.FLOAT, 1, 2100, 2100, 32);
    input.assign(1);
    input.putScalar(input.length() - 1, 7);
    MaxPooling.forward(input, output);
    assertEquals(1, output.getFloat(output.length() - 2));
    assertEquals(7, output.getFloat(output.length() - 1));
    Upsampling.forward(output, new int[] {2, 2}, input);
    assertEquals(7, input.getFloat(input.length() - 1));
    assertEquals(7, input.getFloat(input.length() - 33));
    input.close();
    output.close();
  }

  @Test
  void aRowThatNoPartHoldsIsRefused() {
    assertEquals(96, HostFloats.row(32, 3));
    assertEquals(
        "a row of maps is 68719476736 numbers; allowed: at most 67108864\n",
        Refusals.messages(() -> HostFloats.row(1L << 31, 32)));
  }

  /** The arrays of a caller may be gone once it has caught the exception. */
  @Test
  void allPartsHaveEndedWhenOneFails() {
    AtomicInteger running = new AtomicInteger();
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                HostFloats.forEach(
                    8,
                    1 << 20,
                    (first, last) -> {
                      running.incrementAndGet();
                      try {
                        if (first == 0) {
                          throw new IllegalStateException("the first part");
                        }
                        Thread.sleep(50);
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      } finally {
                        running.decrementAndGet();
                      }
                    }));
    assertEquals("the first part", thrown.getMessage());
    assertEquals(0, running.get());
  }
}
