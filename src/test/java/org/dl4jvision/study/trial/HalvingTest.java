package org.dl4jvision.study.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HalvingTest {

  @TempDir private Path folder;

  private static StudyPlan plan(int contestants, int seeds) {
    List<Contestant> all =
        IntStream.range(0, contestants).mapToObj(c -> new Contestant("c" + c, Map.of())).toList();
    return new StudyPlan("segmentation", Map.of(), all, 1, seeds, true, false);
  }

  /** Scores of the contestants that are left, the later ones being better. */
  private void round(StudyPlan plan, int seed) {
    for (int c : new Halving(folder, plan).left(seed)) {
      new Trial(c, 0, seed).write(folder, Map.of("a", 0.1 * c, "b", 0.1 * c + 0.2));
    }
  }

  @Test
  void theWorseHalfIsDroppedAfterOneTwoFourRounds() {
    StudyPlan plan = plan(7, 6);
    assertEquals(7 + 4 + 2 + 2 + 2 + 2, plan.trials());
    assertEquals(7, new Halving(folder, plan).left().size());
    round(plan, 0);
    assertEquals(List.of(3, 4, 5, 6), new Halving(folder, plan).left(1));
    round(plan, 1);
    assertEquals(List.of(5, 6), new Halving(folder, plan).left(2));
    for (int seed = 2; seed < 6; seed++) {
      round(plan, seed);
    }
    Halving halving = new Halving(folder, plan);
    assertEquals(List.of(5, 6), halving.left(), "two are always left");
    assertEquals(List.of(3, 4, 5, 6), halving.left(1), "of the past, too");
    assertEquals(
        List.of(2, 1, 0, 4, 3),
        halving.dropped().stream().map(Halving.Dropped::contestant).toList());
    assertEquals(2, halving.dropped().get(3).rounds());
    assertEquals(0.5, halving.dropped().get(3).mean(), 1e-12);
  }

  /** Who has had no turn yet is not worse. */
  @Test
  void nobodyIsDroppedWithinARound() {
    StudyPlan plan = plan(4, 3);
    for (int c : List.of(0, 1, 2)) {
      new Trial(c, 0, 0).write(folder, Map.of("a", 0.1 * c));
    }
    assertEquals(4, new Halving(folder, plan).left().size());
    new Trial(3, 0, 0).write(folder, Map.of("a", Double.NaN));
    assertEquals(List.of(1, 2), new Halving(folder, plan).left(), "no score is none");
  }

  @Test
  void nothingIsDroppedAtTheEndOrUnasked() {
    StudyPlan plan = plan(4, 2);
    round(plan, 0);
    round(plan, 1);
    assertEquals(2, new Halving(folder, plan).left().size(), "after the first round only");
    StudyPlan unasked = StudyPlan.of("segmentation", Map.of(), plan.contestants(), 1, 2);
    assertEquals(4, new Halving(folder, unasked).left().size());
    assertThrows(IllegalArgumentException.class, () -> plan(4, 1));
  }
}
