package org.dl4jvision.network.weights;

import java.nio.ByteBuffer;

/** Types of numbers that weights come in. */
enum NumberType {
  F64(8) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return bytes.getDouble(8 * index);
    }
  },
  F32(4) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return bytes.getFloat(4 * index);
    }
  },
  F16(2) {
    @Override
    double get(ByteBuffer bytes, int index) {
      int bits = bytes.getShort(2 * index);
      int exponent = bits >> 10 & 0x1f;
      int fraction = bits & 0x3ff;
      double size =
          switch (exponent) {
            case 0 -> Math.scalb((double) fraction, -24);
            case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb((double) (fraction | 0x400), exponent - 25);
          };
      return bits < 0 ? -size : size;
    }
  },
  BF16(2) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return Float.intBitsToFloat(bytes.getShort(2 * index) << 16);
    }
  };

  private final int size;

  NumberType(int size) {
    this.size = size;
  }

  /** Bytes of a number. */
  int size() {
    return size;
  }

  /** A number as it stands in a file. */
  abstract double get(ByteBuffer bytes, int index);
}
