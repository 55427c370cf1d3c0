package org.dl4jvision.loss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossType;

/**
 * Reads loss expressions by recursive descent: {@code sum := [number *] loss {+ [number *] loss}},
 * where a loss is {@code name[(option=value, ..)]} or {@code uncertainty(sum, ..)}.
 */
final class LossParser {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?((\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|Infinity)");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*");

  private final String text;
  private int at;

  LossParser(String text) {
    this.text = text;
  }

  VisionLoss parse() {
    VisionLoss loss = sum();
    if (peek() != 0) {
      throw error("+ or the end");
    }
    return loss;
  }

  private VisionLoss sum() {
    List<Double> weights = new ArrayList<>();
    List<VisionLoss> losses = new ArrayList<>();
    do {
      weights.add(weight());
      losses.add(loss());
    } while (take('+'));
    if (losses.size() == 1 && weights.get(0) == 1) {
      return losses.get(0);
    }
    return new LossSum(
        weights.stream().mapToDouble(w -> w).toArray(), losses.toArray(VisionLoss[]::new));
  }

  private double weight() {
    String number = match(NUMBER);
    if (number == null) {
      return 1;
    }
    expect('*');
    return Double.parseDouble(number);
  }

  private VisionLoss loss() {
    String name = match(WORD);
    if (name == null) {
      throw error("the name of a loss");
    }
    if (name.equals(LossUncertainty.NAME)) {
      return uncertainty();
    }
    LossType type = Losses.type(name);
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
    return type.build(options);
  }

  private VisionLoss uncertainty() {
    List<VisionLoss> losses = new ArrayList<>();
    expect('(');
    do {
      losses.add(sum());
    } while (take(','));
    expect(')');
    return new LossUncertainty(losses.toArray(VisionLoss[]::new));
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
