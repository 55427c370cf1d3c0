package org.dl4jvision.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Test;

class MaskLegendTest {

  private static final Path SOURCE = Path.of("labelmap.txt");

  @Test
  void classesStandInTheOrderInWhichTheyAreNamed() {
    MaskLegend legend =
        MaskLegend.builder(SOURCE)
            .number(7, "road")
            .color(0xff8000, "car")
            .number(8, "road")
            .voidNumber(255)
            .voidColor(0)
            .build();
    assertEquals(List.of("road", "car"), legend.classNames());
    assertEquals(
        Map.of(7, 0, 8, 0, ImageFiles.COLOR | 0xff8000, 1, 255, 255, ImageFiles.COLOR, 255),
        legend.indices());
    assertEquals(Optional.of("road"), legend.className(8));
    assertEquals(Optional.empty(), legend.className(255));
    assertEquals(Optional.empty(), legend.className(9));
  }

  @Test
  void refusesWhatContradictsItself() {
    MaskLegend.Builder legend =
        MaskLegend.builder(SOURCE).number(1, "road").color(1, "car").number(1, "road");
    assertEquals(
        """
        labelmap.txt: 1 is both 'road' and 'car'
        labelmap.txt: (0, 0, 1) is both 'car' and void
        labelmap.txt: a class has no name
        """,
        Refusals.messages(
            () -> legend.number(1, "car"), () -> legend.voidColor(1), () -> legend.number(2, " ")));
  }
}
