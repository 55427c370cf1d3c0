package org.dl4jvision.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values of options as expressions write them, and as fields hold them. */
public final class OptionValue {

  private OptionValue() {}

  /**
   * What a field holds for a value of an expression: a Double, a Boolean, a word, a list of those,
   * null, or what the field holds anyway.
   *
   * @throws IllegalArgumentException if the field cannot hold it; the message says what it can
   */
  public static Object convert(Object value, Class<?> wanted) {
    if (wanted.isInstance(value) || (value == null && !wanted.isPrimitive())) {
      return value;
    }
    if (wanted == boolean.class && value instanceof Boolean) {
      return value;
    }
    if (wanted == double.class && value instanceof Number number) {
      return number.doubleValue();
    }
    if ((wanted == int.class || wanted == Integer.class)
        && value instanceof Number number
        && number.doubleValue() == number.intValue()) {
      return number.intValue();
    }
    if (wanted == double[].class && value instanceof Number number) {
      return new double[] {number.doubleValue()};
    }
    if (wanted == double[].class && isNumbers(value)) {
      return numbers(value);
    }
    if (wanted == double[][].class
        && value instanceof List<?> rows
        && rows.stream().allMatch(OptionValue::isNumbers)) {
      return rows.stream().map(OptionValue::numbers).toArray(double[][]::new);
    }
    if (wanted.isEnum()) {
      for (Object constant : wanted.getEnumConstants()) {
        if (format(constant).equals(value)) {
          return constant;
        }
      }
    }
    throw new IllegalArgumentException("is " + Excerpt.of(value) + "; give " + describe(wanted));
  }

  private static boolean isNumbers(Object value) {
    return value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance);
  }

  private static double[] numbers(Object list) {
    return ((List<?>) list).stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
  }

  private static String describe(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(OptionValue::format)
              .collect(Collectors.joining(", "));
    }
    if (type == double[][].class) {
      return "a list of lists of numbers such as [[0, 1], [1, 0]]";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == double[].class) {
      return "a list of numbers such as [1, 2]";
    }
    return type == double.class ? "a number" : "a whole number";
  }

  /** Formats a value as expressions write it. */
  public static String format(Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    if (value instanceof double[][] rows) {
      return Arrays.stream(rows)
          .map(OptionValue::format)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof double[] list) {
      if (list.length == 1) {
        return format(list[0]);
      }
      return Arrays.stream(list)
          .mapToObj(OptionValue::format)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? String.valueOf(number.longValue())
          : String.valueOf(number).replace(".0E", "e").replace('E', 'e');
    }
    return String.valueOf(value);
  }
}
