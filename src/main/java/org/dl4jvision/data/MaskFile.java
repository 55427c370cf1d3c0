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

    /**
     * Opens a file for windows; unless a kind of file has parts, it is read as a whole.
     *
     * @throws IllegalArgumentException naming the file, if it cannot be read
     */
    default MaskWindows open(Path file) {
      return MaskWindows.of(read(file));
    }
  }

  private static final class ImageReader implements Reader {
    @Override
    public Mask read(Path file) {
      return ImageFiles.readMask(file);
    }

    @Override
    public MaskWindows open(Path file) {
      return ImageWindows.open(file);
    }
  }

  /** An image file: numbers of gray files, indices of palette files, colors of color files. */
  public static MaskFile of(Path file) {
    return new MaskFile(file, new ImageReader());
  }

  /**
   * Reads the codes.
   *
   * @throws IllegalArgumentException naming the file, if it cannot be read
   */
  public Mask read() {
    return reader.read(file);
  }

  /**
   * Opens the file for windows, to be closed after use.
   *
   * @throws IllegalArgumentException naming the file, if it cannot be read
   */
  public MaskWindows open() {
    return reader.open(file);
  }
}
