package org.dl4jvision.task;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The threads that ND4J computes with. */
final class Threads {

  private Threads() {}

  static void limit(int threads) {
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
    if (Nd4j.getEnvironment().isCPU()) {
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }
  }
}
