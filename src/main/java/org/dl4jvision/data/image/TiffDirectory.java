package org.dl4jvision.data.image;

import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.stream.ImageInputStream;

/**
 * The directory of the first page of a TIFF file, of which others can be made: a part of a TIFF
 * file is a TIFF file with fewer tiles.
 */
final class TiffDirectory {

  private static final int BIG = 43;
  private static final int LONG8 = 16;
  private static final int BIG_HEADER = 16;
  private static final int BIG_FIELD = 20;

  /** Bytes of a value by its type; 0 for types that there are not, or that point elsewhere. */
  private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 0, 0, 0, 8, 8, 0};

  private static final Set<Integer> POINTERS =
      Set.of(TIFF.TAG_SUB_IFD, TIFF.TAG_EXIF_IFD, TIFF.TAG_GPS_IFD, TIFF.TAG_INTEROP_IFD);

  private final ImageInputStream file;
  private final ByteOrder order;
  private final SortedMap<Integer, Field> fields = new TreeMap<>();

  /** What a tag holds: so many values of a type, which stand at a place in the file. */
  private record Field(int type, long count, long place) {
    long length() {
      return count * SIZES[type];
    }
  }

  /**
   * Reads the directory.
   *
   * @param file stays open; it must be a TIFF file
   */
  TiffDirectory(ImageInputStream file) throws IOException {
    this.file = file;
    file.seek(0);
    order = file.readByte() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    file.setByteOrder(order);
    file.seek(Short.BYTES);
    boolean big = file.readShort() == BIG;
    file.seek(big ? 8 : 4);
    long start = big ? file.readLong() : file.readUnsignedInt();
    file.seek(start);
    long count = big ? file.readLong() : file.readUnsignedShort();
    long first = file.getStreamPosition();
    int step = big ? BIG_FIELD : 12;
    if (count > (file.length() - first) / step) {
      throw new EOFException("the directory ends before");
    }
    for (long i = 0; i < count; i++) {
      readField(first + i * step, big);
    }
  }

  private void readField(long at, boolean big) throws IOException {
    file.seek(at);
    int tag = file.readUnsignedShort();
    int type = file.readUnsignedShort();
    long count = big ? file.readLong() : file.readUnsignedInt();
    boolean known = type < SIZES.length && SIZES[type] > 0 && count > 0 && count <= file.length();
    if (known && !POINTERS.contains(tag)) {
      boolean here = count * SIZES[type] <= (big ? 8 : 4);
      long place = here ? file.getStreamPosition() : big ? file.readLong() : file.readUnsignedInt();
      fields.put(tag, new Field(type, count, place));
    }
  }

  /**
   * The beginning of a BigTIFF file of one page that goes on with this file, and takes all from it
   * but some numbers.
   *
   * @param numbers by tag
   * @param places the tags among them whose numbers are places in this file
   */
  byte[] with(Map<Integer, long[]> numbers, Set<Integer> places) throws IOException {
    SortedMap<Integer, Field> all = new TreeMap<>(fields);
    numbers.forEach((tag, values) -> all.put(tag, new Field(LONG8, values.length, 0)));
    int end = BIG_HEADER + 8 + BIG_FIELD * all.size() + 8;
    int more = numbers.values().stream().mapToInt(v -> v.length > 1 ? 8 * v.length : 0).sum();
    ByteBuffer prefix = ByteBuffer.allocate(end + more).order(order);
    prefix.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
    prefix.putShort((short) BIG).putShort((short) 8).putShort((short) 0).putLong(BIG_HEADER);
    prefix.putLong(all.size());
    ByteBuffer lists = prefix.duplicate().order(order).position(end);
    for (Map.Entry<Integer, Field> entry : all.entrySet()) {
      int tag = entry.getKey();
      Field field = entry.getValue();
      prefix.putShort((short) tag).putShort((short) field.type()).putLong(field.count());
      long[] values = numbers.get(tag);
      if (values == null) {
        prefix.put(value(field, prefix.capacity()));
      } else {
        long shift = places.contains(tag) ? prefix.capacity() : 0;
        ByteBuffer to = values.length > 1 ? lists : prefix;
        if (values.length > 1) {
          prefix.putLong(lists.position());
        }
        for (long value : values) {
          to.putLong(value + shift);
        }
      }
    }
    return prefix.putLong(0).array();
  }

  /** The value, or where it is, in 8 bytes. */
  private byte[] value(Field field, int shift) throws IOException {
    ByteBuffer value = ByteBuffer.allocate(8).order(order);
    if (field.length() <= 8) {
      file.seek(field.place());
      file.readFully(value.array(), 0, (int) field.length());
    } else {
      value.putLong(field.place() + shift);
    }
    return value.array();
  }
}
