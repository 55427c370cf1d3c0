package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.MetricsTable;
import org.junit.jupiter.api.Test;

class LiveMetricsTest {

  private record Measured(double loss, double score) implements Validation {}

  private static EpochResult<Measured> epoch(int number, double loss, Measured validation) {
    return new EpochResult<>(number, 3, loss, 1e-3, 1, Optional.ofNullable(validation), false);
  }

  @Test
  void showsAllEpochsSoFarAfterEach() {
    List<MetricsTable> shown = new ArrayList<>();
    LiveMetrics live = new LiveMetrics(shown::add);
    live.onEpoch(epoch(1, 3, null), null);
    live.onEpoch(epoch(2, 2, new Measured(2.5, 0.7)), null);

    assertEquals(List.of(1, 2), shown.stream().map(table -> table.rows().size()).toList());
    MetricsTable table = live.metrics();
    assertSame(shown.get(1), table);
    assertArrayEquals(new double[] {1, 2}, table.column(EpochMetrics.EPOCH));
    assertArrayEquals(new double[] {3, 2}, table.column(EpochMetrics.TRAIN_LOSS));
    assertArrayEquals(new double[] {Double.NaN, 2.5}, table.column(EpochMetrics.VALIDATION_LOSS));
    assertArrayEquals(new double[] {Double.NaN, 0.7}, table.column(LiveMetrics.SCORE));
  }
}
