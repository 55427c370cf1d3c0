package org.dl4jvision.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes BMP files of kinds that Java's encoder does not. */
final class TinyBmp {

  private static final int HEADERS = 54;
  private static final int RUNS = 1;
  private static final int MASKS = 3;

  private TinyBmp() {}

  /** Colors of 5, 6 and 5 bits. */
  static byte[] rgb565(int width, int... colors) {
    int height = colors.length / width;
    ByteBuffer rest = buffer(12 + 4 * height * ((width + 1) / 2));
    rest.putInt(0xf800).putInt(0x07e0).putInt(0x001f);
    for (int y = height - 1; y >= 0; y--) {
      for (int x = 0; x < width; x++) {
        rest.putShort((short) colors[y * width + x]);
      }
      rest.position(rest.position() + 2 * (width % 2));
    }
    return file(width, height, 16, MASKS, 0, 12, rest.array());
  }

  /** Run-length coded indices of the palette 102030, ff0000, 00ff00, 0000ff; from below. */
  static byte[] runs(int width, int height, int... codes) {
    ByteBuffer rest = buffer(16 + codes.length);
    rest.putInt(0x102030).putInt(0xff0000).putInt(0x00ff00).putInt(0x0000ff);
    for (int code : codes) {
      rest.put((byte) code);
    }
    return file(width, height, 8, RUNS, 4, 16, rest.array());
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] file(
      int width, int height, int bits, int compression, int colors, int tables, byte[] rest) {
    ByteBuffer file = buffer(HEADERS + rest.length);
    file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(HEADERS + tables);
    file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
    file.putInt(compression).putInt(rest.length - tables).putInt(2835).putInt(2835);
    file.putInt(colors).putInt(0).put(rest);
    return file.array();
  }
}
