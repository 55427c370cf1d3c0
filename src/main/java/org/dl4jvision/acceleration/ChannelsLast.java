package org.dl4jvision.acceleration;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Feature maps whose channels lie side by side in memory, which is what oneDNN's fastest
 * convolutions take as it is. All arrays here are FLOAT, [N, H, W, C], dense and in c order, unless
 * said otherwise; seen from outside, activations keep DL4J's shape [N, C, H, W] as views of them.
 */
final class ChannelsLast {

  /** Elements a thread handles at once: they stay in its cache. */
  private static final int TILE = 1 << 12;

  private ChannelsLast() {}

  /** An [N, H, W, C] array seen as [N, C, H, W]. */
  static INDArray seenChannelsFirst(INDArray array) {
    return array.permute(0, 3, 1, 2);
  }

  /** An [N, C, H, W] array of any strides as [N, H, W, C]: a view where possible, else a copy. */
  static INDArray of(INDArray array, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    INDArray view = array.permute(0, 2, 3, 1);
    long[] shape = view.shape();
    if (isDense(view)) {
      return hasPlainStrides(view) ? view : view.reshape('c', shape);
    }
    if (shape[3] == 1 && isDense(array)) {
      return array.reshape('c', shape);
    }
    INDArray from = isDense(array) ? array : workspaceMgr.dup(type, array, 'c');
    INDArray to = workspaceMgr.createUninitialized(type, DataType.FLOAT, shape, 'c');
    transpose(from, to, shape[0], shape[3], shape[1] * shape[2]);
    return to;
  }

  /** An [N, H, W, C] array as dense [N, C, H, W] in the workspace of {@code type}. */
  static INDArray toChannelsFirst(INDArray array, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    long[] shape = array.shape();
    INDArray to =
        workspaceMgr.createUninitialized(
            type, DataType.FLOAT, new long[] {shape[0], shape[3], shape[1], shape[2]}, 'c');
    transpose(array, to, shape[0], shape[1] * shape[2], shape[3]);
    return to;
  }

  /** Whether the elements lie one after another in c order. */
  static boolean isDense(INDArray array) {
    long[] plain = ArrayUtil.calcStrides(array.shape());
    for (int i = 0; i < plain.length; i++) {
      if (array.size(i) != 1 && array.stride(i) != plain[i]) {
        return false;
      }
    }
    return true;
  }

  /** Dense, and dimensions of size 1 have no strides of their own, which natives stumble over. */
  static boolean hasPlainStrides(INDArray array) {
    return array.ordering() == 'c'
        && Arrays.equals(array.stride(), ArrayUtil.calcStrides(array.shape()));
  }

