package org.dl4jvision.acceleration.loop;

import java.nio.IntBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ReLU of any dense arrays, without branches that the data would make slow. */
public final class Relu {

  private Relu() {}

  /** Writes {@code max(input, 0)}; both arrays are dense and of one shape. */
  public static void forward(INDArray input, INDArray result) {
    gradient(input, input, result);
  }

  /**
   * The derivative of ReLU: {@code epsilon} where {@code output > 0}, else 0.
   *
   * @param output what ReLU gave, any dense array
   * @param result may be {@code epsilon} itself
   */
  public static void gradient(INDArray output, INDArray epsilon, INDArray result) {
    long length = output.length();
    long tiles = (length + HostFloats.TILE - 1) / HostFloats.TILE;
    HostFloats.forEach(
        tiles,
        3L * HostFloats.TILE,
        (first, last) -> {
          long from = first * HostFloats.TILE;
          long to = Math.min(last * HostFloats.TILE, length);
          IntBuffer y = HostFloats.window(output, from, to).asIntBuffer();
          IntBuffer in = HostFloats.window(epsilon, from, to).asIntBuffer();
          IntBuffer out = HostFloats.window(result, from, to).asIntBuffer();
          int[] signs = new int[HostFloats.TILE];
          int[] values = new int[HostFloats.TILE];
          int total = (int) (to - from);
          for (int at = 0; at < total; at += HostFloats.TILE) {
            int count = Math.min(HostFloats.TILE, total - at);
            y.get(at, signs, 0, count);
            in.get(at, values, 0, count);
            keepPositive(signs, values, count);
            out.put(at, values, 0, count);
          }
        },
        output,
        epsilon,
        result);
  }

  /**
   * This works on the bits, so that it needs no branch: -b has its sign set unless b is 0 or
   * negative.
   */
  private static void keepPositive(int[] signs, int[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] &= (-signs[i] & ~signs[i]) >> 31;
    }
  }
}
