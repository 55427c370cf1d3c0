package org.dl4jvision.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;

/** PyTorch behind DJL, whose engine and natives come with the Maven profile {@code peers} only. */
final class PyTorch {

  private static final String ENGINE = "PyTorch";

  static {
    // A missing library must be an error instead of a download, and DJL must not report its start.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty(
        "ai.djl.pytorch.num_threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
  }

  private PyTorch() {}

  /** Why there is no PyTorch; null where there is. */
  static String obstacle() {
    try {
      if (!Engine.hasEngine(ENGINE)) {
        return "not installed: DL4J_VISION_PROFILE=peers ./dl4j-vision bench ... brings it";
      }
      engine();
      return null;
    } catch (EngineException | LinkageError e) {
      return "not usable: " + e.getMessage();
    }
  }

  /**
   * The engine.
   *
   * @throws IllegalStateException if it does not use as many threads as everybody else here
   */
  static Engine engine() {
    Engine engine = Engine.getEngine(ENGINE);
    int threads = threads();
    if (threads != Runtime.getRuntime().availableProcessors()) {
      throw new IllegalStateException("PyTorch uses " + threads + " threads");
    }
    return engine;
  }

  /** A new owner of arrays. */
  static NDManager manager() {
    return NDManager.newBaseManager(Device.cpu(), ENGINE);
  }

  static String version() {
    return engine().getVersion();
  }

  /** The number of threads of one operation, of which DJL's API does not tell. */
  private static int threads() {
    try {
      return (int)
          Class.forName("ai.djl.pytorch.jni.JniUtils").getMethod("getNumThreads").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("PyTorch does not tell its number of threads", e);
    }
  }
}
