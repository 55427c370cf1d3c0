package org.dl4jvision.io.coco;

import java.io.IOException;
import org.nd4j.shade.jackson.core.JsonParseException;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;

/** What is done with the value at which a parser stands. */
final class Tokens {

  /** What is passed over may be nested so deep: the parser keeps track of each level. */
  private static final int MAX_DEPTH = 1_000_000;

  static final String TOO_DEEP = "nested more than " + MAX_DEPTH + " deep";

  /** So many digits are exact in a double, and so are powers of ten of as many zeros. */
  private static final int EXACT_DIGITS = 15;

  private static final double[] POWERS = new double[EXACT_DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private Tokens() {}

  /** What a value is called in messages. */
  static String kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      default -> "a number";
    };
  }

  /**
   * Passes over a value, however large it is.
   *
   * @throws JsonParseException with {@link #TOO_DEEP}, if it is nested too deep
   */
  static void skip(JsonParser parser) throws IOException {
    int depth = 0;
    for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth > MAX_DEPTH) {
        throw new JsonParseException(parser, TOO_DEEP);
      }
      if (depth == 0) {
        return;
      }
    }
  }

  /**
   * A number. Most have few digits, and are then read by one exact division, which rounds as well
   * as can be; Java's own way takes several times as long.
   */
  static double toDouble(JsonParser parser) throws IOException {
    char[] text = parser.getTextCharacters();
    int start = parser.getTextOffset();
    int end = start + parser.getTextLength();
    int i = start < end && text[start] == '-' ? start + 1 : start;
    if (end - i > EXACT_DIGITS) {
      return parser.getDoubleValue();
    }
    boolean negative = i > start;
    long digits = 0;
    int decimals = -1;
    for (; i < end; i++) {
      char c = text[i];
      if (c >= '0' && c <= '9') {
        digits = 10 * digits + (c - '0');
        decimals += decimals < 0 ? 0 : 1;
      } else if (c == '.' && decimals < 0) {
        decimals = 0;
      } else {
        return parser.getDoubleValue();
      }
    }
    double value = decimals <= 0 ? digits : digits / POWERS[decimals];
    return negative ? -value : value;
  }
}
