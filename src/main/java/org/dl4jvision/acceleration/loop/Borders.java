package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Maps [N, H, W, C] and parts of them that lie within a border. */
public final class Borders {

  private Borders() {}

  /** Writes a map and a border of 0 around it; what is missing below and right is the rest. */
  public static void add(INDArray inner, int above, int left, INDArray whole) {
    int narrow = HostFloats.row(inner.size(2), inner.size(3));
    int wide = HostFloats.row(whole.size(2), whole.size(3));
    int start = HostFloats.row(left, inner.size(3));
    long height = whole.size(1);
    HostFloats.forEach(
        whole.size(0) * height,
        (long) narrow + wide,
        (first, last) -> {
          float[] row = new float[wide];
          float[] empty = new float[wide];
          for (long r = first; r < last; r++) {
            long from = r % height - above;
            boolean within = from >= 0 && from < inner.size(1);
            if (within) {
              row(inner, r / height * inner.size(1) + from, narrow).get(0, row, start, narrow);
            }
            row(whole, r, wide).put(0, within ? row : empty, 0, wide);
          }
        },
        inner,
        whole);
  }

  /** Inverse of {@link #add}: writes the part within the border. */
  public static void remove(INDArray whole, int above, int left, INDArray inner) {
    int narrow = HostFloats.row(inner.size(2), inner.size(3));
    int wide = HostFloats.row(whole.size(2), whole.size(3));
    int start = HostFloats.row(left, inner.size(3));
    long height = inner.size(1);
    HostFloats.forEach(
        inner.size(0) * height,
        2L * narrow,
        (first, last) -> {
          float[] row = new float[narrow];
          for (long r = first; r < last; r++) {
            long from = r / height * whole.size(1) + above + r % height;
            row(whole, from, wide).get(start, row, 0, narrow);
            row(inner, r, narrow).put(0, row, 0, narrow);
          }
        },
        whole,
        inner);
  }

  private static FloatBuffer row(INDArray map, long index, int length) {
    return HostFloats.window(map, index * length, (index + 1) * length).asFloatBuffer();
  }
}
