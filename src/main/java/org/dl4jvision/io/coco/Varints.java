package org.dl4jvision.io.coco;

import java.util.Arrays;

/** Integers in as few bytes as they need: seven bits a byte, small ones of either sign in one. */
final class Varints {

  private static final int LOW = 0x7f;
  private static final int MORE = 0x80;
  private static final int BITS = 7;

  private byte[] bytes;
  private int position;

  private Varints(byte[] bytes) {
    this.bytes = bytes;
  }

  /** To be written to. */
  static Varints writer() {
    return new Varints(new byte[256]);
  }

  /** To be read from. */
  static Varints reader(byte[] written) {
    return new Varints(written);
  }

  void write(long value) {
    if (position + Long.BYTES + 2 > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    long rest = value << 1 ^ value >> Long.SIZE - 1;
    while ((rest & ~LOW) != 0) {
      bytes[position++] = (byte) (rest & LOW | MORE);
      rest >>>= BITS;
    }
    bytes[position++] = (byte) rest;
  }

  long read() {
    long rest = 0;
    for (int shift = 0; ; shift += BITS) {
      byte next = bytes[position++];
      rest |= (long) (next & LOW) << shift;
      if (next >= 0) {
        return rest >>> 1 ^ -(rest & 1);
      }
    }
  }

  /** Whether all was read. */
  boolean atEnd() {
    return position == bytes.length;
  }

  /** What was written since the last call. */
  byte[] take() {
    byte[] result = Arrays.copyOf(bytes, position);
    position = 0;
    return result;
  }
}
