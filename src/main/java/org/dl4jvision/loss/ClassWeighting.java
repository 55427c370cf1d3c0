package org.dl4jvision.loss;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dl4jvision.check.Named;
import org.dl4jvision.check.Registry;
import org.dl4jvision.loss.registry.LossType;

/**
 * How class weights follow from the frequencies of classes. Its name stands for the weights in an
 * expression that meets training images, {@code cross-entropy(classWeights=median)}; numbers are
 * {@linkplain #replace put in its place} before the expression is read, so that whatever is saved
 * has numbers.
 *
 * <p>A class that does not occur has the weight 1: nothing is known of it. Weights have three
 * digits, as whoever reads them can use.
 */
public final class ClassWeighting implements Named {

  /** So many times as frequent as the rarest class the commonest is where auto weighs them. */
  public static final double UNEQUAL = 10;

  /** Fewer classes auto leaves as they are. */
  public static final int FEWEST_CLASSES = 3;

  /** Median frequency balancing of Eigen and Fergus, 2015. */
  public static final ClassWeighting MEDIAN =
      new ClassWeighting(
          "median",
          "the median of the classes' frequencies by each one's, counted on the images that have"
              + " it",
          (all, index) -> all.medianWhereSeen() / all.whereSeen(index),
          all -> "");

  /** Every class has the same part in the sum over all pixels. */
  public static final ClassWeighting INVERSE =
      new ClassWeighting(
          "inverse",
          "one by the frequency, with 1 as the mean over all pixels or objects",
          (all, index) -> all.meanCount() / all.count(index),
          all -> "");

  /** The effective number of samples of Cui et al., 2019. */
  public static final ClassWeighting EFFECTIVE =
      new ClassWeighting(
          "effective",
          "(1 - b) / (1 - b^n) for n pixels or objects, b = 1 - 1 / (their mean over the classes),"
              + " with 1 as the mean over the classes",
          (all, index) ->
              byNumber(all, index)
                  / all.present().mapToDouble(c -> byNumber(all, c)).average().orElse(1),
          all -> ", b = " + rounded(beta(all), 6));

  /** What pays by what is published: see {@link #help}. */
  public static final ClassWeighting AUTO =
      new ClassWeighting(
          "auto",
          "median where the commonest of three classes or more is ten times as frequent as the"
              + " rarest, else none: of two classes, a loss of regions such as dice finds the small"
              + " one",
          (all, index) -> isUnequal(all) ? MEDIAN.formula.of(all, index) : 1,
          all -> isUnequal(all) ? ", which is median here" : ", which is none here");

  /** Every weighting by its name. */
  public static final Registry<ClassWeighting> REGISTRY =
      new Registry<>("class weighting", "class weightings", AUTO, EFFECTIVE, INVERSE, MEDIAN);

  private static final Pattern WORD =
      Pattern.compile("(\\bclassWeights\\s*+=\\s*+)([A-Za-z][A-Za-z0-9_-]*+)");

  /** Words that the parser reads, or refuses, itself. */
  private static final Set<String> VALUES = Set.of("none", "null", "true", "false");

  private static final int DIGITS = 3;

  /** The weight of a class that occurs. */
  @FunctionalInterface
  private interface Formula {
    double of(ClassFrequencies all, int index);
  }

  private final String name;
  private final String help;
  private final Formula formula;
  private final Function<ClassFrequencies, String> note;

  private ClassWeighting(
      String name, String help, Formula formula, Function<ClassFrequencies, String> note) {
    this.name = name;
    this.help = help;
    this.formula = formula;
    this.note = note;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String help() {
    return help;
  }

  /** A weight for each class, finite and above 0. */
  public double[] weights(ClassFrequencies all) {
    return IntStream.range(0, all.classes())
        .mapToDouble(c -> all.isPresent(c) ? rounded(formula.of(all, c), DIGITS) : 1)
        .toArray();
  }

  /** The name, with what else follows from the frequencies. */
  public String describe(ClassFrequencies all) {
    return name + note.apply(all);
  }

  /** The weights as an expression has them: none where all are 1. */
  public String expression(ClassFrequencies all) {
    double[] weights = weights(all);
    return IntStream.range(0, weights.length).allMatch(c -> weights[c] == 1)
        ? "none"
        : LossType.format(weights);
  }

  private static boolean isUnequal(ClassFrequencies all) {
    return all.present().count() >= FEWEST_CLASSES && all.imbalance() >= UNEQUAL;
  }

  private static double beta(ClassFrequencies all) {
    return 1 - 1 / Math.max(2, all.meanCount());
  }

  /** The effective number is the sum of 1, b, b^2, .., as many as the class has. */
  private static double byNumber(ClassFrequencies all, int index) {
    double logBeta = Math.log1p(-1 / Math.max(2, all.meanCount()));
    return -1 / Math.expm1(all.count(index) * logBeta);
  }

  private static double rounded(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits)).doubleValue();
  }

  /**
   * Puts something in the place of the names in an expression.
   *
   * @param weights what an expression has for a weighting
   * @throws IllegalArgumentException if class weights are a word that names none
   */
  public static String replace(String expression, Function<ClassWeighting, String> weights) {
    return WORD.matcher(expression)
        .replaceAll(found -> Matcher.quoteReplacement(of(found, weights)));
  }

  private static String of(MatchResult found, Function<ClassWeighting, String> weights) {
    String word = found.group(2);
    return found.group(1) + (VALUES.contains(word) ? word : weights.apply(REGISTRY.get(word)));
  }

  /** An expression without the weights that training images are to say. */
  public static String none(String expression) {
    return replace(expression, weighting -> "none");
  }

  /**
   * Refuses an expression with such a name where no training images are counted.
   *
   * @param what has the expression, for the message
   * @param remedy what to do instead
   */
  public static void refuse(String what, String expression, String remedy) {
    replace(
        expression,
        weighting -> {
          throw new IllegalArgumentException(
              what + ": classWeights=" + weighting.name() + " " + remedy);
        });
  }
}
