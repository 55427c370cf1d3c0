package org.dl4jvision.data.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;

/** Writes TIFF files of one strip a page, with any tags: no library writes all that there is. */
public final class TinyTiff {

  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int LONG8 = 16;
  private static final int STRIP_OFFSETS = 273;
  private static final int OLD_JPEG_OFFSET = 513;

  private final ByteOrder order;
  private final boolean big;
  private final TreeMap<Integer, Object> tags = new TreeMap<>();
  private byte[] data;
  private TinyTiff next;

  private TinyTiff(ByteOrder order, boolean big) {
    this.order = order;
    this.big = big;
  }

  /** A page without compression, black being 0. */
  static TinyTiff of(int height, int width, int samples, int bits) {
    return new TinyTiff(ByteOrder.LITTLE_ENDIAN, false).page(height, width, samples, bits);
  }

  /** The same as BigTIFF, in the other byte order. */
  static TinyTiff big(int height, int width, int samples, int bits) {
    return new TinyTiff(ByteOrder.BIG_ENDIAN, true).page(height, width, samples, bits);
  }

  private TinyTiff page(int height, int width, int samples, int bits) {
    int[] all = new int[samples];
    Arrays.fill(all, bits);
    return tag(256, width)
        .tag(257, height)
        .tag(258, all)
        .tag(259, 1)
        .tag(262, samples < 3 ? 1 : 2)
        .tag(STRIP_OFFSETS, 0)
        .tag(277, samples)
        .tag(278, height);
  }

  /** Sets a tag to numbers of 16 bits. */
  TinyTiff tag(int tag, int... numbers) {
    tags.put(tag, numbers);
    return this;
  }

  /** Sets a tag to a text. */
  TinyTiff tag(int tag, String text) {
    tags.put(tag, text);
    return this;
  }

  TinyTiff orientation(int number) {
    return tag(274, number);
  }

  TinyTiff bytes(int... samples) {
    ByteBuffer buffer = buffer(samples.length);
    for (int sample : samples) {
      buffer.put((byte) sample);
    }
    return data(buffer);
  }

  TinyTiff shorts(int... samples) {
    ByteBuffer buffer = buffer(2 * samples.length);
    for (int sample : samples) {
      buffer.putShort((short) sample);
    }
    return data(buffer);
  }

  TinyTiff ints(long... samples) {
    ByteBuffer buffer = buffer(4 * samples.length);
    for (long sample : samples) {
      buffer.putInt((int) sample);
    }
    return data(buffer);
  }

  /** Real numbers of 32 bits. */
  TinyTiff floats(double... samples) {
    ByteBuffer buffer = buffer(4 * samples.length);
    for (double sample : samples) {
      buffer.putFloat((float) sample);
    }
    return tag(339, 3).data(buffer);
  }

  /** Real numbers of 64 bits. */
  TinyTiff doubles(double... samples) {
    ByteBuffer buffer = buffer(8 * samples.length);
    for (double sample : samples) {
      buffer.putDouble(sample);
    }
    return tag(339, 3).data(buffer);
  }

  private ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(order);
  }

  private TinyTiff data(ByteBuffer buffer) {
    return data(buffer.array());
  }

  /** The strip as it is, compressed where the tags say so. */
  TinyTiff data(byte[] strip) {
    data = strip;
    return tag(279, strip.length);
  }

  /** Another page after this one. */
  TinyTiff then(TinyTiff page) {
    next = page;
    return this;
  }

  /** The file. */
  public byte[] file() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    int header = big ? 16 : 8;
    ByteBuffer head = buffer(header);
    head.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    if (big) {
      head.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(header);
    } else {
      head.putShort((short) 42).putInt(header);
    }
    file.writeBytes(head.array());
    for (TinyTiff page = this; page != null; page = page.next) {
      page.write(file);
    }
    return file.toByteArray();
  }

  private void write(ByteArrayOutputStream file) {
    int entry = big ? 20 : 12;
    int size = big ? 8 : 4;
    int length = (big ? 8 : 2) + entry * tags.size() + size;
    int start = file.size();
    ByteBuffer directory = buffer(length);
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    if (big) {
      directory.putLong(tags.size());
    } else {
      directory.putShort((short) tags.size());
    }
    int extra = start + length;
    int strip = extra + valuesLength(size);
    tags.forEach(
        (tag, value) -> {
          boolean offset = tag == STRIP_OFFSETS || tag == OLD_JPEG_OFFSET;
          byte[] bytes = offset ? number(strip) : value(value);
          int type = offset ? (big ? LONG8 : LONG) : value instanceof String ? ASCII : SHORT;
          int count = offset ? 1 : value instanceof int[] numbers ? numbers.length : bytes.length;
          directory.putShort((short) (int) tag).putShort((short) type);
          directory.put(number(count));
          if (bytes.length <= size) {
            directory.put(Arrays.copyOf(bytes, size));
          } else {
            directory.put(number(extra + values.size()));
            values.writeBytes(bytes);
          }
        });
    directory.put(number(next == null ? 0 : strip + data.length));
    file.writeBytes(directory.array());
    file.writeBytes(values.toByteArray());
    file.writeBytes(data);
  }

  private int valuesLength(int size) {
    int length = 0;
    for (Object value : tags.values()) {
      int bytes = value(value).length;
      length += bytes > size ? bytes : 0;
    }
    return length;
  }

  private byte[] number(long number) {
    return big ? buffer(8).putLong(number).array() : buffer(4).putInt((int) number).array();
  }

  private byte[] value(Object value) {
    if (value instanceof String text) {
      return (text + "\0").getBytes(StandardCharsets.US_ASCII);
    }
    int[] numbers = (int[]) value;
    ByteBuffer buffer = buffer(2 * numbers.length);
    for (int number : numbers) {
      buffer.putShort((short) number);
    }
    return buffer.array();
  }
}
