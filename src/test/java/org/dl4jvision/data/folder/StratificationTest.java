package org.dl4jvision.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.folder.HoldOut.Candidates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StratificationTest {

  @TempDir Path folder;

  private AnnotatedImage image;

  @BeforeEach
  void writeImage() throws Exception {
    image = AnnotatedImage.of(Files.createFile(folder.resolve("a.png"))).build();
  }

  private BitSet choose(List<Set<String>> classes, int[] groups, double share, long seed) {
    return HoldOut.STRATIFIED.choose(
        new Candidates(Collections.nCopies(classes.size(), image), classes, groups, share, seed));
  }

  private BitSet choose(List<Set<String>> classes, double share, long seed) {
    return choose(classes, IntStream.range(0, classes.size()).toArray(), share, seed);
  }

  private static int count(BitSet held, List<Set<String>> classes, String one) {
    return (int) held.stream().filter(i -> classes.get(i).contains(one)).count();
  }

  @ParameterizedTest
  @CsvSource({"2, 0.2, 1", "3, 0.2, 1", "10, 0.2, 2", "10, 0.5, 5", "100, 0.01, 1", "100, 0.9, 90"})
  void takesTheShareOfOneClass(int images, double share, int held) {
    assertEquals(held, choose(Collections.nCopies(images, Set.of("a")), share, 3).cardinality());
  }

  /** Compared with each other, so many would take minutes. */
  @Test
  @Timeout(60)
  void dividesVeryManyImages() {
    List<Set<String>> classes =
        IntStream.range(0, 100_000).mapToObj(i -> Set.of("a", "b" + i % 500)).toList();
    assertEquals(20_000, choose(classes, 0.2, 5).cardinality());
  }

  @Test
  void eachClassHasItsShare() {
    List<Set<String>> classes = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Set<String> ofImage = new TreeSet<>(Set.of("many"));
      if (i % 10 == 0) {
        ofImage.add("rare");
      }
      if (i % 4 == 1) {
        ofImage.add("some");
      }
      classes.add(i % 50 == 7 ? Set.of() : ofImage);
    }
    for (long seed = 0; seed < 20; seed++) {
      BitSet held = choose(classes, 0.25, seed);
      assertEquals(100, held.cardinality(), 4, "seed " + seed);
      assertEquals(10, count(held, classes, "rare"), 1, "seed " + seed);
      assertEquals(25, count(held, classes, "some"), 3, "seed " + seed);
      assertEquals(2, held.stream().filter(i -> classes.get(i).isEmpty()).count(), 1);
    }
  }

  /** What is seen once must be learned: it can be measured nowhere. */
  @RepeatedTest(10)
  void noClassIsHeldOutWhole(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Set<String>> classes = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Set<String> ofImage = new TreeSet<>();
      for (int k = 0; k <= random.nextInt(3); k++) {
        ofImage.add("class" + (int) Math.abs(random.nextGaussian() * 8));
      }
      classes.add(ofImage);
    }
    BitSet held = choose(classes, 0.3, repetition.getCurrentRepetition());
    TreeMap<String, Integer> learned = new TreeMap<>();
    IntStream.range(0, 60)
        .filter(i -> !held.get(i))
        .forEach(i -> classes.get(i).forEach(one -> learned.merge(one, 1, Integer::sum)));
    classes.forEach(ofImage -> assertTrue(learned.keySet().containsAll(ofImage)));
    assertEquals(18, held.cardinality(), 6);
  }

  @Test
  void aFewImagesOfEachOfManyClassesAddUpToTheShare() {
    List<Set<String>> classes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      classes.add(Set.of("class" + i / 2));
    }
    assertEquals(20, choose(classes, 0.2, 1).cardinality(), 2);
  }

  @Test
  void groupsStayTogether() {
    int[] groups = IntStream.range(0, 100).map(i -> i < 50 ? 0 : i / 5).toArray();
    for (long seed = 0; seed < 20; seed++) {
      BitSet held = choose(Collections.nCopies(100, Set.of("a")), groups, 0.2, seed);
      assertEquals(20, held.cardinality());
      for (int i = 1; i < 100; i++) {
        assertTrue(groups[i] != groups[i - 1] || held.get(i) == held.get(i - 1));
      }
    }
  }

  @Test
  void theSmallerOfTwoGroupsIsHeldOut() {
    int[] groups = {0, 0, 1, 0, 0};
    assertEquals(
        BitSet.valueOf(new long[] {4}),
        choose(Collections.nCopies(5, Set.of("a")), groups, 0.01, 1));
  }

  @Test
  void isDrawnByTheSeed() {
    List<Set<String>> classes = Collections.nCopies(50, Set.of("a"));
    assertEquals(choose(classes, 0.2, 5), choose(classes, 0.2, 5));
    assertNotEquals(choose(classes, 0.2, 5), choose(classes, 0.2, 6));
  }
}
