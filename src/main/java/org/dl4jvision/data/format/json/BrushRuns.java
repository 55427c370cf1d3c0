package org.dl4jvision.data.format.json;

import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.PixelRegion;

/**
 * An outline as Label Studio's brush writes it: the image's red, green, blue and alpha bytes, row
 * by row, packed as runs of bits. The stream has the number of values (32 bits), their size less
 * one (5 bits) and four sizes of lengths less one (4 bits each); then blocks of one bit for "all
 * equal", two bits for which size of length, the length less one, and one value or as many as the
 * length. Inside are the pixels that are more opaque than not. It is unpacked when it is asked.
 */
final class BrushRuns implements Outline {

  private static final int CHANNELS = 4;
  private static final int OPAQUE = 128;

  private final String place;
  private final byte[] packed;
  private final ImageSize size;

  /**
   * An outline.
   *
   * @param numbers a list of bytes, 0 to 255
   * @param size of the image that it was drawn on
   * @throws IllegalArgumentException one line, naming file and entry
   */
  BrushRuns(JsonValue numbers, ImageSize size) {
    place = numbers.error("").getMessage();
    this.size = size;
    double[] values = numbers.numbers();
    packed = new byte[values.length];
    for (int i = 0; i < packed.length; i++) {
      if (!(values[i] >= 0 && values[i] <= 255)) {
        throw numbers.error("must be numbers from 0 to 255, but has " + values[i]);
      }
      packed[i] = (byte) values[i];
    }
    long stated = new Bits().read(32);
    long expected = (long) CHANNELS * size.height() * size.width();
    if (stated != expected) {
      throw numbers.error(
          "has " + stated + " values, but an image of " + size + " has " + expected);
    }
  }

  private interface Visitor {
    /** Visits values of one number from an index to before another. */
    void visit(long from, long to, long value);
  }

  private final class Bits {
    private long position;

    long read(int count) {
      if (position + count > 8L * packed.length) {
        throw new IllegalArgumentException(place + "is cut off");
      }
      long value = 0;
      for (int i = 0; i < count; i++, position++) {
        int bit = packed[(int) (position >> 3)] >> 7 - (position & 7) & 1;
        value = value << 1 | bit;
      }
      return value;
    }
  }

  private void forEachRun(Visitor visitor) {
    Bits bits = new Bits();
    long count = bits.read(32);
    int valueSize = (int) bits.read(5) + 1;
    int[] lengthSizes = new int[4];
    for (int i = 0; i < lengthSizes.length; i++) {
      lengthSizes[i] = (int) bits.read(4) + 1;
    }
    for (long i = 0; i < count; ) {
      boolean equal = bits.read(1) == 1;
      long end = Math.min(count, i + 1 + bits.read(lengthSizes[(int) bits.read(2)]));
      if (equal) {
        visitor.visit(i, end, bits.read(valueSize));
        i = end;
      }
      for (; i < end; i++) {
        visitor.visit(i, i + 1, bits.read(valueSize));
      }
    }
  }

  @Override
  public Optional<ImageSize> statedSize() {
    return Optional.of(size);
  }

  @Override
  public Box bounds() {
    return region(size).bounds();
  }

  @Override
  public PixelRegion region(ImageSize image) {
    PixelRegion.Builder region = new PixelRegion.Builder(image);
    int width = size.width();
    forEachRun(
        (from, to, value) -> {
          // The pixels whose last channel is among these values.
          long end = to / CHANNELS;
          for (long p = from / CHANNELS; value >= OPAQUE && p < end; ) {
            int y = (int) (p / width);
            long next = Math.min(end, (y + 1L) * width);
            region.run(y, (int) (p - (long) y * width), (int) (next - (long) y * width));
            p = next;
          }
        });
    return region.build();
  }
}
