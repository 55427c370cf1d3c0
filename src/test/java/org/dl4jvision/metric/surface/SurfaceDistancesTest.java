package org.dl4jvision.metric.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dl4jvision.metric.Judging;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;

class SurfaceDistancesTest {

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /** A mask of rows that lines separate, # being its pixels. */
  private static BitSet mask(String rows) {
    BitSet mask = new BitSet();
    String pixels = rows.replace("\n", "");
    IntStream.range(0, pixels.length()).filter(i -> pixels.charAt(i) == '#').forEach(mask::set);
    return mask;
  }

  @Test
  void agreesWithTheGoldenNumbers() {
    for (JsonNode one : Judging.entries(Judging.read("surface_distances.json").get("cases"))) {
      double[] spacing = Judging.numbers(one.get("spacing"));
      int[] shape = shape(one.get("truth"));
      SurfaceDistances distances =
          SurfaceDistances.between(
              shape, pixels(one.get("truth")), pixels(one.get("prediction")), spacing);
      assertNear(one.get("hausdorff"), distances.hausdorff());
      assertNear(one.get("hausdorff95"), distances.hausdorff95());
      assertNear(
          one.get("averageSymmetricSurfaceDistance"), distances.averageSymmetricSurfaceDistance());
      for (Iterator<Map.Entry<String, JsonNode>> all = one.get("surfaceDice").fields();
          all.hasNext(); ) {
        Map.Entry<String, JsonNode> entry = all.next();
        assertNear(entry.getValue(), distances.surfaceDice(Double.parseDouble(entry.getKey())));
      }
      for (Iterator<Map.Entry<String, JsonNode>> all = one.get("boundaryF1").fields();
          all.hasNext(); ) {
        Map.Entry<String, JsonNode> entry = all.next();
        assertNear(entry.getValue(), distances.boundaryF1(Double.parseDouble(entry.getKey())));
      }
    }
  }

  private static void assertNear(JsonNode expected, double actual) {
    assertEquals(expected.asDouble(), actual, Judging.TOLERANCE);
  }

  private static int[] shape(JsonNode mask) {
    List<Integer> sizes = new ArrayList<>();
    for (JsonNode list = mask; list.isArray(); list = list.get(0)) {
      sizes.add(list.size());
    }
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }

  private static BitSet pixels(JsonNode mask) {
    BitSet pixels = new BitSet();
    int[] next = {0};
    add(mask, pixels, next);
    return pixels;
  }

  private static void add(JsonNode mask, BitSet pixels, int[] next) {
    if (mask.isArray()) {
      mask.forEach(part -> add(part, pixels, next));
    } else {
      pixels.set(next[0]++, mask.asInt() != 0);
    }
  }

  /** Borders are all but the middle of the square, and the single pixel. */
  @Test
  void measuresASquareAndAPixel() {
    int[] shape = {4, 6};
    BitSet square = mask("......\n.###..\n.###..\n.###..");
    BitSet pixel = mask("......\n......\n.....#\n......");
    SurfaceDistances distances = SurfaceDistances.between(shape, square, pixel, 1, 1);
    // From the square's left column 4 and sqrt(17) twice, its middle one sqrt(10) twice, its right
    // one 2 and sqrt(5) twice; from the pixel 2.
    double sum = 4 + 2 * Math.sqrt(17) + 2 * Math.sqrt(10) + 2 + 2 * Math.sqrt(5) + 2;
    assertEquals(Math.sqrt(17), distances.hausdorff(), 1e-12);
    assertEquals(Math.sqrt(17), distances.hausdorff95(), 1e-12);
    assertEquals(sum / 9, distances.averageSymmetricSurfaceDistance(), 1e-12);
    assertEquals(2.0 / 9, distances.surfaceDice(2), 1e-12);
    assertEquals(0, distances.surfaceDice(1.99));
    assertEquals(2 * (1.0 / 8) / (1 + 1.0 / 8), distances.boundaryF1(2), 1e-12);
    assertEquals(0, distances.boundaryF1(1));
  }

  /** A pixel is half as high as wide. */
  @Test
  void spacingGoesByDimension() {
    BitSet above = mask("#..\n...\n...");
    BitSet below = mask("...\n...\n#..");
    BitSet right = mask("..#\n...\n...");
    int[] shape = {3, 3};
    assertEquals(1, SurfaceDistances.between(shape, above, below, 0.5, 1).hausdorff());
    assertEquals(2, SurfaceDistances.between(shape, above, right, 0.5, 1).hausdorff());
  }

  /** The outside of the image is background: a mask that fills it has a border all around. */
  @Test
  void masksAtTheEdgeHaveABorderThere() {
    BitSet all = mask("###\n###\n###");
    BitSet middle = mask("...\n.#.\n...");
    SurfaceDistances distances = SurfaceDistances.between(new int[] {3, 3}, all, middle, 1, 1);
    assertEquals(Math.sqrt(2), distances.hausdorff(), 1e-12);
    assertEquals(
        (4 + 4 * Math.sqrt(2) + 1) / 9, distances.averageSymmetricSurfaceDistance(), 1e-12);
  }

