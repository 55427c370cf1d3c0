package org.dl4jvision.data.format.json;

import java.util.stream.IntStream;

/** Writes masks as Label Studio's brush does, for tests. */
final class Brushes {

  private final StringBuilder bits = new StringBuilder();

  private Brushes() {}

  /** The numbers of a mask: all channels 255 inside, 0 outside, the color black outside. */
  static int[] pack(boolean[][] pixels) {
    Brushes packed = new Brushes();
    int width = pixels[0].length;
    int count = 4 * pixels.length * width;
    packed.add(count, 32).add(7, 5).add(2, 4).add(3, 4).add(7, 4).add(15, 4);
    for (int i = 0; i < count; ) {
      int end = i;
      while (end < count && value(pixels, end) == value(pixels, i) && end - i < 60_000) {
        end++;
      }
      if (end - i < 8) {
        // Values one by one, as the coder writes what does not repeat.
        packed.add(0, 1).add(0, 2).add(end - i - 1, 3);
        for (; i < end; i++) {
          packed.add(value(pixels, i), 8);
        }
      } else {
        boolean small = end - i <= 256;
        packed.add(1, 1).add(small ? 2 : 3, 2).add(end - i - 1, small ? 8 : 16);
        packed.add(value(pixels, i), 8);
        i = end;
      }
    }
    String padded = packed.bits + "0".repeat((8 - packed.bits.length() % 8) % 8);
    return IntStream.range(0, padded.length() / 8)
        .map(i -> Integer.parseInt(padded.substring(8 * i, 8 * i + 8), 2))
        .toArray();
  }

  private static int value(boolean[][] pixels, int i) {
    int width = pixels[0].length;
    return pixels[i / 4 / width][i / 4 % width] ? 255 : 0;
  }

  private Brushes add(int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      bits.append(value >> i & 1);
    }
    return this;
  }
}
