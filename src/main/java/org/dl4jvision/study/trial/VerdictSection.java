package org.dl4jvision.study.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.report.page.Block;
import org.dl4jvision.report.page.Cell;
import org.dl4jvision.report.page.Remark;
import org.dl4jvision.report.page.Section;
import org.dl4jvision.report.page.Table;

/** What the study says of each pair, differences first, and the mean scores. */
final class VerdictSection implements StudySection {

  /** More pairs without a difference are a table, which has less to be scrolled by. */
  private static final int MOST_REMARKS = 3;

  @Override
  public Optional<Section> of(StudyResult result) {
    List<Block> blocks = new ArrayList<>();
    List<Verdict> open = new ArrayList<>();
    for (Verdict verdict : result.verdicts()) {
      if (verdict.winner().isPresent()) {
        blocks.add(Remark.good(verdict.toString()));
      } else {
        open.add(verdict);
      }
    }
    if (open.size() <= MOST_REMARKS) {
      open.forEach(verdict -> blocks.add(Remark.note(verdict.toString())));
    } else {
      blocks.add(pairs(open));
    }
    blocks.add(result.rounds() == 0 ? Remark.note("No round is complete yet.") : means(result));
    return Optional.of(new Section("Verdict", blocks));
  }

  private static Table pairs(List<Verdict> verdicts) {
    Table table = Table.of("Other pairs", List.of("first", "second", "verdict"));
    for (Verdict verdict : verdicts) {
      table =
          table.with(
              List.of(Cell.of(verdict.a()), Cell.of(verdict.b()), Cell.of(verdict.sentence())));
    }
    return table;
  }

  private static Table means(StudyResult result) {
    List<String> head = new ArrayList<>(List.of("contestant", "all"));
    result.scores().rounds().forEach(round -> head.add(StudyScores.title(round)));
    Table table = Table.of("Mean scores of held-out images, higher is better", head);
    for (Map.Entry<String, List<Double>> one : result.means().entrySet()) {
      List<Cell> row = new ArrayList<>(List.of(Cell.of(one.getKey())));
      one.getValue().forEach(mean -> row.add(Cell.of((double) mean)));
      table = table.with(row);
    }
    return table;
  }
}
