package org.dl4jvision.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the codes of masks mean, as a format or one of its files says: the class of each gray value,
 * palette index or color, or that it is void. Codes that it lacks are errors, unless it names no
 * class and only says what is void. Immutable and thread-safe.
 */
public final class MaskLegend {

  private final Path source;
  private final List<String> classNames;
  private final Map<Integer, String> classes;

  private MaskLegend(Builder builder) {
    source = builder.source;
    classNames = List.copyOf(builder.classNames);
    classes = Map.copyOf(builder.classes);
  }

  /**
   * A legend with nothing in it.
   *
   * @param source the file that says it, or the folder of data whose format fixes it; for messages
   */
  public static Builder builder(Path source) {
    return new Builder(source);
  }

  /** The file or folder that says it, for messages. */
  public Path source() {
    return source;
  }

  /** The classes in the order in which they were first named, which is that of their indices. */
  public List<String> classNames() {
    return classNames;
  }

  /**
   * The codes that it has, and the index of the class of each in {@link #classNames}, {@link
   * Painter#IGNORE} for void ones. Codes are as in {@link ImageFiles.Mask}: numbers, or {@link
   * ImageFiles#COLOR} + 0xRRGGBB.
   */
  public Map<Integer, Integer> indices() {
    Map<Integer, Integer> indices = new LinkedHashMap<>();
    classes.forEach(
        (code, name) ->
            indices.put(code, name.isEmpty() ? Painter.IGNORE : classNames.indexOf(name)));
    return indices;
  }

  /** The class of a code; empty where it is void or not in the legend. */
  public Optional<String> className(int code) {
    return Optional.ofNullable(classes.get(code)).filter(name -> !name.isEmpty());
  }

  /** Gathers codes. */
  public static final class Builder {
    private final Path source;
    private final List<String> classNames = new ArrayList<>();
    private final Map<Integer, String> classes = new LinkedHashMap<>();

    private Builder(Path source) {
      this.source = source;
    }

    /** Adds a gray value or palette index; several codes may be of one class. */
    public Builder number(int value, String className) {
      return add(value, named(className));
    }

    /** Adds a color, 0xRRGGBB. */
    public Builder color(int rgb, String className) {
      return add(ImageFiles.COLOR | rgb, named(className));
    }

    /**
     * Adds a code as {@link MaskLegend#indices} has it.
     *
     * @param className empty if it counts for nothing
     */
    public Builder code(int code, String className) {
      return add(code, className.isEmpty() ? "" : named(className));
    }

    /** Adds a gray value or palette index that counts for nothing. */
    public Builder voidNumber(int value) {
      return add(value, "");
    }

    /** Adds a color, 0xRRGGBB, that counts for nothing. */
    public Builder voidColor(int rgb) {
      return add(ImageFiles.COLOR | rgb, "");
    }

    private String named(String className) {
      if (className.isBlank()) {
        throw new IllegalArgumentException(source + ": a class has no name");
      }
      if (!classNames.contains(className)) {
        classNames.add(className);
      }
      return className;
    }

    private Builder add(int code, String name) {
      String other = classes.putIfAbsent(code, name);
      if (other != null && !other.equals(name)) {
        throw new IllegalArgumentException(
            source + ": " + show(code) + " is both " + word(other) + " and " + word(name));
      }
      return this;
    }

    private static String word(String name) {
      return name.isEmpty() ? "void" : "'" + name + "'";
    }

    /** A legend of what was added. */
    public MaskLegend build() {
      return new MaskLegend(this);
    }
  }

  /** A code for messages: a number, or "(red, green, blue)". */
  public static String show(int code) {
    return code >= ImageFiles.COLOR
        ? "(%d, %d, %d)".formatted(code >> 16 & 0xff, code >> 8 & 0xff, code & 0xff)
        : Integer.toString(code);
  }
}
