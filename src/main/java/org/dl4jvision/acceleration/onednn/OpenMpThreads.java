package org.dl4jvision.acceleration.onednn;

import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * While it is open, oneDNN prepares and executes small computations on the calling thread alone. To
 * wake OpenMP's others takes a tenth of a millisecond, and more where they have other things to do.
 * Without effect where ND4J and oneDNN do not share their OpenMP.
 */
final class OpenMpThreads implements AutoCloseable {

  /** Multiplications below which one thread is faster: half a millisecond. */
  private static final long SMALL = 20_000_000;

  /** What reading a number from memory and writing it costs, in multiplications. */
  private static final long PER_NUMBER = 25;

  private static final NativeOps NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();

  private final int before;
  private final boolean alone;

  private OpenMpThreads(long multiplications) {
    before = NATIVE.ompGetMaxThreads();
    alone = before > 1 && multiplications < SMALL;
    if (alone) {
      NATIVE.setOmpNumThreads(1);
    }
  }

  /** For a computation that mainly multiplies. */
  static OpenMpThreads multiplying(long multiplications) {
    return new OpenMpThreads(multiplications);
  }

  /** For a computation that mainly reads and writes. */
  static OpenMpThreads moving(long numbers) {
    return new OpenMpThreads(numbers * PER_NUMBER);
  }

  @Override
  public void close() {
    if (alone) {
      NATIVE.setOmpNumThreads(before);
    }
  }
}
