package org.dl4jvision.loss.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*");

  private final Registry<LossType<? extends L>> types;
  private final Sum<L> sum;
  private final String text;
  private int at;

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
    L loss = sum();
    if (peek() != 0) {
      throw error("+ or the end");
    }
    return loss;
  }

  private L sum() {
    List<Double> weights = new ArrayList<>();
    List<L> losses = new ArrayList<>();
    do {
      weights.add(weight());
      losses.add(loss());
    } while (take('+'));
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
    expect('*');
    return Double.parseDouble(number);
  }

  private L loss() {
    String name = match(WORD);
    if (name == null) {
      throw error("the name of a loss");
    }
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
              "loss " + name + ": option " + option + " is given twice");
        }
        options.put(option, value());
      } while (take(','));
      expect(')');
    }
    return options;
  }

  private Object value() {
    if (take('[')) {
      List<Object> list = new ArrayList<>();
      if (!take(']')) {
        do {
          list.add(value());
        } while (take(','));
        expect(']');
      }
      return list;
    }
    String number = match(NUMBER);
    if (number != null) {
      return Double.valueOf(number);
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

  private String match(Pattern pattern) {
    peek();
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    at = matcher.end();
    return matcher.group();
  }

  /** The next character that is no space, 0 at the end. */
  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean take(char c) {
    if (peek() != c) {
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
        "loss expression \"" + text + "\": expected " + expected + " at position " + (at + 1));
  }
}
