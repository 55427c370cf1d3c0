package org.dl4jvision.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jvision.check.Check;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonValue;

/**
 * What becomes of the sizes of images, as a text says it:
 *
 * <ul>
 *   <li>{@code 1024}, a whole number: what the longer side becomes, the proportions kept. Images
 *       whose longer side is not longer stay as they are;
 *   <li>{@code 640x480}: this width and this height, whatever the proportions;
 *   <li>{@code 0.25}, a number with a decimal point: both sides are multiplied by it.
 * </ul>
 *
 * Sides are rounded to the nearest number of pixels, and are at least 1.
 */
public final class Resize {

  private static final Pattern LONGER = Pattern.compile("\\d+");
  private static final Pattern BOTH = Pattern.compile("(\\d+)[xX](\\d+)");
  private static final Pattern FACTOR = Pattern.compile("\\d+\\.\\d*|\\.\\d+");

  private static final String ALLOWED =
      "the longer side in pixels (1024), WIDTHxHEIGHT (640x480) or a factor with a decimal point"
          + " (0.25), above 0";

  /** Pixels that an array can hold. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final String text;
  private final Rule rule;

  private interface Rule {
    ImageSize of(ImageSize size);
  }

  /**
   * Reads what becomes of sizes.
   *
   * @throws IllegalArgumentException naming {@code resize} if the text says none of the three
   */
  @JsonCreator
  public Resize(String text) {
    this.text = Check.given("resize", text);
    rule = rule();
  }

  private Rule rule() {
    Matcher both = BOTH.matcher(text);
    if (both.matches()) {
      int width = side(both.group(1));
      int height = side(both.group(2));
      return size -> result(size, height, width);
    } else if (LONGER.matcher(text).matches()) {
      return longerSide(side(text));
    }
    double factor = FACTOR.matcher(text).matches() ? Double.parseDouble(text) : 0;
    Check.that(factor > 0 && Double.isFinite(factor), "resize", text, ALLOWED);
    return size ->
        result(size, Math.round(factor * size.height()), Math.round(factor * size.width()));
  }

  private int side(String digits) {
    try {
      int side = Integer.parseInt(digits);
      Check.that(side > 0, "resize", text, ALLOWED);
      return side;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "resize is " + text + "; allowed: sides of at most " + Integer.MAX_VALUE + " pixels", e);
    }
  }

  private Rule longerSide(int wanted) {
    return size -> {
      int longer = Math.max(size.height(), size.width());
      return longer <= wanted
          ? size
          : result(
              size,
              rounded((long) size.height() * wanted, longer),
              rounded((long) size.width() * wanted, longer));
    };
  }

  private static long rounded(long dividend, int divisor) {
    return (dividend + divisor / 2) / divisor;
  }

  /**
   * What an image of this size becomes.
   *
   * @throws IllegalArgumentException if an array cannot hold that many pixels
   */
  public ImageSize of(ImageSize size) {
    return rule.of(size);
  }

  private ImageSize result(ImageSize size, long height, long width) {
    long rows = Math.max(1, height);
    long columns = Math.max(1, width);
    Check.that(
        rows <= MOST / columns,
        "resize",
        text,
        String.format(
            "what makes an image of %s (height x width) one of at most %d pixels, not of %dx%d",
            size, MOST, rows, columns));
    return new ImageSize((int) rows, (int) columns);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Resize resize && text.equals(resize.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text that was read. */
  @Override
  @JsonValue
  public String toString() {
    return text;
  }
}
