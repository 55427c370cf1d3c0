package org.dl4jvision.loss.evaluation.memory;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.Pointer;
import org.dl4jvision.acceleration.loop.HostFloats;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The floats of a [images, channels, pixels] array in host memory, of any size and any strides.
 * Only for the CPU backend. The caller keeps the array reachable while it is used.
 */
public final class FloatMemory {

  /** Logarithm of the floats in a window: a buffer holds at most 2^31 - 1 bytes. */
  private static final int WINDOW_BITS = 28;

  private final int windowBits;
  private final long windowMask;
  private final FloatBuffer[] windows;
  private final long offset;
  private final long imageStride;
  private final long channelStride;
  private final long pixelStride;
  private final int channels;

  /** The memory of an array of type FLOAT. */
  public FloatMemory(INDArray array) {
    this(array, WINDOW_BITS);
  }

  /** Seen through windows of 2 to the power of {@code windowBits} floats. */
  FloatMemory(INDArray array, int windowBits) {
    this.windowBits = windowBits;
    windowMask = (1L << windowBits) - 1;
    Pointer pointer = array.data().pointer();
    offset = array.offset();
    imageStride = array.stride(0);
    channelStride = array.stride(1);
    pixelStride = array.stride(2);
    channels = Math.toIntExact(array.size(1));
    long last =
        offset
            + (array.size(0) - 1) * imageStride
            + (channels - 1) * channelStride
            + (array.size(2) - 1) * pixelStride;
    windows = new FloatBuffer[Math.toIntExact((last >> windowBits) + 1)];
    for (int w = 0; w < windows.length; w++) {
      long from = (long) w << windowBits;
      long to = Math.min(from + windowMask, last) + 1;
      windows[w] = HostFloats.window(pointer, from, to - from).asFloatBuffer();
    }
  }

  /**
   * Whether numbers of a type are read where they are: floats in the memory of the CPU, unless the
   * system property {@code org.dl4jvision.portable} asks for whole-array ND4J operations, as on a
   * GPU, to compare with.
   */
  public static boolean isReadable(DataType type) {
    return type == DataType.FLOAT
        && Nd4j.getEnvironment().isCPU()
        && !Boolean.getBoolean("org.dl4jvision.portable");
  }

  public int channels() {
    return channels;
  }

  /**
   * Reads {@code count} pixels of every channel: one row a channel in {@code to}.
   *
   * @param scratch room for all of them
   */
  public void read(int image, long pixel, int count, float[][] to, float[] scratch) {
    long start = offset + image * imageStride + pixel * pixelStride;
    if (pixelStride == 1) {
      for (int c = 0; c < channels; c++) {
        get(start + c * channelStride, to[c], 0, count);
      }
    } else if (isInterleaved()) {
      get(start, scratch, 0, count * channels);
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < count; i++) {
          to[c][i] = scratch[i * channels + c];
        }
      }
    } else {
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < count; i++) {
          long at = start + c * channelStride + i * pixelStride;
          to[c][i] = windows[(int) (at >> windowBits)].get((int) (at & windowMask));
        }
      }
    }
  }

  /** Writes what {@link #read} reads. */
  public void write(int image, long pixel, int count, float[][] from, float[] scratch) {
    long start = offset + image * imageStride + pixel * pixelStride;
    if (pixelStride == 1) {
      for (int c = 0; c < channels; c++) {
        put(start + c * channelStride, from[c], 0, count);
      }
    } else if (isInterleaved()) {
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < count; i++) {
          scratch[i * channels + c] = from[c][i];
        }
      }
      put(start, scratch, 0, count * channels);
    } else {
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < count; i++) {
          long at = start + c * channelStride + i * pixelStride;
          windows[(int) (at >> windowBits)].put((int) (at & windowMask), from[c][i]);
        }
      }
    }
  }

  /** Channels last: the pixels of a tile are one block. */
  private boolean isInterleaved() {
    return channelStride == 1 && pixelStride == channels;
  }

  private void get(long at, float[] to, int start, int count) {
    for (int done = 0; done < count; ) {
      FloatBuffer window = windows[(int) ((at + done) >> windowBits)];
      int position = (int) ((at + done) & windowMask);
      int here = Math.min(count - done, window.limit() - position);
      window.get(position, to, start + done, here);
      done += here;
    }
  }

  private void put(long at, float[] from, int start, int count) {
    for (int done = 0; done < count; ) {
      FloatBuffer window = windows[(int) ((at + done) >> windowBits)];
      int position = (int) ((at + done) & windowMask);
      int here = Math.min(count - done, window.limit() - position);
      window.put(position, from, start + done, here);
      done += here;
    }
  }
}
