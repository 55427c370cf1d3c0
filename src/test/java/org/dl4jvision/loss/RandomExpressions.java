package org.dl4jvision.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jvision.check.Fuzz;
import org.dl4jvision.loss.registry.LossType;
import org.dl4jvision.loss.registry.LossType.OptionType;

/** Expressions of any losses with any options, of which most are allowed. */
public final class RandomExpressions {

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "0.5",
          "2",
          "3",
          "0.1",
          ".25",
          "1e-3",
          "5",
          "11",
          "100",
          "-1",
          "-0",
          "1e-15",
          "1e15",
          "1e-300",
          "1e300",
          "1e308",
          "-1e308",
          "1e400",
          "400",
          "Infinity",
          "-Infinity",
          "2147483647",
          "2000000001",
          "-2147483648",
          "99999999999",
          "255");

  private static final List<String> VALUES =
      List.of("true", "false", "none", "null", "word", "[]", "[[1]]", "[1, none]");

  private final Random random;

  public RandomExpressions(Random random) {
    this.random = random;
  }

  /** An expression, now and then one that is nested too deeply or has too many losses. */
  public String next() {
    return sum(random.nextInt(100) == 0 ? 30 : random.nextInt(3), random.nextInt(200) == 0);
  }

  private String sum(int depth, boolean many) {
    int terms = many ? 150 : 1 + random.nextInt(8) / 6;
    return IntStream.range(0, terms)
        .mapToObj(i -> (random.nextInt(5) == 0 ? number() + "*" : "") + loss(depth))
        .collect(Collectors.joining(" + "));
  }

  private String loss(int depth) {
    List<LossType<?>> types = List.copyOf(Losses.types());
    LossType<?> type =
        depth > 3
            ? Losses.types().stream().filter(LossType::takesLosses).findFirst().orElseThrow()
            : Fuzz.any(types, random);
    if (type.takesLosses()) {
      return type.name() + "(" + (depth == 0 ? "dice" : sum(depth - 1, false)) + ", l1)";
    }
    String options =
        type.options().stream()
            .filter(option -> random.nextInt(5) == 0)
            .map(option -> option.name() + "=" + value(option))
            .collect(Collectors.joining(", "));
    return options.isEmpty() ? type.name() : type.name() + "(" + options + ")";
  }

  private String value(OptionType option) {
    Class<?> type = option.type();
    if (random.nextInt(30) == 0) {
      return Fuzz.any(VALUES, random);
    }
    if (type == boolean.class) {
      return String.valueOf(random.nextBoolean());
    }
    if (type.isEnum()) {
      return LossType.format(Fuzz.any(Arrays.asList(type.getEnumConstants()), random));
    }
    if (type == double[].class) {
      return list(1 + random.nextInt(3));
    }
    if (type == double[][].class) {
      int classes = 1 + random.nextInt(3);
      return IntStream.range(0, classes)
          .mapToObj(i -> list(classes))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return number();
  }

  private String list(int length) {
    return IntStream.range(0, length)
        .mapToObj(i -> number())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String number() {
    return random.nextInt(3) == 0
        ? Fuzz.any(NUMBERS, random)
        : LossType.format(
            random.nextInt(3) == 0 ? (double) random.nextInt(6) : random.nextDouble());
  }
}
