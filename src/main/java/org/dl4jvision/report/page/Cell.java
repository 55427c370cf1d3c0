package org.dl4jvision.report.page;

import org.dl4jvision.metric.Decimals;
import org.nd4j.shade.jackson.annotation.JsonValue;

/**
 * A cell of a table.
 *
 * @param text what is read
 * @param number by which rows are sorted; null where it is no number
 */
public record Cell(String text, Double number) {

  /** A text. */
  public static Cell of(String text) {
    return new Cell(text, null);
  }

  /** A number in four decimals. */
  public static Cell of(double number) {
    return new Cell(Decimals.of(number), number);
  }

  /** A whole number. */
  public static Cell of(long number) {
    return new Cell(Long.toString(number), (double) number);
  }

  /** For programs: the number where there is one, else the text. */
  @JsonValue
  Object value() {
    return number == null ? text : number;
  }
}
