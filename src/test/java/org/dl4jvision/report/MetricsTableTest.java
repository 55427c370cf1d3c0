package org.dl4jvision.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Test;

class MetricsTableTest {

  private static Map<String, Double> row(double epoch, double loss) {
    Map<String, Double> row = new LinkedHashMap<>();
    row.put("epoch", epoch);
    row.put("iou_a, \"b\" \\c", loss);
    return row;
  }

  @Test
  void csvRoundTripWithAwkwardNamesAndValues() {
    MetricsTable table =
        MetricsTable.EMPTY
            .with(row(1, Double.NaN))
            .with(row(2, 1.5e-7))
            .with(row(10, Double.POSITIVE_INFINITY));
    String csv = table.toCsv();
    assertEquals("epoch,\"iou_a, \"\"b\"\" \\c\"\n1,\n2,0.00000015\n10,Infinity\n", csv);
    assertEquals(table, MetricsTable.parseCsv(csv));
    assertEquals(table, MetricsTable.parseCsv(csv.replace("1,\n", "1,NaN\n")), "version 0.1.0");
    assertEquals(MetricsTable.EMPTY, MetricsTable.parseCsv(""));
    assertArrayEquals(new double[] {1, 2, 10}, table.column("epoch"));
    assertEquals(2, table.upTo("epoch", 2).rows().size());
    assertEquals(MetricsTable.EMPTY, MetricsTable.EMPTY.upTo("epoch", 2));
  }

  @Test
  void refusesOtherColumns() {
    MetricsTable table = MetricsTable.EMPTY.with(row(1, 1));
    assertThrows(IllegalArgumentException.class, () -> table.with(Map.of("epoch", 2.0)));
    String message =
        assertThrows(IllegalArgumentException.class, () -> table.column("x")).getMessage();
    assertTrue(message.contains("must be one of [epoch"), message);
  }

  @Test
  void badTablesAreRefused() {
    assertEquals(
        """
        number of cells in line 2 is 1; allowed: 2, as many as in the first line
        number of cells in line 3 is 3; allowed: 2, as many as in the first line
        b in line 3 is x; allowed: numbers, and nothing where undefined
        columns: [a, a], must be all different
        """,
        Refusals.messages(
            () -> MetricsTable.parseCsv("a,b\n1\n"),
            () -> MetricsTable.parseCsv("a,b\n1,2\n1,2,3\n"),
            () -> MetricsTable.parseCsv("a,b\n1,2\n1,x\n"),
            () -> MetricsTable.parseCsv("a,a\n1,2\n")));
  }
}
