package org.dl4jvision.report.page.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.report.page.Cell;
import org.dl4jvision.report.page.Section;
import org.dl4jvision.report.page.Table;

/** The scores of each class. */
final class ClassesSection implements RunSection {

  /** What scores call those of their classes. */
  static final String CLASSES = "classes";

  @Override
  public Optional<Section> of(RunView run) {
    if (!(run.numbers().get(CLASSES) instanceof Map<?, ?> classes) || classes.isEmpty()) {
      return Optional.empty();
    }
    Set<String> measures = new LinkedHashSet<>();
    classes
        .values()
        .forEach(
            one ->
                ((Map<?, ?>) one)
                    .forEach(
                        (name, value) -> {
                          if (!(value instanceof Boolean)) {
                            measures.add(name.toString());
                          }
                        }));
    List<String> head = new ArrayList<>(List.of("class"));
    head.addAll(measures);
    Table table = Table.of("Validation scores of the best model", head);
    for (Map.Entry<?, ?> one : classes.entrySet()) {
      List<Cell> row = new ArrayList<>(List.of(Cell.of(one.getKey().toString())));
      for (String measure : measures) {
        row.add(cell(((Map<?, ?>) one.getValue()).get(measure)));
      }
      table = table.with(row);
    }
    return Optional.of(Section.of("Classes", table));
  }

  private static Cell cell(Object value) {
    return value instanceof Integer whole
        ? Cell.of((long) whole)
        : Cell.of(value instanceof Number number ? number.doubleValue() : Double.NaN);
  }
}
