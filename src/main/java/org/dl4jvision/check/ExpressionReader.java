package org.dl4jvision.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what expressions are made of from a text of any origin, from left to right: numbers, names,
 * signs and options {@code (name=value, ..)}. What is bounded here is bounded for every grammar.
 */
public final class ExpressionReader {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?((\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|Infinity)");

  /** The groups are possessive: Java's engine then needs no stack for long words. */
  private static final Pattern WORD =
      Pattern.compile("[A-Za-z][A-Za-z0-9_]*+(?:-[A-Za-z0-9_]++)*+");

  /** Ten times the distances between the 150 classes of ADE20K, the longest option of use. */
  private static final int LENGTH = 1_000_000;

  private static final int DEPTH = 20;

  private static final int TERMS = 100;

  private final String kind;
  private final String kinds;
  private final String text;
  private int at;
  private int depth;
  private int terms;

  /**
   * @param registry knows what the terms of the expression are called
   * @param text the expression
   */
  public ExpressionReader(Registry<?> registry, String text) {
    kind = registry.kind();
    kinds = registry.kinds();
    this.text = text;
  }

  /** Refuses a text that is longer than any expression of use. */
  public void requireLength() {
    Check.that(
        text.length() <= LENGTH,
        "the length of " + aKind() + " expression",
        text.length(),
        "up to " + LENGTH + " characters");
  }

  /** Refuses what follows the expression. */
  public void requireEnd() {
    if (!isAtEnd()) {
      throw error("+ or the end");
    }
  }

  /** Reads {@code number *}; 1 where there is none. */
  public double weight() {
    String number = match(NUMBER);
    if (number == null) {
      return 1;
    }
    double weight = number(number);
    expect('*');
    return weight;
  }

  /** Reads the name of a term, of which there may be so many only. */
  public String term() {
    String name = match(WORD);
    if (name == null) {
      throw error("the name of " + aKind());
    }
    Check.that(
        ++terms <= TERMS, "the number of " + kinds + " in an expression", terms, "up to " + TERMS);
    return name;
  }

  /**
   * Reads the options of a term, none where no bracket follows.
   *
   * @param name of the term
   */
  public Map<String, Object> options(String name) {
    Map<String, Object> options = new LinkedHashMap<>();
    if (take('(') && !take(')')) {
      do {
        String option = match(WORD);
        if (option == null) {
          throw error("the name of an option");
        }
        expect('=');
        if (options.containsKey(option)) {
          throw new IllegalArgumentException(
              kind + " " + name + ": option " + Excerpt.of(option) + " is given twice");
        }
        options.put(option, value());
      } while (take(','));
      expect(')');
    }
    return options;
  }

  private Object value() {
    if (take('[')) {
      enter();
      List<Object> list = new ArrayList<>();
      if (!take(']')) {
        do {
          list.add(value());
        } while (take(','));
        expect(']');
      }
      leave();
      return list;
    }
    String number = match(NUMBER);
    if (number != null) {
      return number(number);
    }
    String word = match(WORD);
    if (word == null) {
      throw error("a number, true, false, a word or a list [..]");
    }
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "null", "none" -> null;
      default -> word;
    };
  }

  /** Refuses to go on where terms or lists are nested too deeply for the stack. */
  public void enter() {
    if (++depth > DEPTH) {
      throw new IllegalArgumentException(
          where() + "nested more than " + DEPTH + " levels deep at position " + (at + 1));
    }
  }

  /** Comes back from where {@link #enter} went. */
  public void leave() {
    depth--;
  }

  /** Infinity is a number that can be written; one that is too large is a mistake. */
  private double number(String number) {
    double value = Double.parseDouble(number);
    if (Double.isInfinite(value) && !number.endsWith("Infinity")) {
      throw error("a number up to 1.7e308 instead of " + Excerpt.of(number));
    }
    return value + 0.0; // -0 becomes 0, as which it comes back.
  }

  private String match(Pattern pattern) {
    isAtEnd();
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    at = matcher.end();
    return matcher.group();
  }

  /** Whether nothing follows but spaces, which are passed over. */
  private boolean isAtEnd() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at == text.length();
  }

  /** Reads a sign if it follows. */
  public boolean take(char c) {
    if (isAtEnd() || text.charAt(at) != c) {
      return false;
    }
    at++;
    return true;
  }

  /** Reads a sign that must follow. */
  public void expect(char c) {
    if (!take(c)) {
      throw error(String.valueOf(c));
    }
  }

  private IllegalArgumentException error(String expected) {
    return new IllegalArgumentException(
        where() + "expected " + expected + " at position " + (at + 1));
  }

  private String where() {
    return kind + " expression \"" + Excerpt.around(text, at) + "\": ";
  }

  private String aKind() {
    return ("aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ") + kind;
  }
}
