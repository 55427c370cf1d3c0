package org.dl4jvision.data.segmentation;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.dl4jvision.data.ImageFiles;

/** Brings the codes of a mask to the simplest ones that say the same. */
final class PlainCodes {

  /** Differences of red, green and blue that the blur of lossy files may give to gray pixels. */
  private static final int BLUR = 24;

  private static final int ONE_IN = 1000;

  private PlainCodes() {}

  /**
   * Shades of gray become numbers where a mask has no colors. The colors of lossy files are rounded
   * to 5 bits a channel, as each could have thousands.
   *
   * @param luma whether colors, also those of a palette, become numbers by their luma
   * @return what codes become, no longer indices of a palette; empty where they stay
   */
  static Optional<IntUnaryOperator> of(MaskCount mask, boolean luma) {
    int[] palette = mask.palette();
    if (palette != null) {
      return luma ? Optional.of(code -> luma(palette[code])) : Optional.empty();
    }
    if (mask.codes().allMatch(code -> code < ImageFiles.COLOR)) {
      return Optional.empty();
    }
    if (luma || !isColored(mask)) {
      return Optional.of(code -> code < ImageFiles.COLOR ? code : luma(code));
    }
    return mask.lossy() ? Optional.of(PlainCodes::coarse) : Optional.empty();
  }

  private static boolean isColored(MaskCount mask) {
    int tolerance = mask.lossy() ? BLUR : 0;
    long colored = mask.pixels((int code) -> difference(code) > tolerance);
    return colored > (mask.lossy() ? mask.pixels() / ONE_IN : 0);
  }

  private static int difference(int code) {
    int red = code >> 16 & 0xff;
    int green = code >> 8 & 0xff;
    int blue = code & 0xff;
    return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
  }

  private static int coarse(int color) {
    int high = color & 0xf8f8f8;
    return ImageFiles.COLOR | high | high >> 5 & 0x070707;
  }

  /** Luma of ITU-R BT.601, which is the shade itself for gray. */
  private static int luma(int color) {
    return (int)
        Math.round(
            0.299 * (color >> 16 & 0xff) + 0.587 * (color >> 8 & 0xff) + 0.114 * (color & 0xff));
  }

  static boolean isColorful(int code) {
    return code >= ImageFiles.COLOR && difference(code) > 0;
  }

  /** A color as a number where it is a shade of gray. */
  static int numberOfGray(int color) {
    return difference(color) == 0 ? color & 0xff : ImageFiles.COLOR | color;
  }

  /** A number as a shade of gray where it can be one. */
  static int grayOfNumber(int code) {
    return code <= 0xff ? ImageFiles.COLOR | code * 0x010101 : code;
  }
}
