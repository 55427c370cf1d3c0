package org.dl4jvision.study.survey;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dl4jvision.metric.Quantiles;

/**
 * How numbers are spread; NaN where there are none.
 *
 * @param count how many there are
 * @param lower the quarter that is smallest ends here
 * @param median the half that is smaller ends here
 * @param upper the quarter that is largest begins here
 */
public record Spread(int count, double lower, double median, double upper) {

  /** The spread of numbers in any order. */
  public static Spread of(double... numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return new Spread(
        sorted.length,
        Quantiles.of(sorted, 0.25),
        Quantiles.of(sorted, 0.5),
        Quantiles.of(sorted, 0.75));
  }

  /** The spread of numbers in any order. */
  public static Spread of(Collection<? extends Number> numbers) {
    return of(numbers.stream().mapToDouble(Number::doubleValue).toArray());
  }

  /** How many times the lower quartile the upper one is. */
  public double ratio() {
    return upper / lower;
  }

  /** The quartiles by name. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("lower-quartile", lower);
    map.put("median", median);
    map.put("upper-quartile", upper);
    return map;
  }

  /** The quartiles, as {@code 3 / 5.5 / 12}. */
  @Override
  public String toString() {
    return count == 0
        ? "-"
        : Numbers.of(lower) + " / " + Numbers.of(median) + " / " + Numbers.of(upper);
  }
}
