package org.dl4jvision.layer.detection;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A matrix, column after column: losses read and write class by class. */
final class Columns {
  private final int rows;
  private final int width;
  private final double[] values;

  Columns(int rows, int width) {
    this.rows = rows;
    this.width = width;
    values = new double[rows * width];
  }

  Columns(int rows, int width, INDArray array) {
    this.rows = rows;
    this.width = width;
    values = array.castTo(DataType.DOUBLE).transpose().dup('c').data().asDouble();
  }

  int width() {
    return width;
  }

  void set(int row, int column, double value) {
    values[column * rows + row] = value;
  }

  void setRow(int row, double[] numbers) {
    for (int c = 0; c < width; c++) {
      set(row, c, numbers[c]);
    }
  }

  double[] row(int row) {
    double[] numbers = new double[width];
    for (int c = 0; c < width; c++) {
      numbers[c] = values[c * rows + row];
    }
    return numbers;
  }

  INDArray array(DataType type) {
    return Nd4j.createFromArray(values).castTo(type).reshape(width, rows).transpose();
  }
}
