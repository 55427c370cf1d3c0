package org.dl4jvision.loss.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jvision.check.Check;
import org.dl4jvision.check.Excerpt;
import org.dl4jvision.check.Registry;

/**
 * Reads loss expressions by recursive descent: {@code sum := [number *] loss {+ [number *] loss}},
 * where a loss is {@code name[(option=value, ..)]}, or {@code name(sum, ..)} where losses are its
 * arguments.
 *
 * @param <L> the losses
 */
public final class LossParser<L extends HasOptions> {

  /**
   * Adds losses up.
   *
   * @param <L> the losses
   */
  @FunctionalInterface
  public interface Sum<L> {
    L of(double[] weights, List<? extends L> losses);
  }

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?((\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|Infinity)");

  /** The groups are possessive: Java's engine then needs no stack for long words. */
  private static final Pattern WORD =
      Pattern.compile("[A-Za-z][A-Za-z0-9_]*+(?:-[A-Za-z0-9_]++)*+");

  /** Ten times the distances between the 150 classes of ADE20K, the longest option of use. */
  private static final int LENGTH = 1_000_000;

  private static final int DEPTH = 20;

  private static final int LOSSES = 100;

  private final Registry<LossType<? extends L>> types;
  private final Sum<L> sum;
  private final String text;
  private int at;
  private int depth;
  private int losses;

  /**
   * @param types the losses that can be named
   * @param sum what more than one, or one with a weight, become
   * @param text the expression
   */
  public LossParser(Registry<LossType<? extends L>> types, Sum<L> sum, String text) {
    this.types = types;
    this.sum = sum;
    this.text = text;
  }

  /**
   * Reads the expression.
   *
   * @throws IllegalArgumentException if it is none
   */
  public L parse() {
    Check.that(
        text.length() <= LENGTH,
        "the length of a loss expression",
        text.length(),
        "up to " + LENGTH + " characters");
    L loss = sum();
    if (!isAtEnd()) {
      throw error("+ or the end");
    }
    return loss;
  }

  private L sum() {
    enter();
    List<Double> weights = new ArrayList<>();
    List<L> losses = new ArrayList<>();
    do {
      weights.add(weight());
      losses.add(loss());
    } while (take('+'));
    depth--;
    if (losses.size() == 1 && weights.get(0) == 1) {
      return losses.get(0);
    }
    return sum.of(weights.stream().mapToDouble(w -> w).toArray(), losses);
  }

  private double weight() {
    String number = match(NUMBER);
    if (number == null) {
      return 1;
    }
    double weight = number(number);
    expect('*');
    return weight;
  }

  private L loss() {
    String name = match(WORD);
    if (name == null) {
      throw error("the name of a loss");
    }
    Check.that(
        ++losses <= LOSSES, "the number of losses in an expression", losses, "up to " + LOSSES);
    LossType<? extends L> type = types.get(name);
    return type.takesLosses() ? type.build(losses()) : type.build(options(name));
  }

  private List<L> losses() {
    List<L> losses = new ArrayList<>();
    expect('(');
    do {
      losses.add(sum());
    } while (take(','));
    expect(')');
    return losses;
  }

  private Map<String, Object> options(String name) {
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
              "loss " + name + ": option " + Excerpt.of(option) + " is given twice");
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
      depth--;
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

  /** Refuses to go on where losses or lists are nested too deeply for the stack. */
  private void enter() {
    if (++depth > DEPTH) {
      throw new IllegalArgumentException(
          where() + "nested more than " + DEPTH + " levels deep at position " + (at + 1));
    }
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

  private boolean take(char c) {
    if (isAtEnd() || text.charAt(at) != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw error(String.valueOf(c));
    }
  }

  private IllegalArgumentException error(String expected) {
    return new IllegalArgumentException(
        where() + "expected " + expected + " at position " + (at + 1));
  }

  private String where() {
    return "loss expression \"" + Excerpt.around(text, at) + "\": ";
  }
}
