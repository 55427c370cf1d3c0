package org.dl4jvision.loss.evaluation.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NumbersTest {

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE", "HALF"})
  void areInOrderWhateverTheLayout(DataType type) {
    INDArray array = Nd4j.arange(120).castTo(type).reshape('c', 2, 3, 4, 5);
    double[] expected = new double[120];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = i;
    }
    assertArrayEquals(expected, Numbers.of(array));
    assertArrayEquals(expected, Numbers.of(array.dup('f')));
    assertArrayEquals(expected, Numbers.of(array.permute(0, 2, 3, 1).dup('c').permute(0, 3, 1, 2)));
    assertArrayEquals(expected, Numbers.of(array.reshape(24, 5)));
  }
}
