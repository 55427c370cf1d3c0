package org.dl4jvision.layer.detection;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The options of a head and their values: its fields that are neither static nor transient, which
 * are also what JSON has of it. Those that all heads have come first.
 */
final class HeadOptions {

  private final Map<String, Object> values = new LinkedHashMap<>();

  private HeadOptions() {}

  static HeadOptions of(Head head) {
    HeadOptions options = new HeadOptions();
    options.add(head, head.getClass());
    return options;
  }

  private void add(Head head, Class<?> type) {
    if (type != Head.class) {
      add(head, type.getSuperclass());
    }
    for (Field field : type.getDeclaredFields()) {
      if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
        try {
          field.setAccessible(true);
          values.put(field.getName(), field.get(head));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeadOptions options
        && Arrays.deepEquals(values.values().toArray(), options.values.values().toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values.values().toArray());
  }

  /** Returns {@code name=value, name=value}. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(option -> option.getKey() + "=" + format(option.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Formats arrays by their elements, which {@code String.valueOf} does not. */
  private static String format(Object value) {
    String inList = Arrays.deepToString(new Object[] {value});
    return inList.substring(1, inList.length() - 1);
  }
}
