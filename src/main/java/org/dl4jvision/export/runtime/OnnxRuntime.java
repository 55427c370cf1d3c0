package org.dl4jvision.export.runtime;

import java.nio.file.Path;

/** Whether ONNX Runtime is on the class path. */
public final class OnnxRuntime {

  /** What Maven calls it. */
  public static final String DEPENDENCY = "com.microsoft.onnxruntime:onnxruntime";

  private static final String CLASS = "ai.onnxruntime.OrtEnvironment";

  private OnnxRuntime() {}

  /** Whether models can be run. */
  public static boolean isPresent() {
    try {
      Class.forName(CLASS, false, OnnxRuntime.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * Demands that models can be run, to be asked before {@link OnnxModel} is.
   *
   * @param file the model that is to be
   * @throws IllegalArgumentException with what to do if they cannot
   */
  public static void require(Path file) {
    if (!isPresent()) {
      throw new IllegalArgumentException(
          "file " + file + ": needs ONNX Runtime, not on the class path: add " + DEPENDENCY);
    }
  }
}
