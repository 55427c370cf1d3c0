package org.dl4jvision.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {

  private final List<String> told = new ArrayList<>();

  @Test
  void nothingIsToldOfWhatIsDoneSoon() {
    Ticks ticks = new Ticks(told::add);
    ticks.reached(1, 2, "images");
    assertEquals(List.of(), told);
  }

  @Test
  void eachPeriodALineIsTold() {
    Ticks ticks = new Ticks(told::add, Duration.ZERO);
    ticks.reached(1, 2, "images");
    ticks.tell(() -> "half of it");
    assertEquals(List.of("1 of 2 images", "half of it"), told);
  }
}