  @Test
  void whatIsMissedIsInfinitelyFarAndNothingIsUndefined() {
    int[] shape = {2, 3};
    BitSet none = new BitSet();
    BitSet some = mask(".##\n.#.");
    for (SurfaceDistances missed :
        List.of(
            SurfaceDistances.between(shape, some, none, 1, 1),
            SurfaceDistances.between(shape, none, some, 1, 1))) {
      assertEquals(INFINITE, missed.hausdorff());
      assertEquals(INFINITE, missed.hausdorff95());
      assertEquals(INFINITE, missed.averageSymmetricSurfaceDistance());
      assertEquals(0, missed.surfaceDice(100));
      assertEquals(0, missed.boundaryF1(100));
    }
    SurfaceDistances nothing = SurfaceDistances.between(shape, none, none, 1, 1);
    assertEquals(Double.NaN, nothing.hausdorff());
    assertEquals(Double.NaN, nothing.hausdorff95());
    assertEquals(Double.NaN, nothing.averageSymmetricSurfaceDistance());
    assertEquals(Double.NaN, nothing.surfaceDice(1));
    assertEquals(Double.NaN, nothing.boundaryF1(1));
  }

  @ParameterizedTest
  @CsvSource({"'23', 0.5", "'9,13', 0.6", "'1,7', 0.5", "'5,4,6', 0.7", "'2,2,2', 0.9"})
  void isWhatAllPairsOfBorderPixelsSay(String sizes, double share) {
    int[] shape = Arrays.stream(sizes.split(",")).mapToInt(Integer::parseInt).toArray();
    Random random = new Random(7);
    for (int trial = 0; trial < 40; trial++) {
      double[] spacing = random.doubles(shape.length, 0.2, 3).toArray();
      BitSet truth = random(shape, random, share);
      BitSet prediction = random(shape, random, share * random.nextDouble());
      if (truth.isEmpty() || prediction.isEmpty()) {
        continue;
      }
      SurfaceDistances distances = SurfaceDistances.between(shape, truth, prediction, spacing);
      double[] from = BruteForce.distances(shape, spacing, truth, prediction);
      double[] back = BruteForce.distances(shape, spacing, prediction, truth);
      double[] all =
          IntStream.range(0, from.length + back.length)
              .mapToDouble(i -> i < from.length ? from[i] : back[i - from.length])
              .toArray();
      assertEquals(Arrays.stream(all).max().getAsDouble(), distances.hausdorff(), 1e-9);
      assertEquals(
          Arrays.stream(all).average().getAsDouble(),
          distances.averageSymmetricSurfaceDistance(),
          1e-9);
      double tolerance = 3 * random.nextDouble();
      assertEquals(BruteForce.share(all, tolerance), distances.surfaceDice(tolerance), 1e-9);
      double recall = BruteForce.share(from, tolerance);
      double precision = BruteForce.share(back, tolerance);
      double f1 = recall + precision == 0 ? 0 : 2 * recall * precision / (recall + precision);
      assertEquals(f1, distances.boundaryF1(tolerance), 1e-9);
      // The other way around nothing changes.
      SurfaceDistances other = SurfaceDistances.between(shape, prediction, truth, spacing);
      assertEquals(distances.hausdorff95(), other.hausdorff95());
      assertEquals(distances.boundaryF1(tolerance), other.boundaryF1(tolerance), 1e-12);
    }
  }

  private static BitSet random(int[] shape, Random random, double share) {
    BitSet bits = new BitSet();
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    IntStream.range(0, size).filter(i -> random.nextDouble() < share).forEach(bits::set);
    return bits;
  }

  @Test
  void refusesWhatDoesNotFit() {
    BitSet mask = mask("##");
    assertRefused(
        "spacing is [1.0]; allowed: one number for each of the sizes [1, 2]",
        new int[] {1, 2},
        mask,
        1);
    assertRefused(
        "spacing is 0.0; allowed: numbers from 1e-15 to 1e15", new int[] {1, 2}, mask, 1, 0);
    assertRefused("shape is [0, 2]; allowed: one to three sizes > 0", new int[] {0, 2}, mask, 1, 1);
    assertRefused(
        "last pixel of truth is 1; allowed: pixels of an image of the sizes [1, 1]",
        new int[] {1, 1},
        mask,
        1,
        1);
    SurfaceDistances distances = SurfaceDistances.between(new int[] {1, 2}, mask, mask, 1, 1);
    assertEquals(
        "tolerance is -1.0; allowed: finite numbers >= 0",
        assertThrows(IllegalArgumentException.class, () -> distances.surfaceDice(-1)).getMessage());
  }

  private static void assertRefused(String message, int[] shape, BitSet mask, double... spacing) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> SurfaceDistances.between(shape, mask, mask, spacing))
            .getMessage());
  }
}
