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

/** What the study says of each pair, and the mean scores. */
final class VerdictSection implements StudySection {

  @Override
  public Optional<Section> of(StudyResult result) {
    List<Block> blocks = new ArrayList<>();
    for (Verdict verdict : result.verdicts()) {
      blocks.add(
          verdict.winner().isPresent()
              ? Remark.good(verdict.toString())
              : Remark.note(verdict.toString()));
    }
    blocks.add(result.rounds() == 0 ? Remark.note("No round is complete yet.") : means(result));
    return Optional.of(new Section("Verdict", blocks));
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
