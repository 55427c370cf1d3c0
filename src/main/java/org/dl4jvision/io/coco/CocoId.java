package org.dl4jvision.io.coco;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Pattern;
import org.nd4j.shade.jackson.annotation.JsonValue;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.DeserializationContext;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.deser.std.StdDeserializer;

/**
 * What a COCO file calls an image, a category or an annotation: a number of any size or a text. It
 * is written as it was read, a text as a text and a number as a number.
 *
 * <p>Ids are equal as JSON's values are: 1 and 1.0 are one number, "1" is a text and another id.
 * Numbers come before texts in their order. Immutable; an integer of up to 63 bits takes 24 bytes.
 */
@JsonDeserialize(using = CocoId.Reader.class)
public final class CocoId implements Comparable<CocoId> {

  /** Longer numbers would take more time to read than ids are worth. */
  private static final int MAX_DIGITS = 1000;

  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9]\\d{0,99}");

  private final long number;

  /** A text, or a number that is no long; null for a long. */
  private final Object other;

  private CocoId(long number, Object other) {
    this.number = number;
    this.other = other;
  }

  /** A number. */
  public static CocoId of(long number) {
    return new CocoId(number, null);
  }

  /** A text. */
  public static CocoId of(String text) {
    return new CocoId(0, Objects.requireNonNull(text, "text"));
  }

  /**
   * A number as JSON writes it.
   *
   * @throws IllegalArgumentException if it is not finite, or is longer than a thousand digits
   */
  public static CocoId ofNumber(String digits) {
    if (digits.length() > MAX_DIGITS) {
      throw new IllegalArgumentException(
          "an id must be at most " + MAX_DIGITS + " digits long, but has " + digits.length());
    }
    try {
      BigDecimal value = new BigDecimal(digits);
      if (Math.abs((long) value.scale()) > MAX_DIGITS) {
        throw new IllegalArgumentException(
            "an id must be at most " + MAX_DIGITS + " digits long, but is " + digits);
      }
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
      boolean isLong = value.scale() <= 0 && value.toBigInteger().bitLength() < Long.SIZE;
      return isLong ? of(value.longValueExact()) : new CocoId(0, value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "an id must be a text or a finite number, but is " + digits, e);
    }
  }

  /** The id itself: a Long, a BigInteger, a BigDecimal (with a fraction) or a String. */
  @JsonValue
  public Object value() {
    if (other == null) {
      return number;
    }
    return other instanceof BigDecimal decimal && decimal.scale() <= 0
        ? decimal.toBigInteger()
        : other;
  }

  /** Whether it is a text. */
  public boolean isText() {
    return other instanceof String;
  }

  /** The text, or the digits of the number. */
  public String text() {
    return value().toString();
  }

  /** The number that a text shows or the text of a number; a text that shows none stays itself. */
  CocoId asOtherKind() {
    if (!isText()) {
      return of(text());
    }
    if (!INTEGER.matcher(text()).matches()) {
      return this;
    }
    return ofNumber(text());
  }

  @Override
  public int compareTo(CocoId id) {
    if (isText() || id.isText()) {
      return isText() && id.isText()
          ? text().compareTo(id.text())
          : Boolean.compare(isText(), id.isText());
    }
    return other == null && id.other == null
        ? Long.compare(number, id.number)
        : decimal().compareTo(id.decimal());
  }

  private BigDecimal decimal() {
    return other == null ? BigDecimal.valueOf(number) : (BigDecimal) other;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof CocoId id && number == id.number && Objects.equals(other, id.other);
  }

  @Override
  public int hashCode() {
    return other == null ? Long.hashCode(number) : other.hashCode();
  }

  /** As messages show it: digits, or a text in quotes. */
  @Override
  public String toString() {
    return isText() ? "'" + other + "'" : text();
  }

  /** Reads ids, of which Jackson alone would round numbers with a fraction. */
  static final class Reader extends StdDeserializer<CocoId> {

    Reader() {
      super(CocoId.class);
    }

    @Override
    public CocoId deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        return of(in.getText());
      }
      return in.currentToken().isNumeric()
          ? ofNumber(in.getText())
          : (CocoId) context.handleUnexpectedToken(CocoId.class, in);
    }
  }
}
