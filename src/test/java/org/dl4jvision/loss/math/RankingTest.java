package org.dl4jvision.loss.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RankingTest {

  private static int[] sorted(double[] numbers, double least) {
    return IntStream.range(0, numbers.length)
        .filter(i -> numbers[i] >= least)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -numbers[i])) // stable
        .mapToInt(i -> i)
        .toArray();
  }

  private static void assertRanks(double... numbers) {
    for (double least : new double[] {0, 0.25, 0.9, 2}) {
      Ranking ranking = Ranking.take(numbers.length);
      int count = ranking.sort(numbers, least);
      assertArrayEquals(
          sorted(numbers, least), IntStream.range(0, count).map(ranking::get).toArray());
      ranking.release();
    }
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        kind("doubles", x -> x),
        kind("floats", x -> (float) x),
        kind("few", x -> Math.rint(5 * x) / 5),
        kind("close", x -> 0.5 + 1e-14 * x),
        kind("of all sizes", x -> Math.exp(1400 * (x - 0.5))),
        kind("floats of all sizes", x -> (float) Math.exp(170 * (x - 0.5))),
        kind("equal", x -> 0.25));
  }

  private static Arguments kind(String name, DoubleUnaryOperator operator) {
    return Arguments.of(name, operator);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void largestFirstAndEqualOnesInOrder(String name, DoubleUnaryOperator kind) {
    Random random = new Random(4);
    for (int n : new int[] {1, 2, 3, 100, 5000}) {
      // The same room more than once, with numbers of the other kind between.
      assertRanks(random.doubles(n).map(kind).toArray());
      assertRanks(random.doubles(n).toArray());
      assertRanks(random.doubles(n).map(kind).toArray());
    }
  }

  @Test
  void ends() {
    assertRanks();
    assertRanks(-1, 0.5, -1, -2, 0);
    assertRanks(0, Double.MIN_VALUE, 1, Double.POSITIVE_INFINITY, Double.MAX_VALUE, 0);
    assertRanks(0, Float.MIN_VALUE, 1, Float.POSITIVE_INFINITY, Float.MAX_VALUE, 0);
  }
}
