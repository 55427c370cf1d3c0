package org.dl4jvision.report;

import ar.com.hjg.pngj.FilterType;
import ar.com.hjg.pngj.ImageInfo;
import ar.com.hjg.pngj.ImageLineByte;
import ar.com.hjg.pngj.PngWriter;
import ar.com.hjg.pngj.PngjException;
import ar.com.hjg.pngj.chunks.PngChunkPLTE;
import java.awt.image.IndexColorModel;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;

/**
 * Writes a class map as a PNG file, some rows at a time, so that it may be larger than any array: 0
 * and 255 for two classes, else class indices in the colors of {@link Overlays#mask}.
 */
public final class MaskFileWriter implements AutoCloseable {

  private final ImageSize size;
  private final OutputStream stream;
  private final PngWriter png;
  private final byte[] values = new byte[256];
  private int rows;

  /**
   * Creates or replaces the file.
   *
   * @param classNames one name a class
   * @throws IOException if it cannot be written
   */
  public MaskFileWriter(Path file, ImageSize size, List<String> classNames) throws IOException {
    this.size = size;
    boolean binary = classNames.size() <= 2;
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (binary && i == 1 ? 255 : i);
    }
    stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    png =
        new PngWriter(
            stream, new ImageInfo(size.width(), size.height(), 8, false, binary, !binary));
    png.setShouldCloseStream(false); // It only logs what fails then.
    png.setFilterType(FilterType.FILTER_NONE); // Filters do not help where neighbors are equal.
    if (!binary) {
      setPalette(Palette.colorModel(classNames));
    }
  }

  private void setPalette(IndexColorModel colors) {
    PngChunkPLTE palette = png.getMetadata().createPLTEChunk();
    palette.setNentries(colors.getMapSize());
    for (int i = 0; i < colors.getMapSize(); i++) {
      palette.setEntry(i, colors.getRed(i), colors.getGreen(i), colors.getBlue(i));
    }
  }

  /**
   * Writes the next rows.
   *
   * @param classes the class index of each pixel as an unsigned byte, whole rows
   * @throws UncheckedIOException if they cannot be written
   */
  public void write(byte[] classes) {
    int count = classes.length / size.width();
    Check.that(
        count * size.width() == classes.length && rows + count <= size.height(),
        "number of class indices",
        classes.length,
        "those of whole rows of an image of " + size);
    byte[] row = new byte[size.width()];
    try {
      for (int y = 0; y < count; y++) {
        for (int x = 0; x < row.length; x++) {
          row[x] = values[classes[y * row.length + x] & 0xFF];
        }
        png.writeRow(new ImageLineByte(png.imgInfo, row), rows++);
      }
    } catch (PngjException e) {
      throw problem(e);
    }
  }

  /**
   * Ends the file.
   *
   * @throws IllegalArgumentException if rows are missing
   * @throws UncheckedIOException if it cannot be written
   */
  public void end() {
    Check.that(rows == size.height(), "number of rows", rows, "" + size.height());
    try {
      png.end();
      stream.flush();
    } catch (PngjException e) {
      throw problem(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UncheckedIOException problem(PngjException e) {
    return new UncheckedIOException(
        e.getCause() instanceof IOException cause ? cause : new IOException(e));
  }

  /** Lets go of the file, which is none if it has not been ended. */
  @Override
  public void close() throws IOException {
    png.close();
    stream.close();
  }
}
