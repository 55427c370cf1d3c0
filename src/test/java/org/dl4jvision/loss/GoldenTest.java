package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dl4jvision.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our losses give the numbers that other libraries' own tests state for theirs. A file's mapping
 * says how that library's options and arrays are ours; one that meets an option it does not read
 * fails.
 */
class GoldenTest {

  private static final Map<String, GoldenMapping> MAPPINGS =
      Stream.of(
              GoldenMonai.MAPPINGS,
              GoldenKeras.MAPPINGS,
              GoldenSmp.MAPPINGS,
              GoldenKornia.MAPPINGS,
              GoldenOthers.MAPPINGS,
              GoldenImageLosses.MAPPINGS,
              GoldenDerived.MAPPINGS)
          .flatMap(mappings -> mappings.entrySet().stream())
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey,
                  Map.Entry::getValue,
                  (a, b) -> {
                    throw new IllegalStateException("two mappings of a file");
                  },
                  TreeMap::new));

  /** The cases that no loss of ours can express, and why. */
  private static final Map<String, String> NOT_EXPRESSIBLE = Map.of();

  /** Boxes and their detection have tests of their own. */
  private static final Predicate<String> ELSEWHERE =
      Pattern.compile("(?i).*iou.*|.*centerness.*|.*quality_focal|.*varifocal").asMatchPredicate();

  /** Says which feature a case would need. */
  private static final class NotExpressibleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotExpressibleException(String reason) {
      super(reason);
    }
  }

  static GoldenAnswer notExpressible(String reason) {
    throw new NotExpressibleException(reason);
  }

  static Stream<GoldenCase> cases() {
    // Without the files one case is left, that says so.
    return Files.isDirectory(GoldenCase.FOLDER)
        ? MAPPINGS.keySet().stream().flatMap(file -> GoldenCase.read(file).stream())
        : Stream.of((GoldenCase) null);
  }

  private static void assumeFiles() {
    Shared.golden(".");
  }

  private static GoldenAnswer answer(GoldenCase c) {
    return MAPPINGS.get(c.file()).answer(c);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void agrees(GoldenCase c) {
    assumeFiles();
    assumeTrue(
        !NOT_EXPRESSIBLE.containsKey(c.id()),
        () -> "not expressible: " + NOT_EXPRESSIBLE.get(c.id()));
    GoldenAnswer ours = answer(c);
    assertEquals(Set.of(), c.unread(), "options that the mapping does not read");
    double[] expected = c.expected();
    assertEquals(expected.length, ours.values().length);
    for (int i = 0; i < expected.length; i++) {
      double tolerance = 1e-6 * Math.max(1, Math.abs(expected[i]));
      assertEquals(expected[i], ours.values()[i], tolerance, "loss");
    }
    if (c.gradient() != null) {
      double[] gradient = ours.gradient().dup('c').data().asDouble();
      double[] differences = c.gradient().data().asDouble();
      assertEquals(differences.length, gradient.length);
      for (int i = 0; i < gradient.length; i++) {
        assertEquals(differences[i], gradient[i], 1e-4, "gradient");
      }
    }
  }

  @Test
  void allOthersAreExpressed() {
    assumeFiles();
    Map<String, String> not = new TreeMap<>();
    cases()
        .forEach(
            c -> {
              try {
                answer(c);
              } catch (NotExpressibleException e) {
                not.put(c.id(), e.getMessage());
              }
            });
    assertEquals(NOT_EXPRESSIBLE, not);
  }

  @Test
  void everyFileHasItsMapping() throws IOException {
    assumeFiles();
    try (Stream<Path> files = Files.list(GoldenCase.FOLDER)) {
      Set<String> others =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".json"))
              .map(name -> name.substring(0, name.length() - ".json".length()))
              .filter(ELSEWHERE.negate())
              .filter(name -> !MAPPINGS.containsKey(name))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(Set.of(), others, "files without a mapping");
    }
  }
}
