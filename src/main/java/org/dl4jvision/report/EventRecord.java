package org.dl4jvision.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A record of TensorBoard's event files: an Event of TensorFlow as a protocol buffer, in the frame
 * of a TFRecord (length, its checksum, data, their checksum; all little-endian). Only what {@link
 * TensorBoardLog} writes is written, and read back, in the order of the fields' numbers.
 *
 * @param step the epoch
 * @param tag of the first value; empty for the record that begins a file
 */
record EventRecord(long step, String tag) {

  /** Length and its checksum. */
  static final int HEAD = 12;

  /** The checksum of the data. */
  static final int TAIL = 4;

  private static final String VERSION = "brain.Event:2";
  private static final int MASK = 0xa282ead8;
  private static final int RGB = 3;

  // Keys of fields: the number times 8, and how the value is written.
  private static final int EVENT_TIME = 1 << 3 | 1;
  private static final int EVENT_STEP = 2 << 3;
  private static final int EVENT_VERSION = 3 << 3 | 2;
  private static final int EVENT_SUMMARY = 5 << 3 | 2;
  private static final int SUMMARY_VALUE = 1 << 3 | 2;
  private static final int VALUE_TAG = 1 << 3 | 2;
  private static final int VALUE_NUMBER = 2 << 3 | 5;
  private static final int VALUE_IMAGE = 4 << 3 | 2;
  private static final int IMAGE_HEIGHT = 1 << 3;
  private static final int IMAGE_WIDTH = 2 << 3;
  private static final int IMAGE_COLORS = 3 << 3;
  private static final int IMAGE_FILE = 4 << 3 | 2;

  /** The record that begins a file. */
  static byte[] ofVersion(double time) {
    Message event = new Message().fixed64(EVENT_TIME, time);
    return framed(event.bytes(EVENT_VERSION, VERSION.getBytes(StandardCharsets.UTF_8)));
  }

  /** Numbers by their tags. */
  static byte[] ofScalars(double time, long step, Map<String, Double> numbers) {
    Message summary = new Message();
    numbers.forEach(
        (tag, number) ->
            summary.message(SUMMARY_VALUE, tagged(tag).fixed32(VALUE_NUMBER, number.floatValue())));
    return framed(event(time, step).message(EVENT_SUMMARY, summary));
  }

  /**
   * A picture.
   *
   * @param png a file
   */
  static byte[] ofPicture(double time, long step, String tag, byte[] png) {
    ByteBuffer file = ByteBuffer.wrap(png);
    Message image =
        new Message()
            .number(IMAGE_HEIGHT, file.getInt(20))
            .number(IMAGE_WIDTH, file.getInt(16))
            .number(IMAGE_COLORS, RGB)
            .bytes(IMAGE_FILE, png);
    Message value = tagged(tag).message(VALUE_IMAGE, image);
    return framed(
        event(time, step).message(EVENT_SUMMARY, new Message().message(SUMMARY_VALUE, value)));
  }

  private static Message event(double time, long step) {
    return new Message().fixed64(EVENT_TIME, time).number(EVENT_STEP, step);
  }

  private static Message tagged(String tag) {
    return new Message().bytes(VALUE_TAG, tag.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] framed(Message event) {
    byte[] data = event.toBytes();
    ByteBuffer frame = little(new byte[HEAD + data.length + TAIL]);
    frame.putLong(data.length);
    frame.putInt(checksum(frame.array(), 0, Long.BYTES));
    frame.put(data);
    frame.putInt(checksum(data, 0, data.length));
    return frame.array();
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, length);
    return Integer.rotateRight((int) sum.getValue(), 15) + MASK;
  }

  /**
   * The length of the data behind a head.
   *
   * @return empty where it is damaged
   */
  static Optional<Long> length(byte[] head) {
    ByteBuffer frame = little(head);
    long length = frame.getLong();
    return length >= 0 && frame.getInt() == checksum(head, 0, Long.BYTES)
        ? Optional.of(length)
        : Optional.empty();
  }

  /**
   * Reads what this class wrote.
   *
   * @param data with the checksum behind them
   * @return empty where they are damaged
   */
  static Optional<EventRecord> of(byte[] data) {
    int length = data.length - TAIL;
    ByteBuffer event = little(data);
    if (event.getInt(length) != checksum(data, 0, length)) {
      return Optional.empty();
    }
    event.position(1 + Double.BYTES);
    if (event.get() != EVENT_STEP) {
      return Optional.of(new EventRecord(0, ""));
    }
    long step = number(event);
    for (int key = 0; key < 2; key++) { // those of the summary and of its first value
      event.get();
      number(event);
    }
    event.get();
    byte[] tag = new byte[(int) number(event)];
    event.get(tag);
    return Optional.of(new EventRecord(step, new String(tag, StandardCharsets.UTF_8)));
  }

  private static long number(ByteBuffer bytes) {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = bytes.get();
      number |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return number;
      }
    }
  }

  /** A protocol buffer that is written field by field. */
  private static final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private void varint(long number) {
      long rest = number;
      for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
        bytes.write((int) (rest & 0x7f | 0x80));
      }
      bytes.write((int) rest);
    }

    Message number(int key, long number) {
      varint(key);
      varint(number);
      return this;
    }

    Message fixed64(int key, double number) {
      varint(key);
      bytes.writeBytes(little(new byte[Double.BYTES]).putDouble(number).array());
      return this;
    }

    Message fixed32(int key, float number) {
      varint(key);
      bytes.writeBytes(little(new byte[Float.BYTES]).putFloat(number).array());
      return this;
    }

    Message bytes(int key, byte[] value) {
      varint(key);
      varint(value.length);
      bytes.writeBytes(value);
      return this;
    }

    Message message(int key, Message value) {
      return bytes(key, value.toBytes());
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }
  }
}
