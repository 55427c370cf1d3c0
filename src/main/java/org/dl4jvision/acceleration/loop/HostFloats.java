package org.dl4jvision.acceleration.loop;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Direct access to dense FLOAT arrays in c order, for loops over memory that ND4J has no fast
 * operation for. Only for the CPU backend.
 */
public final class HostFloats {

  /** Elements that are not worth a second thread. */
  private static final long SERIAL = 1 << 17;

  private static final long CORES = Runtime.getRuntime().availableProcessors();

  /** Upper bound of a part, far below the 2^31 bytes of a buffer. */
  private static final long LARGEST_PART = 1 << 26;

  /** Elements that a thread handles at once: they stay in its cache. */
  static final int TILE = 1 << 12;

  private HostFloats() {}

  /** Work on rows {@code from} (inclusive) to {@code to} (exclusive). */
  interface Work {
    void on(long from, long to);
  }

  /**
   * Numbers of a row of maps [N, H, W, C].
   *
   * @throws IllegalArgumentException if a part of the work could not hold one
   */
  static int row(long pixels, long channels) {
    long numbers = pixels * channels;
    Check.that(
        numbers <= LARGEST_PART, "a row of maps", numbers + " numbers", "at most " + LARGEST_PART);
    return (int) numbers;
  }

  /**
   * Divides rows among the cores. It returns, or throws what a part threw, after all parts have
   * ended: none may still be reading when the caller frees the arrays.
   *
   * @param rows how many there are
   * @param length elements that the work reads or writes in one row
   * @param arrays what the work accesses
   */
  static void forEach(long rows, long length, Work work, INDArray... arrays) {
    long elements = rows * length;
    long wanted = elements <= SERIAL ? 1 : Math.max(2 * CORES, elements / LARGEST_PART + 1);
    long parts = Math.min(rows, wanted);
    if (parts == 1) {
      work.on(0, rows);
    } else {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      LongStream.range(0, parts)
          .parallel()
          .forEach(
              part -> {
                try {
                  work.on(rows * part / parts, rows * (part + 1) / parts);
                } catch (RuntimeException | Error e) {
                  failure.compareAndSet(null, e);
                }
              });
      throwIfAny(failure.get());
    }
    // A pointer does not keep its array alive.
    Reference.reachabilityFence(arrays);
  }

  private static void throwIfAny(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Arrays and one more. */
  static INDArray[] withLast(INDArray[] arrays, INDArray last) {
    INDArray[] all = Arrays.copyOf(arrays, arrays.length + 1);
    all[arrays.length] = last;
    return all;
  }

  /** The bytes of elements {@code from} (inclusive) to {@code to} (exclusive) of an array. */
  static ByteBuffer window(INDArray array, long from, long to) {
    return window(array.data().pointer(), array.offset() + from, to - from);
  }

  /**
   * The bytes of {@code count} floats from the one at {@code first} on. The address itself moves,
   * since a buffer counts its position in an int: beyond 2^31 bytes it would end too early.
   */
  public static ByteBuffer window(Pointer floats, long first, long count) {
    FloatPointer start = new FloatPointer(floats).getPointer(floats.position() + first);
    return start.position(0).limit(count).asByteBuffer();
  }

  /** A copy of the elements of an array of any strides, in c order. */
  public static float[] read(INDArray array) {
    INDArray from = ChannelsLast.isDense(array) ? array : array.dup('c');
    float[] values = new float[Math.toIntExact(from.length())];
    window(from, 0, values.length).asFloatBuffer().get(values);
    Reference.reachabilityFence(from);
    return values;
  }

  /** Overwrites the elements of a dense array. */
  public static void write(float[] values, INDArray to) {
    window(to, 0, values.length).asFloatBuffer().put(values);
    Reference.reachabilityFence(to);
  }
}
