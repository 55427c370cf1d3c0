package org.dl4jvision.cli;

import static org.dl4jvision.cli.Tool.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jvision.metric.Judging;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class CompareTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path write(String name, String head, double... scores) throws IOException {
    return write(
        name,
        IntStream.range(0, scores.length)
            .mapToObj(i -> "x" + i + "," + scores[i])
            .collect(Collectors.joining("\n", head + "\n", "\n")));
  }

  private static JsonNode pair(Tool tool) throws IOException {
    assertEquals(0, tool.exitCode(), tool.err());
    return MAPPER.readTree(tool.out()).get("pairs").get(0);
  }

  @Test
  void scoresAgreeWithScipy() throws IOException {
    JsonNode golden = Judging.read("statistics.json");
    for (JsonNode one : Judging.entries(golden.get("wilcoxon"))) {
      Path a = write("a.csv", "image,score", Judging.numbers(one.get("a")));
      Path b = write("b.csv", "image,score", Judging.numbers(one.get("b")));
      JsonNode pair = pair(Tool.run("compare", "scores", a, b, "--json"));
      assertNear(one.get("statistic"), pair.get("wilcoxon").get("statistic"));
      assertNear(one.get("pValue"), pair.get("wilcoxon").get("pValue"));
      assertNear(one.get("pValue"), pair.get("pValueHolm"));
    }
    for (JsonNode one : Judging.entries(golden.get("rankCorrelation"))) {
      Path a = write("a.csv", "image,score", Judging.numbers(one.get("a")));
      Path b = write("b.csv", "image,score", Judging.numbers(one.get("b")));
      JsonNode pair = pair(Tool.run("compare", "scores", a, b, "--json"));
      assertNear(one.get("spearman"), pair.get("spearman"));
      assertNear(one.get("kendallTauB"), pair.get("kendallTauB"));
    }
  }

  @Test
  void foldsAgreeWithTheGoldenNumbers() throws IOException {
    for (JsonNode one :
        Judging.entries(Judging.read("statistics.json").get("correctedResampledT"))) {
      double[] differences = Judging.numbers(one.get("differences"));
      Path a = write("a.csv", "fold,score", differences);
      Path b = write("b.csv", "fold,score", new double[differences.length]);
      JsonNode pair =
          pair(
              Tool.run(
                  "compare",
                  "folds",
                  a,
                  b,
                  "--train-size",
                  one.get("trainSize").asInt(),
                  "--test-size",
                  one.get("testSize").asInt(),
                  "--json"));
      for (String name : new String[] {"t", "degreesOfFreedom", "pValueTwoSided"}) {
        assertNear(one.get(name), pair.get(name));
      }
    }
  }

  private static void assertNear(JsonNode expected, JsonNode actual) {
    assertEquals(expected.asDouble(), actual.asDouble(), Judging.TOLERANCE);
  }

  @Test
  void printsTablesOfScores() throws IOException {
    Path a = write("dice.csv", "image,score", 0.9, 0.8, 0.7, 0.95, 0.85, 0.75, 0.65);
    Path b =
        write(
            "ce.csv",
            """
            epoch,score,image
            9,0.5,x3
            9,0.6,x2
            9,0.68,x1
            9,0.75,x0
            9,0.7,x4
            9,0.55,x5
            9,nan,x6
            9,0.1,other
            """);
    Tool tool = Tool.run("compare", "scores", a, b);
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(
        """
        7 images, higher is better

          model  n    mean  median     std
          dice   7  0.8000  0.8000  0.1080
          ce     6  0.6300  0.6400  0.0959

          pair       n  difference     95 % interval  Wilcoxon p  Holm p
          dice - ce  6      0.1950  INTERVAL      0.0313  0.0313

        dice is better than ce (p = 0.0313)
        """,
        tool.out()
            .replace(System.lineSeparator(), "\n")
            .replaceFirst("0\\.1\\d{3} to 0\\.3\\d{3}", "INTERVAL"));
    assertEquals(
        """
        warning: images that are not in all files are left out: 1, the first is other, which is not in FOLDER/dice.csv
        warning: FOLDER/ce.csv: images without a finite score are left out of its pairs: 1, the first is x6
        """,
        tool.err().replace(folder.toString(), "FOLDER").replace(System.lineSeparator(), "\n"));
    assertEquals(tool.out(), Tool.run("compare", "scores", a, b).out(), "is reproducible");
  }

  @Test
  void printsTablesOfFolds() throws IOException {
    Path a = write("a.csv", "0.82\n0.79\n0.85\n0.81\n0.83\n");
    Path b = write("b.csv", "score\n0.80\n0.78\n0.82\n0.80\n0.82\n");
    Tool tool =
        Tool.run("compare", "folds", a, b, "--train-size", 80, "--test-size", 20, "--rope", 0.05);
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals("", tool.err());
    assertEquals(
        """
        5 folds, higher is better

          model  n    mean  median     std
          a      5  0.8200  0.8200  0.0224
          b      5  0.8040  0.8000  0.0167

          pair   n  difference        95 % interval  corrected t, p  Holm p
          a - b  5      0.0160  -6.59e-04 to 0.0327          0.0560  0.0560

        a and b: no difference shown with 5 folds; practically equivalent: within 0.05 of each other with probability 0.997
        """,
        tool.out().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void lowerMayBeBetter() throws IOException {
    Path a = write("a.csv", "image,score", 1, 2, 3, 4, 5, 6);
    Path b = write("b.csv", "image,score", 2, 4, 6, 8, 10, 12);
    JsonNode pair = pair(Tool.run("compare", "scores", a, b, "--lower-is-better", "--json"));
    assertEquals("a", pair.get("winner").asText());
    assertEquals(-3.5, pair.get("difference").asDouble());
    assertTrue(pair.get("interval").get(1).asDouble() < 0);
  }

  @Test
  void badInputIsOneLine() throws IOException {
    Path a = write("a.csv", "image,score", 1, 2);
    assertRefused(
        "what to compare is missing: scores or folds, or --losses or --vary", Tool.run("compare"));
    assertRefused(
        "positional parameter at index 0..* (FILE.csv) requires at least 2 values, but only 1 were"
            + " specified: ["
            + a
            + "]",
        Tool.run("compare", "scores", a));
    Path none = folder.resolve("none.csv");
    assertRefused(
        "cannot read " + none + ": there is no such file or folder",
        Tool.run("compare", "scores", a, none));
    Path bad = write("bad.csv", "image,dice", 1, 2);
    assertRefused(
        bad
            + ": the first line is 'image,dice'; expected names of columns that commas separate,"
            + " image and score among them",
        Tool.run("compare", "scores", a, bad));
    Path b = write("b.csv", "image,score", 1, 3);
    assertRefused(
        "rope is 0.0; allowed: finite numbers > 0",
        Tool.run("compare", "scores", a, b, "--rope", 0));
    assertRefused(
        "trainSize is 0; allowed: whole numbers >= 1",
        Tool.run("compare", "folds", a, b, "--train-size", 0, "--test-size", 1));
    assertRefused(
        "Missing required options: '--train-size=N', '--test-size=M'",
        Tool.run("compare", "folds", a, b));
  }

  private static void assertRefused(String message, Tool tool) {
    assertMessage(message, tool);
    assertEquals(2, tool.exitCode());
    assertEquals("", tool.out());
  }
}
