package org.dl4jvision.report.page.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.report.Judgement;
import org.dl4jvision.report.MaskDetails;
import org.dl4jvision.report.MaskDetails.SizeRecall;
import org.dl4jvision.report.page.Block;
import org.dl4jvision.report.page.Cell;
import org.dl4jvision.report.page.Section;
import org.dl4jvision.report.page.Table;

/** How far the borders of masks are off, and which objects are found. */
final class BordersSection implements RunSection {

  @Override
  public Optional<Section> of(RunView run) {
    return run.judgement()
        .map(Judgement::masks)
        .filter(masks -> !masks.classes().isEmpty())
        .map(BordersSection::section);
  }

  private static Section section(MaskDetails masks) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(borders(masks));
    if (!masks.objects().isEmpty()) {
      blocks.add(objects(masks.objects()));
    }
    return new Section("Borders and objects", blocks);
  }

  private static Table borders(MaskDetails masks) {
    List<String> head = new ArrayList<>(List.of("class"));
    head.addAll(masks.classes().values().iterator().next().keySet());
    Table table = Table.of("Means over images; distances in pixels, @ is a tolerance", head);
    for (Map.Entry<String, Map<String, Double>> one : masks.classes().entrySet()) {
      List<Cell> row = new ArrayList<>(List.of(Cell.of(one.getKey())));
      // What is undefined is null in the file that scores are read from.
      one.getValue()
          .values()
          .forEach(value -> row.add(Cell.of(value == null ? Double.NaN : value)));
      table = table.with(row);
    }
    return table;
  }

  private static Table objects(List<SizeRecall> sizes) {
    Table table =
        Table.of(
            "Objects of which more than half is found; small up to 32 x 32 pixels, medium 96 x 96",
            List.of("class", "size", "objects", "found", "recall"));
    for (SizeRecall one : sizes) {
      table =
          table.with(
              List.of(
                  Cell.of(one.className()),
                  Cell.of(one.size()),
                  Cell.of((long) one.objects()),
                  Cell.of((long) one.found()),
                  Cell.of(one.recall())));
    }
    return table;
  }
}
