package org.dl4jvision.data.format.mask;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dl4jvision.data.ImageFiles;

/**
 * How files look, where their names do not say what they are: in masks most pixels equal their
 * neighbors.
 *
 * @param flat share of pixels that equal the one left of them, 0 to 1
 * @param codes number of different values
 */
record MaskLook(double flat, double codes) {

  private static final double LEAST_FLAT = 0.6;
  private static final double MUCH_FLATTER = 0.1;
  private static final double MANY_CODES = 4;

  /** The mean of some files; nothing is known of those that cannot be read. */
  static MaskLook of(List<Path> files) {
    double flat = 0;
    double codes = 0;
    for (Path file : files) {
      int[] values;
      try {
        values = ImageFiles.readMask(file).codes();
      } catch (IllegalArgumentException e) {
        return new MaskLook(0, Double.MAX_VALUE);
      }
      int equal = 0;
      for (int i = 1; i < values.length; i++) {
        equal += values[i] == values[i - 1] ? 1 : 0;
      }
      flat += equal / (double) values.length / files.size();
      codes += Arrays.stream(values).distinct().count() / (double) files.size();
    }
    return new MaskLook(flat, codes);
  }

  /** Whether these may be masks. */
  boolean mayBeMask() {
    return flat >= LEAST_FLAT;
  }

  /** Whether these may be masks and the others are rather images. */
  boolean isMaskOf(MaskLook image) {
    return mayBeMask() && (flat > image.flat + MUCH_FLATTER || codes * MANY_CODES <= image.codes);
  }
}
