package org.dl4jvision.task;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dl4jvision.check.Excerpt;
import org.dl4jvision.check.Nearest;
import org.dl4jvision.io.FileNames;

/**
 * Options, each stated once: a public field with its default, which Java code sets, the command
 * line fills by picocli's annotation, and files name by the field's name in words with hyphens
 * ({@code boxLoss}, {@code --box-loss}, {@code "box-loss": ..}). A field is a whole number, a
 * number, yes or no, a text, a path, an enum or further Options; null means that something suitable
 * is chosen. Transient fields are not written to files.
 */
public abstract class Options {

  /** The names of all options, in the order of their fields, a superclass's first. */
  public final Set<String> names() {
    return slots().keySet();
  }

  /** The options that have a value by their names: texts, whole numbers, numbers, true or false. */
  public final Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    slots()
        .forEach(
            (name, slot) -> {
              Object value = slot.get();
              if (value != null) {
                map.put(name, toPlain(value));
              }
            });
    return map;
  }

  /** The same as {@link #set} takes them. */
  public final Map<String, String> toTexts() {
    Map<String, String> texts = new LinkedHashMap<>();
    toMap().forEach((name, value) -> texts.put(name, value.toString()));
    return texts;
  }

  /**
   * Sets an option to what a text says.
   *
   * @throws IllegalArgumentException if there is no such option or the text is no value of it
   */
  public final void set(String name, String text) {
    Slot slot = slots().get(name);
    if (slot == null) {
      throw new IllegalArgumentException(
          "unknown key '"
              + Excerpt.of(name)
              + "'"
              + Nearest.hint(name, names())
              + ", allowed are "
              + names().stream().sorted().collect(Collectors.joining(", ")));
    }
    slot.set(parse(name, slot.field().getType(), text));
  }

  /**
   * The values that options had, by their names, before there were such options: for files that
   * earlier versions wrote. None by default.
   */
  protected Map<String, String> earlierDefaults() {
    return Map.of();
  }

  /** Sets what a file of an earlier version does not have to what that version did. */
  public final void setEarlier(Set<String> namesInFile) {
    slots().values().stream()
        .map(Slot::owner)
        .distinct()
        .forEach(
            owner ->
                owner
                    .earlierDefaults()
                    .forEach(
                        (name, text) -> {
                          if (!namesInFile.contains(name)) {
                            set(name, text);
                          }
                        }));
  }

  /** Sets who is told how far long work is: by default nobody. Options in these tell it, too. */
  public void onProgress(Consumer<String> listener) {
    for (Field field : getClass().getFields()) {
      if (Options.class.isAssignableFrom(field.getType())) {
        ((Options) new Slot(this, field).get()).onProgress(listener);
      }
    }
  }

  /** Sets all options to those of another object of the same class. */
  final void setAll(Options other) {
    Map<String, Slot> from = other.slots();
    slots().forEach((name, slot) -> slot.set(from.get(name).get()));
  }

  /** Where the value of an option is. */
  private record Slot(Options owner, Field field) {

    Object get() {
      try {
        return field.get(owner);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(field + " must be public, and so must its class", e);
      }
    }

    void set(Object value) {
      try {
        field.set(owner, value);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(field + " must be public, and so must its class", e);
      }
    }
  }

  private Map<String, Slot> slots() {
    Map<String, Slot> slots = new LinkedHashMap<>();
    addSlots(getClass(), slots);
    return slots;
  }

  private void addSlots(Class<?> type, Map<String, Slot> slots) {
    if (type == Options.class) {
      return;
    }
    addSlots(type.getSuperclass(), slots);
    for (Field field : type.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (!Modifier.isPublic(modifiers)
          || Modifier.isStatic(modifiers)
          || Modifier.isTransient(modifiers)) {
        continue;
      }
      Slot slot = new Slot(this, field);
      if (Options.class.isAssignableFrom(field.getType())) {
        slots.putAll(((Options) slot.get()).slots());
      } else {
        slots.put(hyphenated(field.getName()), slot);
      }
    }
  }

  /** {@code box-loss} for {@code boxLoss}. */
  private static String hyphenated(String name) {
    return name.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** A path is written as an absolute one: a run may be resumed from another folder. */
  private static Object toPlain(Object value) {
    if (value instanceof Path path) {
      return path.toAbsolutePath().normalize().toString();
    }
    return value instanceof Enum<?> constant ? nameOf(constant) : value;
  }

  private static String nameOf(Enum<?> constant) {
    return constant.toString().toLowerCase(Locale.ROOT);
  }

  private static Object parse(String name, Class<?> type, String text) {
    Class<?> boxed = MethodType.methodType(type).wrap().returnType();
    try {
      if (boxed == String.class) {
        return text;
      } else if (boxed == Path.class) {
        return FileNames.path(text);
      } else if (boxed == Integer.class) {
        return Integer.valueOf(text);
      } else if (boxed == Long.class) {
        return Long.valueOf(text);
      } else if (boxed == Double.class) {
        return Double.valueOf(text);
      } else if (boxed == Boolean.class) {
        if (!text.matches("(?i)true|false")) {
          throw new IllegalArgumentException(refusal(name, type, text));
        }
        return Boolean.valueOf(text);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(refusal(name, type, text), e);
    }
    return Arrays.stream((Enum<?>[]) boxed.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(text.replace('-', '_')))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(refusal(name, type, text)));
  }

  /** What is said of a text that is no value of an option's type. */
  public static String refusal(String name, Class<?> type, String text) {
    Class<?> boxed = MethodType.methodType(type).wrap().returnType();
    if (boxed == Path.class) {
      return name + ": " + FileNames.problem(text).orElse("is no name of a file");
    }
    String hint = "";
    String allowed;
    if (boxed.isEnum()) {
      List<String> names =
          Arrays.stream(boxed.getEnumConstants()).map(c -> nameOf((Enum<?>) c)).toList();
      hint = Nearest.hint(text, names);
      allowed = String.join(", ", names);
    } else if (boxed == Integer.class || boxed == Long.class) {
      boolean whole = text.matches("[-+]?\\d+");
      allowed = whole ? "whole numbers of fewer digits" : "whole numbers";
    } else if (boxed == Boolean.class) {
      allowed = "true, false";
    } else {
      allowed = "numbers";
    }
    return name + " is " + Excerpt.of(text) + hint + "; allowed: " + allowed;
  }
}
