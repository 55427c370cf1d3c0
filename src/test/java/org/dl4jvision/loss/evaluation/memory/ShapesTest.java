package org.dl4jvision.loss.evaluation.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ShapesTest {

  private static final long[] PREDICTIONS = {2, 3, 4, 5};

  private static INDArray array(long... shape) {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    return Nd4j.arange(length).castTo(DataType.FLOAT).reshape('c', shape);
  }

  @Test
  void labelsHaveTheShapeOfPredictionsOrAreIndices() {
    INDArray same = array(PREDICTIONS);
    assertSame(same, Shapes.labels(same, PREDICTIONS));
    long[] indices = {2, 1, 4, 5};
    assertArrayEquals(indices, Shapes.labels(array(2, 1, 4, 5), PREDICTIONS).shape());
    assertArrayEquals(indices, Shapes.labels(array(2, 4, 5), PREDICTIONS).shape());
    assertThrows(IllegalArgumentException.class, () -> Shapes.labels(array(2, 5, 4), PREDICTIONS));
    assertThrows(IllegalArgumentException.class, () -> Shapes.labels(array(2), new long[] {2}));
  }

  @Test
  void masksHaveOneWeightAnImageAPixelOrANumber() {
    assertArrayEquals(new long[] {2, 1, 1}, Shapes.mask(array(2, 1), PREDICTIONS).shape());
    assertArrayEquals(new long[] {2, 1, 20}, Shapes.mask(array(2, 4, 5), PREDICTIONS).shape());
    assertArrayEquals(new long[] {2, 1, 20}, Shapes.mask(array(2, 1, 4, 5), PREDICTIONS).shape());
    assertArrayEquals(new long[] {2, 3, 20}, Shapes.mask(array(2, 3, 4, 5), PREDICTIONS).shape());
    assertThrows(IllegalArgumentException.class, () -> Shapes.mask(array(3, 1), PREDICTIONS));
  }

  @Test
  void anyLayoutIsSeenAsImagesChannelsAndPixels() {
    INDArray array = array(PREDICTIONS);
    INDArray expected = array.reshape(2, 3, 20);
    INDArray channelsLast = array.permute(0, 2, 3, 1).dup('c').permute(0, 3, 1, 2);
    for (INDArray layout : new INDArray[] {array, channelsLast, array.dup('f')}) {
      assertEquals(expected, Shapes.threeDimensional(layout));
    }
    assertSame(array.data(), Shapes.threeDimensional(array).data());
    INDArray rows = array(6, 3);
    assertEquals(rows.transpose().reshape(1, 3, 6), Shapes.threeDimensional(rows));
  }

  @Test
  void anEmptyArrayIsLaidOutAsTheOther() {
    INDArray array = array(PREDICTIONS);
    assertArrayEquals(array.stride(), Shapes.emptyLike(array).stride());
    INDArray channelsLast = array.permute(0, 2, 3, 1).dup('c').permute(0, 3, 1, 2);
    assertArrayEquals(channelsLast.stride(), Shapes.emptyLike(channelsLast).stride());
    assertArrayEquals(array.shape(), Shapes.emptyLike(channelsLast).shape());
  }
}
