package org.dl4jvision.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    TextTable table = new TextTable(List.of("class", "n", ""));
    table.add(List.of("a", "1000", "x"));
    table.add(List.of("longer name", "7", ""));
    assertEquals(
        List.of("  class           n", "  a            1000  x", "  longer name     7"),
        table.lines().toList());
  }
}
