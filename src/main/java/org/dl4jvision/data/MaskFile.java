package org.dl4jvision.data;

import java.nio.file.Path;
import org.dl4jvision.data.ImageFiles.Mask;

/**
 * A file with a number or a color a pixel. What they mean, a {@link MaskLegend} or the data set
 * says.
 *
 * @param file where it is
 * @param reader how it is read, for files that are no images or whose numbers are made of colors
 */
public record MaskFile(Path file, Reader reader) {

  /** Reads the codes of a mask, see {@link ImageFiles.Mask}. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException naming the file, if it cannot be read
     */
    Mask read(Path file);
  }

  /** An image file: numbers of gray files, indices of palette files, colors of color files. */
  public static MaskFile of(Path file) {
    return new MaskFile(file, ImageFiles::readMask);
  }

  /**
   * Reads the codes.
   *
   * @throws IllegalArgumentException naming the file, if it cannot be read
   */
  public Mask read() {
    return reader.read(file);
  }
}
