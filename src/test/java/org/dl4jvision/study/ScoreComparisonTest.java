package org.dl4jvision.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ScoreComparisonTest {

  private static ScoreFile file(String name, int count, IntToDoubleFunction score) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      scores.put("image" + i, score.applyAsDouble(i));
    }
    return new ScoreFile(Path.of(name + ".csv"), scores);
  }

  private static ScoreComparison images(boolean lowerIsBetter, Double rope, ScoreFile... files) {
    return ScoreComparison.ofImages(
        ScoreTable.ofImages(List.of(files)), 1, lowerIsBetter, Optional.ofNullable(rope));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> pairs(ScoreComparison comparison) {
    return (List<Map<String, Object>>) comparison.toMap().get("pairs");
  }

  private static Object verdict(ScoreComparison comparison) {
    return pairs(comparison).get(0).get("verdict");
  }

  /** All differences are positive: of 2^10 signs two are as one-sided. */
  @Test
  void saysWhichIsBetter() {
    ScoreFile a = file("a", 10, i -> 0.5 + 0.01 * (i + 1));
    ScoreFile b = file("b", 10, i -> 0.5);
    assertEquals("a is better than b (p = 0.0020)", verdict(images(false, null, a, b)));
    assertEquals("a is better than b (p = 0.0020)", verdict(images(false, null, b, a)));
    assertEquals("b is better than a (p = 0.0020)", verdict(images(true, null, a, b)));
    assertEquals(
        "a is better than b (p = 0.0020); practically equivalent: within 0.1 of each other with"
            + " probability 1.000",
        verdict(images(false, 0.1, a, b)));
    assertEquals("a", pairs(images(false, null, a, b)).get(0).get("winner"));
  }

  /** One image decides the mean, the others the ranks. */
  @Test
  void saysWhereTheMeanDoesNotAgree() {
    ScoreFile a = file("a", 20, i -> i == 0 ? -10 : 0.01 * i);
    ScoreFile b = file("b", 20, i -> 0);
    assertEquals(
        "a is better than b (p = 0.0007), but only on most images, not in the mean",
        verdict(images(false, null, a, b)));
  }

  @Test
  void saysHowManyImagesWouldBeNeeded() {
    Random random = new Random(8);
    ScoreFile a = file("a", 40, i -> 0.05 + random.nextGaussian());
    ScoreFile b = file("b", 40, i -> 0);
    String verdict = (String) verdict(images(false, null, a, b));
    assertTrue(
        verdict.matches("a and b: no difference shown with 40 images; about \\d+0 would be needed"),
        verdict);
    // Four images cannot show any: 2 / 2^4 is more than 0.05.
    ScoreFile few = file("few", 4, i -> 1 + i);
    ScoreFile zero = file("zero", 4, i -> 0);
    assertEquals(
        "few and zero: no difference shown with 4 images; about 6 would be needed",
        verdict(images(false, null, few, zero)));
    assertEquals(
        "a and copy: no difference shown with 40 images",
        verdict(images(false, null, a, new ScoreFile(Path.of("copy.csv"), a.scores()))));
  }

  @Test
  void adjustsForAllPairs() {
    ScoreFile a = file("a", 8, i -> 0.1 * (i + 1));
    ScoreFile b = file("b", 8, i -> 0);
    ScoreFile c = file("c", 8, i -> i % 2 == 0 ? 0.05 : -0.05);
    List<Map<String, Object>> pairs = pairs(images(false, null, a, b, c));
    assertEquals(3, pairs.size());
    assertEquals("c", pairs.get(2).get("b"));
    assertEquals(3 * 2.0 / (1 << 8), (double) pairs.get(0).get("pValueHolm"), 1e-12);
  }

  /** The same model three times is told apart in at most one of twenty studies. */
  @Test
  void findsNothingWhereThereIsNothing() {
    Random random = new Random(21);
    int studies = 400;
    int found = 0;
    for (int study = 0; study < studies; study++) {
      ScoreFile[] files = new ScoreFile[3];
      double[] difficulty = random.doubles(30).toArray();
      for (int m = 0; m < files.length; m++) {
        files[m] = file("m" + m, 30, i -> difficulty[i] + 0.1 * random.nextGaussian());
      }
      boolean any =
          pairs(images(false, null, files)).stream().anyMatch(pair -> pair.get("winner") != null);
      found += any ? 1 : 0;
    }
    assertTrue(found <= 0.075 * studies, found + " of " + studies);
    assertTrue(found > 0, "finds never anything");
  }

  @Test
  void imagesWithoutAScoreAreLeftOutPairByPair() {
    ScoreFile a = file("a", 6, i -> i == 0 ? Double.NaN : i);
    ScoreFile b = file("b", 7, i -> i == 1 ? Double.NaN : 0);
    ScoreFile c = file("c", 6, i -> 1);
    ScoreTable table = ScoreTable.ofImages(List.of(a, b, c));
    assertEquals(6, table.size());
    assertEquals(4, table.pair(0, 1).a().length);
    assertEquals(5, table.pair(0, 2).a().length);
    assertEquals(5, table.scores(0).length);
    assertEquals(
        List.of(
            "images that are not in all files are left out: 1, the first is image6, which is not in"
                + " a.csv",
            "a.csv: images without a finite score are left out of its pairs: 1, the first is"
                + " image0",
            "b.csv: images without a finite score are left out of its pairs: 1, the first is"
                + " image1"),
        table.warnings());
  }

  @Test
  void refusesTooFewImagesAndOtherFolds() {
    ScoreFile a = file("a", 3, i -> i);
    assertRefused(
        "a.csv and b.csv have scores of 1 images in common; expected 2 or more",
        () -> ScoreTable.ofImages(List.of(a, file("b", 1, i -> i))));
    assertRefused(
        "a.csv has the folds image0, image1, image2, b.csv has image0, image1; expected the same",
        () -> ScoreTable.ofFolds(List.of(a, file("b", 2, i -> i))));
    assertRefused(
        "b.csv: fold image0 has no score; expected one of every fold",
        () -> ScoreTable.ofFolds(List.of(a, file("b", 3, i -> i == 0 ? Double.NaN : 0))));
    assertRefused(
        "number of folds is 1; allowed: whole numbers >= 2",
        () -> ScoreTable.ofFolds(List.of(file("a", 1, i -> i), file("b", 1, i -> i))));
    assertRefused(
        "files is [a.csv, a.csv]; allowed: each file once",
        () -> ScoreTable.ofImages(List.of(a, a)));
    ScoreTable table = ScoreTable.ofImages(List.of(a, file("b", 3, i -> i)));
    assertRefused(
        "rope is -1.0; allowed: finite numbers > 0",
        () -> ScoreComparison.ofImages(table, 1, false, Optional.of(-1.0)));
  }

  private static void assertRefused(String message, Executable refused) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, refused).getMessage());
  }

  /** Equal names of files in different folders are told by their paths. */
  @Test
  void modelsAreToldApart() {
    Map<String, Double> scores = file("a", 3, i -> i).scores();
    ScoreTable table =
        ScoreTable.ofImages(
            List.of(
                new ScoreFile(Path.of("one/a.csv"), scores),
                new ScoreFile(Path.of("two/a.csv"), scores)));
    assertEquals(
        List.of(Path.of("one/a.csv").toString(), Path.of("two/a.csv").toString()), table.names());
  }

  /** By hand: mean 2, standard error sqrt(1/3 + 1/4), t 2.619, which is not enough. */
  @Test
  void comparesFolds() {
    ScoreTable table = ScoreTable.ofFolds(List.of(file("a", 3, i -> i + 1), file("b", 3, i -> 0)));
    ScoreComparison comparison = ScoreComparison.ofFolds(table, 8, 2, false, Optional.of(0.5));
    Map<String, Object> pair = pairs(comparison).get(0);
    assertEquals("a and b: no difference shown with 3 folds", pair.get("verdict"));
    assertEquals(2 / Math.sqrt(7.0 / 12), (double) pair.get("t"), 1e-12);
    assertEquals(2, pair.get("degreesOfFreedom"));
    assertEquals(2.0, pair.get("difference"));
    assertFalse(pair.get("pValueTwoSided").equals(0.0));
    assertEquals(8, comparison.toMap().get("trainSize"));
    assertTrue(pair.containsKey("practicalEquivalence"));
  }
}
