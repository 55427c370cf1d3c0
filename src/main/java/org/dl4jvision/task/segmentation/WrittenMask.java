package org.dl4jvision.task.segmentation;

import java.nio.file.Path;
import org.dl4jvision.data.ImageFiles;

/** A mask that a prediction wrote: 0 and 255 for two classes, else class indices. */
final class WrittenMask {

  private WrittenMask() {}

  /** The classes in it. */
  static byte[] read(Path mask, int count) {
    int[] codes = ImageFiles.readMask(mask).codes();
    byte[] classes = new byte[codes.length];
    for (int i = 0; i < codes.length; i++) {
      classes[i] = (byte) (count > 2 ? codes[i] : Math.min(1, codes[i]));
    }
    return classes;
  }
}
