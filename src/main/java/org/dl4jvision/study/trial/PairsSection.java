package org.dl4jvision.study.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.report.page.Block;
import org.dl4jvision.report.page.Cell;
import org.dl4jvision.report.page.Section;
import org.dl4jvision.report.page.Table;
import org.dl4jvision.study.ScoreComparison;

/** The tests of each pair. */
final class PairsSection implements StudySection {

  private static final List<String> HEAD =
      List.of("first", "second", "n", "difference", "95 % from", "to", "p, by Holm");

  @Override
  public Optional<Section> of(StudyResult result) {
    List<Block> blocks = new ArrayList<>();
    result
        .byImages()
        .ifPresent(one -> blocks.add(table("Models by images: Wilcoxon's signed ranks", one)));
    result
        .byRounds()
        .ifPresent(one -> blocks.add(table("Contestants by rounds: corrected t-test", one)));
    return blocks.isEmpty() ? Optional.empty() : Optional.of(new Section("Tests", blocks));
  }

  private static Table table(String title, ScoreComparison comparison) {
    Table table = Table.of(title, HEAD);
    for (Object one : (List<?>) comparison.toMap().get("pairs")) {
      Map<?, ?> pair = (Map<?, ?>) one;
      List<?> interval = (List<?>) pair.get("interval");
      table =
          table.with(
              List.of(
                  Cell.of(pair.get("a").toString()),
                  Cell.of(pair.get("b").toString()),
                  Cell.of(((Number) pair.get("n")).longValue()),
                  number(pair.get("difference")),
                  number(interval.get(0)),
                  number(interval.get(1)),
                  number(pair.get("pValueHolm"))));
    }
    return table;
  }

  private static Cell number(Object value) {
    return Cell.of(value instanceof Number number ? number.doubleValue() : Double.NaN);
  }
}
