package org.dl4jvision.study;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.metric.statistics.PracticalEquivalence;

/**
 * Two models that were compared.
 *
 * @param a the first model
 * @param b the second one
 * @param count how many scores of each were compared
 * @param unit what scores are of, in the plural
 * @param pValueHolm the p-value, adjusted for all pairs
 * @param alpha the level of this test among all pairs, for the number of images that is needed
 * @param equivalence how probable it is that the difference matters, where that was asked
 */
record ComparedPair(
    String a,
    String b,
    int count,
    String unit,
    PairedTest test,
    double pValueHolm,
    double alpha,
    boolean lowerIsBetter,
    Optional<PracticalEquivalence> equivalence) {

  static final double LEVEL = 0.05;

  /** The better one; empty where none is shown to be. */
  Optional<String> winner() {
    if (pValueHolm >= LEVEL || test.direction() == 0) {
      return Optional.empty();
    }
    return Optional.of(test.direction() > 0 != lowerIsBetter ? a : b);
  }

  /** The outcome in words. */
  String verdict() {
    return winner().map(this::better).orElseGet(this::undecided) + remark();
  }

  private String better(String winner) {
    boolean meanAgrees = test.difference() * test.direction() > 0;
    return "%s is better than %s (p = %s)%s"
        .formatted(
            winner,
            winner.equals(a) ? b : a,
            Figures.ofP(pValueHolm),
            meanAgrees ? "" : ", but only on most " + unit + ", not in the mean");
  }

  private String undecided() {
    return "%s and %s: no difference shown with %d %s%s"
        .formatted(
            a,
            b,
            count,
            unit,
            needed().map(n -> "; about " + roughly(n) + " would be needed").orElse(""));
  }

  /** Two digits: more would promise too much. */
  private static String roughly(double number) {
    return new BigDecimal(number)
        .round(new MathContext(2, RoundingMode.HALF_UP))
        .toBigInteger()
        .toString();
  }

  /** How many would show the difference that was found; empty where that tells nothing. */
  private Optional<Double> needed() {
    return winner().isPresent() ? Optional.empty() : test.needed(alpha).filter(n -> n > count);
  }

  private String remark() {
    return equivalence
        .filter(PracticalEquivalence::isEquivalent)
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "; practically equivalent: within %s of each other with probability %.3f",
                    one.rope(),
                    one.within()))
        .orElse("");
  }

  List<String> cells() {
    return List.of(
        a + " - " + b,
        "" + count,
        Figures.of(test.difference()),
        Figures.of(test.interval()),
        Figures.ofP(test.pValue()),
        Figures.ofP(pValueHolm));
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", a);
    map.put("b", b);
    map.put("n", count);
    map.put("difference", test.difference());
    map.put("interval", List.of(test.interval().low(), test.interval().high()));
    map.putAll(test.toMap());
    map.put("pValueHolm", pValueHolm);
    map.put("needed", needed().orElse(null));
    equivalence.ifPresent(one -> map.put("practicalEquivalence", one));
    map.put("winner", winner().orElse(null));
    map.put("verdict", verdict());
    return map;
  }
}
