package org.dl4jvision.data.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.dl4jvision.data.ImageFiles.Pixels;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;

/**
 * A file of decoded images, for those that are too large for the memory: of an image file most
 * formats give no part without decoding all that comes before it. It is deleted when the program
 * ends, however it ends. The values of a pixel lie side by side, so that a part is read in one
 * piece a row. Thread-safe.
 */
final class Scratch {

  /** A disk is not filled beyond this share of what is free. */
  private static final double SHARE = 0.5;

  /** Bytes that a pass through an image reads at once. */
  private static final long STRIP = 1 << 24;

  private final Path folder;
  private FileChannel file;
  private long end;
  private boolean unusable;

  /**
   * @param folder where the file is made when it is first needed
   */
  Scratch(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** Whether the disk has room for copies of so many bytes. */
  boolean hasRoom(long bytes) {
    try {
      return Files.isWritable(folder)
          && bytes <= SHARE * Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return false;
    }
  }

  /** A copy of an image, empty if the disk has no room for it. */
  Optional<PlaneWindows> copy(PlaneWindows image) {
    ImageSize size = image.size();
    Layout layout = Layout.of(image.window(new Region(0, 0, 1, 1)));
    try {
      Optional<Long> start = reserve(Region.of(size).area() * layout.bytes());
      if (start.isEmpty()) {
        return Optional.empty();
      }
      Copy copy = new Copy(size, layout, start.get());
      for (Region strip : Region.strips(size, image.rows())) {
        copy.write(image.window(strip), strip.top());
      }
      return Optional.of(copy);
    } catch (IOException e) {
      // Another program may have filled the disk: images are then decoded again and again.
      unusable = true;
      return Optional.empty();
    }
  }

  private synchronized Optional<Long> reserve(long bytes) throws IOException {
    if (unusable || !hasRoom(bytes)) {
      return Optional.empty();
    }
    if (file == null) {
      file =
          FileChannel.open(
              Files.createTempFile(folder, "dl4j-vision-", ".pixels"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    long start = end;
    end += bytes;
    return Optional.of(start);
  }

  /** How the values of a pixel lie: those of the channels, then its label. */
  private record Layout(int channels, boolean floats, boolean labels) {

    static Layout of(Planes planes) {
      return new Layout(
          planes.pixels().channels(), planes.pixels().bytes() == null, planes.labels() != null);
    }

    int bytes() {
      return channels * (floats ? Float.BYTES : 1) + (labels ? 1 : 0);
    }

    void put(Planes planes, ByteBuffer to) {
      Pixels pixels = planes.pixels();
      int area = pixels.height() * pixels.width();
      for (int i = 0; i < area; i++) {
        for (int p = i; p < channels * area; p += area) {
          if (floats) {
            to.putFloat(pixels.floats()[p]);
          } else {
            to.put(pixels.bytes()[p]);
          }
        }
        if (labels) {
          to.put(planes.labels()[i]);
        }
      }
    }

    Planes get(ByteBuffer from, Region region) {
      int area = region.height() * region.width();
      byte[] bytes = floats ? null : new byte[channels * area];
      float[] values = floats ? new float[channels * area] : null;
      byte[] classes = labels ? new byte[area] : null;
      for (int i = 0; i < area; i++) {
        for (int p = i; p < channels * area; p += area) {
          if (floats) {
            values[p] = from.getFloat();
          } else {
            bytes[p] = from.get();
          }
        }
        if (labels) {
          classes[i] = from.get();
        }
      }
      return new Planes(
          new Pixels(channels, region.height(), region.width(), bytes, values), classes);
    }
  }

  private final class Copy implements PlaneWindows {
    private final ImageSize size;
    private final Layout layout;
    private final long start;

    Copy(ImageSize size, Layout layout, long start) {
      this.size = size;
      this.layout = layout;
      this.start = start;
    }

    @Override
    public ImageSize size() {
      return size;
    }

    @Override
    public int rows() {
      return (int)
          Math.max(1, Math.min(size.height(), STRIP / ((long) size.width() * layout.bytes())));
    }

    private long place(int row, int column) {
      return start + ((long) row * size.width() + column) * layout.bytes();
    }

    void write(Planes strip, int top) throws IOException {
      ByteBuffer buffer = buffer((long) strip.pixels().height() * size.width());
      layout.put(strip, buffer);
      buffer.flip();
      long position = place(top, 0);
      while (buffer.hasRemaining()) {
        position += file.write(buffer, position);
      }
    }

    private ByteBuffer buffer(long pixels) {
      int bytes = Math.toIntExact(pixels * layout.bytes());
      return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public Planes window(Region region) {
      region.requireIn(size);
      ByteBuffer buffer = buffer(region.area());
      // Whole rows are one piece.
      int pieces = region.width() == size.width() ? 1 : region.height();
      int length = buffer.capacity() / pieces;
      try {
        for (int i = 0; i < pieces; i++) {
          buffer.limit((i + 1) * length);
          long position = place(region.top() + i, region.left());
          while (buffer.hasRemaining()) {
            int count = file.read(buffer, position);
            if (count < 0) {
              throw new IOException(
                  "the file of decoded images in " + folder + " has been cut off");
            }
            position += count;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read decoded images in " + folder, e);
      }
      return layout.get(buffer.flip(), region);
    }

    @Override
    public void close() {}
  }
}
