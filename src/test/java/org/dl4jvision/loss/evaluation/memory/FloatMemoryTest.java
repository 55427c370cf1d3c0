package org.dl4jvision.loss.evaluation.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.Reference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays larger than a buffer are seen through several: here tiny ones, so that a test can be. */
class FloatMemoryTest {

  private static final int IMAGES = 3;
  private static final int CHANNELS = 5;
  private static final int PIXELS = 37;

  private static INDArray layout(String name) {
    INDArray array =
        Nd4j.arange(IMAGES * CHANNELS * PIXELS)
            .castTo(DataType.FLOAT)
            .reshape('c', IMAGES, CHANNELS, PIXELS);
    return switch (name) {
      case "channels first" -> array;
      case "channels last" -> array.permute(0, 2, 1).dup('c').permute(0, 2, 1);
      default -> array.dup('f');
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"channels first", "channels last", "'f' order"})
  void readsAndWritesAcrossWindows(String layout) {
    INDArray array = layout(layout);
    INDArray copy = Nd4j.createUninitialized(DataType.FLOAT, array.shape(), array.ordering());
    copy = layout.equals("channels last") ? array.dup('c').permute(0, 1, 2) : copy;
    FloatMemory from = new FloatMemory(array, 4);
    FloatMemory to = new FloatMemory(copy, 3);
    float[][] rows = new float[CHANNELS][PIXELS];
    float[] scratch = new float[CHANNELS * PIXELS];
    int start = 4;
    for (int image = 0; image < IMAGES; image++) {
      from.read(image, 0, start, rows, scratch);
      to.write(image, 0, start, rows, scratch);
      from.read(image, start, PIXELS - start, rows, scratch);
      to.write(image, start, PIXELS - start, rows, scratch);
      int last = array.getInt(image, CHANNELS - 1, PIXELS - 1);
      assertEquals(last, rows[CHANNELS - 1][PIXELS - start - 1]);
    }
    assertEquals(array, copy);
    Reference.reachabilityFence(array);
    Reference.reachabilityFence(copy);
  }
}
