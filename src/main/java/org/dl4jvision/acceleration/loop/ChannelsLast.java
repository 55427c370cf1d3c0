package org.dl4jvision.acceleration.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Feature maps whose channels lie side by side in memory, which is what oneDNN's fastest
 * convolutions take as it is. All arrays here are FLOAT, [N, H, W, C], dense and in c order, unless
 * said otherwise; seen from outside, activations keep DL4J's shape [N, C, H, W] as views of them.
 * Volumes have a depth as well, series a length only.
 */
public final class ChannelsLast {

  private ChannelsLast() {}

  /** An [N, H, W, C] array seen as [N, C, H, W]. */
  public static INDArray seenChannelsFirst(INDArray array) {
    return array.permute(moved(array.rank(), array.rank() - 1, 1));
  }

  /** An [N, C, H, W] array seen as [N, H, W, C]. */
  public static INDArray seenChannelsLast(INDArray array) {
    return array.permute(moved(array.rank(), 1, array.rank() - 1));
  }

  /** All dimensions in order, one of them moved to another place. */
  private static int[] moved(int rank, int from, int to) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    order.add(to, order.remove(from));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  /** An [N, C, H, W] array of any strides as [N, H, W, C]: a view where possible, else a copy. */
  public static INDArray of(INDArray array, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    INDArray view = seenChannelsLast(array);
    long[] shape = view.shape();
    if (isDense(view)) {
      return hasPlainStrides(view) ? view : view.reshape('c', shape);
    }
    long channels = view.size(-1);
    if (channels == 1 && isDense(array)) {
      return array.reshape('c', shape);
    }
    INDArray from = isDense(array) ? array : workspaceMgr.dup(type, array, 'c');
    INDArray to = workspaceMgr.createUninitialized(type, DataType.FLOAT, shape, 'c');
    transpose(from, to, shape[0], channels, pixels(view));
    return to;
  }

  /** An [N, H, W, C] array as dense [N, C, H, W] in the workspace of {@code type}. */
  public static INDArray toChannelsFirst(
      INDArray array, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    long[] shape = seenChannelsFirst(array).shape();
    INDArray to = workspaceMgr.createUninitialized(type, DataType.FLOAT, shape, 'c');
    transpose(array, to, shape[0], pixels(array), shape[1]);
    return to;
  }

  /** Of one example. */
  private static long pixels(INDArray array) {
    return array.length() / array.size(0) / array.size(-1);
  }

  /** Whether the elements lie one after another in c order. */
  public static boolean isDense(INDArray array) {
    long[] plain = ArrayUtil.calcStrides(array.shape());
    for (int i = 0; i < plain.length; i++) {
      if (array.size(i) != 1 && array.stride(i) != plain[i]) {
        return false;
      }
    }
    return true;
  }

  /** Dense, and dimensions of size 1 have no strides of their own, which natives stumble over. */
  public static boolean hasPlainStrides(INDArray array) {
    return array.ordering() == 'c'
        && Arrays.equals(array.stride(), ArrayUtil.calcStrides(array.shape()));
  }

  /** An array with plain strides: the native gradients are wrong for permuted ones. */
  public static INDArray dense(INDArray array, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return hasPlainStrides(array) ? array : workspaceMgr.dup(type, array, 'c');
  }

  /** Transposes every of {@code n} matrices. */
  private static void transpose(INDArray from, INDArray to, long n, long rows, long columns) {
    boolean wide = columns >= rows;
    // A strip is a few of the longer dimension and all of the shorter one.
    long longer = Math.max(rows, columns);
    int shorter = (int) Math.min(rows, columns);
    int strip =
        Math.max(1, Math.min((int) Math.min(longer, HostFloats.TILE), HostFloats.TILE / shorter));
    long strips = (longer + strip - 1) / strip;
    HostFloats.forEach(
        n * strips,
        (long) strip * shorter,
        (first, last) -> {
          float[] narrow = new float[strip * shorter];
          float[] turned = new float[strip * shorter];
          for (long s = first; s < last; s++) {
            long matrix = s / strips * rows * columns;
            long start = s % strips * strip;
            int count = (int) Math.min(strip, longer - start);
            if (wide) {
              for (int r = 0; r < shorter; r++) {
                long at = matrix + r * columns + start;
                HostFloats.window(from, at, at + count)
                    .asFloatBuffer()
                    .get(0, narrow, r * count, count);
              }
              turn(narrow, turned, shorter, count);
              long at = matrix + start * rows;
              HostFloats.window(to, at, at + (long) count * shorter)
                  .asFloatBuffer()
                  .put(0, turned, 0, count * shorter);
            } else {
              long at = matrix + start * columns;
              HostFloats.window(from, at, at + (long) count * shorter)
                  .asFloatBuffer()
                  .get(0, narrow, 0, count * shorter);
              turn(narrow, turned, count, shorter);
              for (int c = 0; c < shorter; c++) {
                long target = matrix + c * rows + start;
                HostFloats.window(to, target, target + count)
                    .asFloatBuffer()
                    .put(0, turned, c * count, count);
              }
            }
          }
        },
        from,
        to);
  }

  private static void turn(float[] from, float[] to, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        to[c * rows + r] = from[r * columns + c];
      }
    }
  }
}
