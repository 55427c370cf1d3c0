package org.dl4jvision.study.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {

  @TempDir private Path folder;

  private Tuning tuning(int contestant) {
    StudyPlan plan =
        new StudyPlan(
            "segmentation",
            Map.of("learning-rate", "0.003"),
            Contestant.of("loss", List.of("dice", "lovasz"), List.of()),
            2,
            1,
            false,
            true);
    return Tuning.of(folder, plan, contestant, 1);
  }

  private void write(int place, double score) {
    tuning(0).write(place, Map.of("a", score, "b", score + 0.2));
  }

  @Test
  void theBestOfAllIsChosen() {
    write(0, 0.5);
    write(1, 0.3);
    assertEquals(Optional.empty(), tuning(0).chosen(), "one is left to be tried");
    write(2, 0.6);
    assertEquals(0.009, tuning(0).chosen().orElseThrow(), 1e-12);
    assertEquals(0.7, tuning(0).scores().get(tuning(0).rates().get(2)), 1e-12);
    assertEquals(Optional.empty(), tuning(1).chosen(), "another contestant's");
    assertEquals(
        "0.009, by the mean scores 0.6000 of 0.003, 0.4000 of 0.001, 0.7000 of 0.009",
        tuning(0).verdict());
    assertEquals("0.000333", Tuning.text(0.001 / 3));
  }

  @Test
  void equalOnesLeaveTheRateAsItIs() {
    for (int place = 0; place < 3; place++) {
      write(place, 0.4);
    }
    assertEquals(Optional.of(0.003), tuning(0).chosen());
  }

  @Test
  void aRateThatIsVariedIsNotChosen() {
    List<Contestant> varied = Contestant.of("loss", List.of(), List.of("learning-rate=1e-3,1e-4"));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new StudyPlan("segmentation", Map.of(), varied, 1, 1, false, true));
    assertEquals(
        "tune-learning-rate is true; allowed: studies that do not vary it themselves",
        e.getMessage());
  }
}
