package org.dl4jvision.loss.evaluation;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The floats of a [images, channels, pixels] array in host memory, of any size and any strides.
 * Only for the CPU backend. The caller keeps the array reachable while it is used.
 */
final class FloatMemory {

  /** Floats a window: a buffer holds at most 2^31 - 1. */
  private static final int WINDOW_BITS = 28;

  private static final long WINDOW_MASK = (1L << WINDOW_BITS) - 1;

  private final FloatBuffer[] windows;
  private final long offset;
  private final long imageStride;
  private final long channelStride;
  private final long pixelStride;
  private final int channels;

  FloatMemory(INDArray array) {
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
    long start = pointer.position() - 0L;
    windows = new FloatBuffer[Math.toIntExact((last >> WINDOW_BITS) + 1)];
    for (int w = 0; w < windows.length; w++) {
      long from = (long) w << WINDOW_BITS;
      FloatPointer window = new FloatPointer(pointer);
      long to = Math.min(from + WINDOW_MASK, last) + 1;
      window.position(start + from).limit(start + to);
      windows[w] = window.asByteBuffer().asFloatBuffer();
    }
  }

  int channels() {
    return channels;
  }

  /** Reads {@code count} pixels of every channel: one row a channel in {@code to}. */
  void read(int image, long pixel, int count, float[] to, float[] scratch) {
    long start = offset + image * imageStride + pixel * pixelStride;
    if (pixelStride == 1) {
      for (int c = 0; c < channels; c++) {
        get(start + c * channelStride, to, c * count, count);
      }
    } else if (isInterleaved()) {
      get(start, scratch, 0, count * channels);
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < count; i++) {
          to[c * count + i] = scratch[i * channels + c];
        }
      }
    } else {
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < count; i++) {
          long at = start + c * channelStride + i * pixelStride;
          to[c * count + i] = windows[(int) (at >> WINDOW_BITS)].get((int) (at & WINDOW_MASK));
        }
      }
    }
  }

  /** Writes what {@link #read} reads. */
  void write(int image, long pixel, int count, float[] from, float[] scratch) {
    long start = offset + image * imageStride + pixel * pixelStride;
    if (pixelStride == 1) {
      for (int c = 0; c < channels; c++) {
        put(start + c * channelStride, from, c * count, count);
      }
    } else if (isInterleaved()) {
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < count; i++) {
          scratch[i * channels + c] = from[c * count + i];
        }
      }
      put(start, scratch, 0, count * channels);
    } else {
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < count; i++) {
          long at = start + c * channelStride + i * pixelStride;
          windows[(int) (at >> WINDOW_BITS)].put((int) (at & WINDOW_MASK), from[c * count + i]);
        }
      }
    }
  }

  /** Channels last: the pixels of a tile are one block. */
  private boolean isInterleaved() {
    return channelStride == 1 && pixelStride == channels;
  }

  private void get(long at, float[] to, int start, int count) {
    int window = (int) (at >> WINDOW_BITS);
    int position = (int) (at & WINDOW_MASK);
    int here = Math.min(count, windows[window].limit() - position);
    windows[window].get(position, to, start, here);
    if (here < count) {
      windows[window + 1].get(0, to, start + here, count - here);
    }
  }

  private void put(long at, float[] from, int start, int count) {
    int window = (int) (at >> WINDOW_BITS);
    int position = (int) (at & WINDOW_MASK);
    int here = Math.min(count, windows[window].limit() - position);
    windows[window].put(position, from, start, here);
    if (here < count) {
      windows[window + 1].put(0, from, start + here, count - here);
    }
  }
}
