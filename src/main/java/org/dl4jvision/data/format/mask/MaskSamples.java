package org.dl4jvision.data.format.mask;

import org.dl4jvision.data.ImageFiles;

/** Codes of masks with one object a file. */
final class MaskSamples {

  private MaskSamples() {}

  /** Whether a pixel is inside: it is neither 0 nor black. */
  static boolean isSet(int code) {
    return code != 0 && code != ImageFiles.COLOR;
  }
}
