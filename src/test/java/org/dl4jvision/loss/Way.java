package org.dl4jvision.loss;

import org.nd4j.linalg.api.buffer.DataType;

/** The two ways that losses are evaluated in. */
enum Way {
  TILES(DataType.FLOAT, 1e-5),
  ARRAYS(DataType.DOUBLE, 1e-12);

  /** The type that takes this way. */
  final DataType type;

  /** Largest difference of numbers that are equal but for rounding. */
  final double rounding;

  Way(DataType type, double rounding) {
    this.type = type;
    this.rounding = rounding;
  }
}
