package org.dl4jvision.tile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;

/**
 * Writes the probabilities of an image's pixels as a NumPy file, some rows at a time, so that it
 * may be larger than any array: {@code [classes, height, width]} of 32-bit floats, which {@code
 * Nd4j.readNpy} and {@code numpy.load} read.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The
 *     format</a>
 */
public final class NumpyFile implements RowSink, AutoCloseable {

  /** The format's name in Latin-1, and version 1.0. */
  private static final String MAGIC = "\u0093NUMPY\u0001\u0000";

  /** What the numbers' position in the file is a multiple of. */
  private static final int ALIGNMENT = 64;

  private final FileChannel file;
  private long header;
  private ImageSize size;

  /**
   * Creates or replaces the file.
   *
   * @throws IOException if it cannot be written
   */
  public NumpyFile(Path file) throws IOException {
    this.file =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
  }

  @Override
  public void begin(int channels, ImageSize image) {
    size = image;
    String shape =
        String.format(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d, %d), }",
            channels, image.height(), image.width());
    int before = MAGIC.length() + Short.BYTES;
    byte[] text = shape.getBytes(StandardCharsets.ISO_8859_1);
    int length = (before + text.length) / ALIGNMENT * ALIGNMENT + ALIGNMENT - before;
    byte[] padded = Arrays.copyOf(text, length);
    Arrays.fill(padded, text.length, length - 1, (byte) ' ');
    padded[length - 1] = '\n';
    ByteBuffer bytes = ByteBuffer.allocate(before + length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC.getBytes(StandardCharsets.ISO_8859_1)).putShort((short) length).put(padded);
    header = before + length;
    write(bytes.flip(), 0);
  }

  /**
   * Writes the next rows.
   *
   * @throws UncheckedIOException if they cannot be written
   */
  @Override
  public void rows(Region rows, float[] values) {
    int width = rows.width();
    ByteBuffer row = ByteBuffer.allocate(width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += width) {
      long channel = from / width / rows.height();
      long y = rows.top() + from / width % rows.height();
      row.clear().asFloatBuffer().put(values, from, width);
      write(row, header + (channel * size.height() + y) * row.capacity());
    }
  }

  private void write(ByteBuffer bytes, long at) {
    try {
      for (long position = at; bytes.hasRemaining(); ) {
        position += file.write(bytes, position);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