  /** Transposes every of {@code n} matrices. */
  private static void transpose(INDArray from, INDArray to, long n, long rows, long columns) {
    boolean wide = columns >= rows;
    // A strip is a few of the longer dimension and all of the shorter one.
    long longer = Math.max(rows, columns);
    int shorter = (int) Math.min(rows, columns);
    int strip = Math.max(1, Math.min((int) Math.min(longer, TILE), TILE / shorter));
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

  /** {@code max(input, 0)} of any dense array. */
  static void relu(INDArray input, INDArray result) {
    reluGradient(input, input, result);
  }

  /**
   * The derivative of ReLU: {@code epsilon} where {@code output > 0}, else 0.
   *
   * @param output what ReLU gave, any dense array
   * @param result may be {@code epsilon} itself
   */
  static void reluGradient(INDArray output, INDArray epsilon, INDArray result) {
    long length = output.length();
    long tiles = (length + TILE - 1) / TILE;
    HostFloats.forEach(
        tiles,
        3L * TILE,
        (first, last) -> {
          long from = first * TILE;
          long to = Math.min(last * TILE, length);
          IntBuffer y = HostFloats.window(output, from, to).asIntBuffer();
          IntBuffer in = HostFloats.window(epsilon, from, to).asIntBuffer();
          IntBuffer out = HostFloats.window(result, from, to).asIntBuffer();
          int[] signs = new int[TILE];
          int[] values = new int[TILE];
          int total = (int) (to - from);
          for (int at = 0; at < total; at += TILE) {
            int count = Math.min(TILE, total - at);
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

  /** On the bits, so that it needs no branch: -b has its sign set unless b is 0 or negative. */
  private static void keepPositive(int[] signs, int[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] &= (-signs[i] & ~signs[i]) >> 31;
    }
  }

  /** Maximum of every 2x2 block; height and width are even. */
  static void maxPool(INDArray input, INDArray output) {
    int channels = (int) input.size(3);
    int half = (int) (output.size(2) * channels);
    int full = 2 * half;
    HostFloats.forEach(
        output.size(0) * output.size(1),
        5L * half,
        (first, last) -> {
          FloatBuffer in =
              HostFloats.window(input, first * 2 * full, last * 2 * full).asFloatBuffer();
          FloatBuffer out = HostFloats.window(output, first * half, last * half).asFloatBuffer();
          float[] rows = new float[2 * full];
          float[] row = new float[full];
          float[] result = new float[half];
          for (int r = 0; r < last - first; r++) {
            in.get(r * 2 * full, rows, 0, 2 * full);
            for (int i = 0; i < full; i++) {
              row[i] = Math.max(rows[i], rows[full + i]);
            }
            for (int at = 0; at < half; at += channels) {
              for (int c = at; c < at + channels; c++) {
                result[c] = Math.max(row[at + c], row[at + channels + c]);
              }
            }
            out.put(r * half, result, 0, half);
          }
        },
        input,
        output);
  }

  /** The gradient goes to the maximum of its block, of equals to the first one by rows. */
  static void maxPoolGradient(INDArray input, INDArray epsilon, INDArray result) {
    int channels = (int) input.size(3);
    int half = (int) (epsilon.size(2) * channels);
    int full = 2 * half;
    HostFloats.forEach(
        epsilon.size(0) * epsilon.size(1),
        9L * half,
        (first, last) -> {
          FloatBuffer x =
              HostFloats.window(input, first * 2 * full, last * 2 * full).asFloatBuffer();
          FloatBuffer in = HostFloats.window(epsilon, first * half, last * half).asFloatBuffer();
          FloatBuffer out =
              HostFloats.window(result, first * 2 * full, last * 2 * full).asFloatBuffer();
          float[] rows = new float[2 * full];
          float[] gradient = new float[half];
          float[] blocks = new float[2 * full];
          for (int r = 0; r < last - first; r++) {
            x.get(r * 2 * full, rows, 0, 2 * full);
            in.get(r * half, gradient, 0, half);
            for (int at = 0; at < half; at += channels) {
              for (int c = at; c < at + channels; c++) {
                toMaximum(rows, blocks, gradient[c], at + c, channels, full);
              }
            }
            out.put(r * 2 * full, blocks, 0, 2 * full);
          }
        },
        input,
        epsilon,
        result);
  }

  /** One block; its values lie at {@code at}, a pixel and a row further. */
  private static void toMaximum(
      float[] rows, float[] blocks, float gradient, int at, int pixel, int row) {
    float a = rows[at];
    float b = rows[at + pixel];
    float c = rows[at + row];
    float d = rows[at + row + pixel];
    // On the bits: which of them is the largest is a guess that branches get wrong.
    int lower = ifNegative(Math.max(a, b) - Math.max(c, d));
    int right = ifNegative(a - b);
    int lowerRight = ifNegative(c - d);
    int bits = Float.floatToRawIntBits(gradient);
    int up = bits & ~lower;
    int down = bits & lower;
    blocks[at] = Float.intBitsToFloat(up & ~right);
    blocks[at + pixel] = Float.intBitsToFloat(up & right);
    blocks[at + row] = Float.intBitsToFloat(down & ~lowerRight);
    blocks[at + row + pixel] = Float.intBitsToFloat(down & lowerRight);
  }

  /** All bits, or none. */
  private static int ifNegative(float number) {
    return Float.floatToRawIntBits(number) >> 31;
  }

  /** Repeats every pixel {@code height} times downwards and {@code width} times to the right. */
  static void upsample(INDArray input, int height, int width, INDArray output) {
    int channels = (int) input.size(3);
    int narrow = (int) (input.size(2) * channels);
    int wide = narrow * width;
    HostFloats.forEach(
        input.size(0) * input.size(1),
        narrow + (long) height * wide,
        (first, last) -> {
          FloatBuffer in = HostFloats.window(input, first * narrow, last * narrow).asFloatBuffer();
          FloatBuffer out =
              HostFloats.window(output, first * height * wide, last * height * wide)
                  .asFloatBuffer();
          float[] row = new float[narrow];
          float[] result = new float[wide];
          for (int r = 0; r < last - first; r++) {
            in.get(r * narrow, row, 0, narrow);
            int to = 0;
            for (int at = 0; at < narrow; at += channels) {
              for (int w = 0; w < width; w++, to += channels) {
                System.arraycopy(row, at, result, to, channels);
              }
            }
            for (int h = 0; h < height; h++) {
              out.put((r * height + h) * wide, result, 0, wide);
            }
          }
        },
        input,
        output);
  }

  /** The sum of every {@code height x width} block. */
  static void upsampleGradient(INDArray epsilon, int height, int width, INDArray result) {
    int channels = (int) result.size(3);
    int narrow = (int) (result.size(2) * channels);
    int wide = narrow * width;
    HostFloats.forEach(
        result.size(0) * result.size(1),
        narrow + (long) height * wide,
        (first, last) -> {
          FloatBuffer in =
              HostFloats.window(epsilon, first * height * wide, last * height * wide)
                  .asFloatBuffer();
          FloatBuffer out =
              HostFloats.window(result, first * narrow, last * narrow).asFloatBuffer();
          float[] sum = new float[wide];
          float[] row = new float[wide];
          float[] block = new float[narrow];
          for (int r = 0; r < last - first; r++) {
            in.get(r * height * wide, sum, 0, wide);
            for (int h = 1; h < height; h++) {
              in.get((r * height + h) * wide, row, 0, wide);
              for (int i = 0; i < wide; i++) {
                sum[i] += row[i];
              }
            }
            int from = 0;
            for (int at = 0; at < narrow; at += channels) {
              System.arraycopy(sum, from, block, at, channels);
              from += channels;
              for (int w = 1; w < width; w++, from += channels) {
                for (int c = 0; c < channels; c++) {
                  block[at + c] += sum[from + c];
                }
              }
            }
            out.put(r * narrow, block, 0, narrow);
          }
        },
        epsilon,
        result);
  }

  /** Joins the channels of all parts. */
  static void join(INDArray[] parts, INDArray whole) {
    joinOrSplit(parts, whole, true);
  }

  /** Inverse of {@link #join}. */
  static void split(INDArray whole, INDArray[] parts) {
    joinOrSplit(parts, whole, false);
  }

  private static void joinOrSplit(INDArray[] parts, INDArray whole, boolean join) {
    int channels = (int) whole.size(3);
    long pixels = whole.length() / channels;
    int strip = Math.max(1, TILE / channels);
    HostFloats.forEach(
        (pixels + strip - 1) / strip,
        2L * strip * channels,
        (first, last) -> {
          long from = first * strip;
          int total = (int) (Math.min(last * strip, pixels) - from);
          FloatBuffer joined = pixels(whole, from, total);
          FloatBuffer[] buffers = new FloatBuffer[parts.length];
          Arrays.setAll(buffers, i -> pixels(parts[i], from, total));
          float[] all = new float[strip * channels];
          float[] one = new float[strip * channels];
          for (int pixel = 0; pixel < total; pixel += strip) {
            int count = Math.min(strip, total - pixel);
            if (!join) {
              joined.get(pixel * channels, all, 0, count * channels);
            }
            int channel = 0;
            for (int i = 0; i < parts.length; i++) {
              int width = (int) parts[i].size(3);
              if (join) {
                buffers[i].get(pixel * width, one, 0, count * width);
                for (int p = 0; p < count; p++) {
                  System.arraycopy(one, p * width, all, p * channels + channel, width);
                }
              } else {
                for (int p = 0; p < count; p++) {
                  System.arraycopy(all, p * channels + channel, one, p * width, width);
                }
                buffers[i].put(pixel * width, one, 0, count * width);
              }
              channel += width;
            }
            if (join) {
              joined.put(pixel * channels, all, 0, count * channels);
            }
          }
        },
        withLast(parts, whole));
  }

  private static FloatBuffer pixels(INDArray map, long first, int count) {
    long channels = map.size(3);
    return HostFloats.window(map, first * channels, (first + count) * channels).asFloatBuffer();
  }

  private static INDArray[] withLast(INDArray[] parts, INDArray whole) {
    INDArray[] all = Arrays.copyOf(parts, parts.length + 1);
    all[parts.length] = whole;
    return all;
  }

  /**
   * From a map that holds every 2x2 block of another one as four groups of channels. Block (i, j)
   * of the other map gives its pixel (a, b) from pixel (i + a, j + b), group 2a + b.
   *
   * @param groups [N, H + 1, W + 1, 4C]
   * @param map [N, 2H, 2W, C]
   */
  static void fromGroups(INDArray groups, INDArray map) {
    int channels = (int) map.size(3);
    long height = map.size(1);
    int width = (int) map.size(2) * channels;
    int wide = (int) groups.size(2) * 4 * channels;
    HostFloats.forEach(
        map.size(0) * height,
        width + wide,
        (first, last) -> {
          float[] from = new float[wide];
          float[] to = new float[width];
          FloatBuffer out = HostFloats.window(map, first * width, last * width).asFloatBuffer();
          for (long r = first; r < last; r++) {
            int a = (int) (r % height % 2);
            long source = r / height * (height / 2 + 1) + r % height / 2 + a;
            HostFloats.window(groups, source * wide, (source + 1) * wide)
                .asFloatBuffer()
                .get(0, from, 0, wide);
            for (int j = 0, at = 0; at < width; j++, at += 2 * channels) {
              System.arraycopy(from, (4 * j + 2 * a) * channels, to, at, channels);
              System.arraycopy(
                  from, (4 * (j + 1) + 2 * a + 1) * channels, to, at + channels, channels);
            }
            out.put((int) (r - first) * width, to, 0, width);
          }
        },
        groups,
        map);
  }

  /** Inverse of {@link #fromGroups}; what belongs to no pixel becomes 0. */
  static void toGroups(INDArray map, INDArray groups) {
    int channels = (int) map.size(3);
    long height = map.size(1);
    int width = (int) map.size(2) * channels;
    long rows = groups.size(1);
    int wide = (int) groups.size(2) * 4 * channels;
    HostFloats.forEach(
        map.size(0) * rows,
        2L * width + wide,
        (first, last) -> {
          float[] upper = new float[width];
          float[] lower = new float[width];
          float[] to = new float[wide];
          FloatBuffer out = HostFloats.window(groups, first * wide, last * wide).asFloatBuffer();
          for (long r = first; r < last; r++) {
            long row = r % rows;
            long source = r / rows * height + 2 * row;
            readRow(map, source, row < rows - 1, width, lower);
            readRow(map, source - 1, row > 0, width, upper);
            for (int at = 0, j = 0; at < wide; at += 4 * channels, j += 2 * channels) {
              takePixel(lower, j, to, at, channels);
              takePixel(lower, j - channels, to, at + channels, channels);
              takePixel(upper, j, to, at + 2 * channels, channels);
              takePixel(upper, j - channels, to, at + 3 * channels, channels);
            }
            out.put((int) (r - first) * wide, to, 0, wide);
          }
        },
        map,
        groups);
  }

  private static void readRow(INDArray map, long row, boolean inside, int width, float[] to) {
    if (inside) {
      HostFloats.window(map, row * width, (row + 1) * width).asFloatBuffer().get(0, to, 0, width);
    } else {
      Arrays.fill(to, 0);
    }
  }

  private static void takePixel(float[] row, int from, float[] to, int at, int channels) {
    if (from >= 0 && from < row.length) {
      System.arraycopy(row, from, to, at, channels);
    } else {
      Arrays.fill(to, at, at + channels, 0);
    }
  }
}
