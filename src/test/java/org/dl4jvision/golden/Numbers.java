package org.dl4jvision.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Numbers by a formula, which no generator's order of drawing can change, and what is kept of an
 * array. Golden answers hang on both: neither may ever change.
 */
final class Numbers {

  private static final int KEPT = 50;

  private Numbers() {}

  /** A number of [0, 1) that looks random: SplitMix64's. */
  static double at(long seed, long index) {
    long z = seed * 0x632BE59BD9B4E019L + (index + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
  }

  static INDArray uniform(long seed, double low, double high, DataType type, long... shape) {
    int length = 1;
    for (long size : shape) {
      length *= Math.toIntExact(size);
    }
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = low + (high - low) * at(seed, i);
    }
    return array(values, type, shape);
  }

  static INDArray array(double[] values, DataType type, long... shape) {
    return Nd4j.createFromArray(values).reshape('c', shape).castTo(type);
  }

  /** Shape, mean, standard deviation and 50 values, evenly spread over the array. */
  static Map<String, Object> digest(INDArray array) {
    double[] values = array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    double mean = 0;
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalStateException("the array holds " + value);
      }
      mean += value / values.length;
    }
    double variance = 0;
    for (double value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    int count = Math.min(KEPT, values.length);
    List<Double> kept = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      // The remainder keeps rows whose length divides the step from giving one column only.
      int at = (int) ((long) k * values.length / count + (count == KEPT ? k % 7 : 0));
      kept.add(values[at % values.length]);
    }
    Map<String, Object> digest = new LinkedHashMap<>();
    digest.put("shape", array.shape());
    digest.put("mean", mean);
    digest.put("std", Math.sqrt(variance));
    digest.put("values", kept);
    return digest;
  }
}
