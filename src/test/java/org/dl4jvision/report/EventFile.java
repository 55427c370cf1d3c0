package org.dl4jvision.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Reads event files of TensorBoard by the definitions of TFRecord and event.proto, field by field
 * in whatever order, and checks all checksums.
 */
public final class EventFile {

  /** An event: one of the last three is given. */
  public record Event(
      double time,
      long step,
      String version,
      Map<String, Float> scalars,
      Map<String, byte[]> pictures) {}

  private EventFile() {}

  /** The only event file of a run folder. */
  public static Path in(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().contains("tfevents")).toList();
      assertEquals(1, found.size(), found::toString);
      return found.get(0);
    }
  }

  /** All events of a file, which must be whole. */
  public static List<Event> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[8];
      bytes.get(length);
      assertEquals(masked(length), bytes.getInt());
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      bytes.get(data);
      assertEquals(masked(data), bytes.getInt());
      events.add(event(data));
    }
    return events;
  }

  /** As TensorFlow's crc32c.h masks it. */
  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    long sum = crc.getValue();
    return (int) (((sum >>> 15 | sum << 17) & 0xffffffffL) + 0xa282ead8L);
  }

  private static Event event(byte[] data) {
    double time = 0;
    long step = 0;
    String version = null;
    Map<String, Float> scalars = new TreeMap<>();
    Map<String, byte[]> pictures = new TreeMap<>();
    for (Field field : fields(data)) {
      switch (field.number()) {
        case 1 -> time = Double.longBitsToDouble(field.value());
        case 2 -> step = field.value();
        case 3 -> version = new String(field.bytes(), StandardCharsets.UTF_8);
        case 5 ->
            fields(field.bytes()).forEach(value -> addValue(value.bytes(), scalars, pictures));
        default -> throw new AssertionError("field " + field.number());
      }
    }
    return new Event(time, step, version, scalars, pictures);
  }

  private static void addValue(
      byte[] data, Map<String, Float> scalars, Map<String, byte[]> pictures) {
    String tag = null;
    for (Field field : fields(data)) {
      if (field.number() == 1) {
        tag = new String(field.bytes(), StandardCharsets.UTF_8);
      }
    }
    for (Field field : fields(data)) {
      if (field.number() == 2) {
        scalars.put(tag, Float.intBitsToFloat((int) field.value()));
      } else if (field.number() == 4) {
        List<Field> image = fields(field.bytes());
        assertTrue(image.get(0).value() > 0 && image.get(1).value() > 0);
        pictures.put(tag, image.get(3).bytes());
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Field(int number, long value, byte[] bytes) {}

  private static List<Field> fields(byte[] data) {
    ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (bytes.hasRemaining()) {
      long key = varint(bytes);
      int number = (int) (key >> 3);
      switch ((int) (key & 7)) {
        case 0 -> fields.add(new Field(number, varint(bytes), null));
        case 1 -> fields.add(new Field(number, bytes.getLong(), null));
        case 2 -> {
          byte[] value = new byte[(int) varint(bytes)];
          bytes.get(value);
          fields.add(new Field(number, 0, value));
        }
        case 5 -> fields.add(new Field(number, bytes.getInt(), null));
        default -> throw new AssertionError("wire type of key " + key);
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer bytes) {
    long number = 0;
    int shift = 0;
    byte part;
    do {
      part = bytes.get();
      number |= (long) (part & 127) << shift;
      shift += 7;
    } while (part < 0);
    return number;
  }
}
