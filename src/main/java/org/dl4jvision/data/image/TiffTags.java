package org.dl4jvision.data.image;

import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageMetadata;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The tags of a page of a TIFF file, whatever types they are written in.
 *
 * @param page as TwelveMonkeys reads it
 */
record TiffTags(TIFFImageMetadata page) {

  private static final int GDAL_NO_DATA = 42113;

  /** The first number of a tag. */
  int number(int tag, int otherwise) {
    Object value = value(tag);
    boolean many = value != null && value.getClass().isArray() && Array.getLength(value) > 0;
    Object first = many ? Array.get(value, 0) : value;
    return first instanceof Number number ? number.intValue() : otherwise;
  }

  /** All numbers of a tag; none where it is missing. */
  long[] numbers(int tag) {
    Object value = value(tag);
    if (value instanceof Number number) {
      return new long[] {number.longValue()};
    }
    boolean many = value != null && value.getClass().isArray();
    long[] numbers = new long[many ? Array.getLength(value) : 0];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Array.getLong(value, i);
    }
    return numbers;
  }

  /** Whether a list of offsets has a 0, where no data can be. */
  boolean leavesOut(int tag) {
    return Arrays.stream(numbers(tag)).anyMatch(number -> number == 0);
  }

  /** What GDAL says pixels without data hold. */
  OptionalDouble noData() {
    try {
      return value(GDAL_NO_DATA) instanceof String text
          ? OptionalDouble.of(Double.parseDouble(text.strip()))
          : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private Object value(int tag) {
    Entry entry = page.getTIFFField(tag);
    return entry == null ? null : entry.getValue();
  }
}
