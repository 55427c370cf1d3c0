package org.dl4jvision.report.page.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.report.page.Facts;
import org.dl4jvision.report.page.Section;

/** The numbers of the best model. */
final class ScoresSection implements RunSection {

  @Override
  public Optional<Section> of(RunView run) {
    Map<String, String> facts = new LinkedHashMap<>();
    add("", run.numbers(), facts);
    return facts.isEmpty()
        ? Optional.empty()
        : Optional.of(Section.of("Scores of the best model", new Facts(facts)));
  }

  /** The numbers, also those in maps, but not those of classes. */
  private static void add(String prefix, Map<?, ?> scores, Map<String, String> facts) {
    scores.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            if (!name.equals(ClassesSection.CLASSES)) {
              add(prefix + name + " ", inner, facts);
            }
          } else {
            double number = value instanceof Number known ? known.doubleValue() : Double.NaN;
            facts.put(prefix + name, Decimals.of(number));
          }
        });
  }
}
