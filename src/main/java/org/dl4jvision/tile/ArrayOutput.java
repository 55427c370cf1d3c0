package org.dl4jvision.tile;

import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Puts the results of a batch of images into one array. */
final class ArrayOutput implements RowSink {

  private final TileArrays arrays;
  private final int examples;
  private int example;
  private INDArray array;

  ArrayOutput(TileArrays arrays, int examples) {
    this.arrays = arrays;
    this.examples = examples;
  }

  /** What follows is of this example. */
  void next(int example) {
    this.example = example;
  }

  @Override
  public void begin(int channels, ImageSize size) {
    if (array == null) {
      long[] shape = arrays.shape(examples, channels, size.height(), size.width());
      array = Nd4j.createUninitialized(arrays.type(), shape, 'c');
    }
  }

  @Override
  public void rows(Region rows, float[] values) {
    long[] shape = {1, values.length / rows.area(), rows.height(), rows.width()};
    INDArray given = Nd4j.create(values, shape, 'c');
    new ArrayImage(array, example, arrays).part(rows).assign(given);
    given.close();
  }

  INDArray array() {
    return array;
  }
}
