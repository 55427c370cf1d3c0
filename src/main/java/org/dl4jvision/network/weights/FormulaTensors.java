package org.dl4jvision.network.weights;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import java.util.zip.CRC32;

/**
 * Tensors that follow from their names and shapes by a formula, with which networks are compared
 * across frameworks without a file of weights: an integer hash of the CRC-32 of the name and of the
 * index, spread over a range that suits what the name says it is.
 */
public final class FormulaTensors implements TensorSource {

  private static final long WORD = 0xffffffffL;
  private static final long GOLDEN = 2654435761L;
  private static final long MIX = 0x45d9f3bL;
  private static final double WORDS = 4294967296.0;

  private final Map<String, long[]> shapes;

  /**
   * @param shapes by name
   */
  public FormulaTensors(Map<String, long[]> shapes) {
    this.shapes = new TreeMap<>(shapes);
  }

  @Override
  public String origin() {
    return "the formula";
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(shapes.keySet());
  }

  @Override
  public Tensor get(String name) {
    long[] shape = shapes.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("the formula was given no shape of " + name);
    }
    LongToDoubleFunction unit = unit(name);
    LongToDoubleFunction values = values(name, shape, unit);
    return new Tensor() {
      @Override
      public long[] shape() {
        return shape.clone();
      }

      @Override
      public double get(long index) {
        return values.applyAsDouble(index);
      }
    };
  }

  private static LongToDoubleFunction values(String name, long[] shape, LongToDoubleFunction unit) {
    if (name.endsWith("running_var")) {
      return i -> 0.5 + unit.applyAsDouble(i);
    } else if (name.endsWith("running_mean") || name.endsWith("bias")) {
      return i -> 0.2 * unit.applyAsDouble(i) - 0.1;
    } else if (shape.length <= 1) {
      return i -> 0.5 + 0.5 * unit.applyAsDouble(i);
    }
    double fanIn = 1;
    for (int d = 1; d < shape.length; d++) {
      fanIn *= shape[d];
    }
    double bound = Math.sqrt(6 / fanIn);
    return i -> (2 * unit.applyAsDouble(i) - 1) * bound;
  }

  /** The values of an input of this name: from -1 to 1. */
  public static LongToDoubleFunction input(String name) {
    LongToDoubleFunction unit = unit(name);
    return i -> 2 * unit.applyAsDouble(i) - 1;
  }

  /** A hash of name and index, in [0, 1). */
  private static LongToDoubleFunction unit(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    long start = crc.getValue();
    return index -> {
      long h = (start + index * GOLDEN) & WORD;
      h ^= h >>> 16;
      h = (h * MIX) & WORD;
      h ^= h >>> 16;
      h = (h * MIX) & WORD;
      h ^= h >>> 16;
      return h / WORDS;
    };
  }
}
