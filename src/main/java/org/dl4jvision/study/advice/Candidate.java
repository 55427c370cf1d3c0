package org.dl4jvision.study.advice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dl4jvision.report.page.Commands;

/**
 * Losses to train with, and what else belongs to them.
 *
 * @param settings options of a training with their values, such as {@code --head} and {@code yolo}
 * @param losses options of a training that are losses, such as {@code --loss}, with their terms
 */
public record Candidate(Map<String, String> settings, Map<String, List<LossTerm>> losses) {

  public Candidate {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
  }

  /** A sum of losses for an option. */
  public static Candidate of(String option, LossTerm... terms) {
    return new Candidate(Map.of(), Map.of(option, List.of(terms)));
  }

  /** This candidate with an option besides. */
  public Candidate with(String option, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(option, value);
    return new Candidate(more, losses);
  }

  /** This candidate with every loss changed. */
  Candidate map(UnaryOperator<LossTerm> change) {
    Map<String, List<LossTerm>> changed = new LinkedHashMap<>();
    losses.forEach((option, terms) -> changed.put(option, terms.stream().map(change).toList()));
    return new Candidate(settings, changed);
  }

  /** The expression of each loss, by its option. */
  public Map<String, String> expressions() {
    Map<String, String> expressions = new LinkedHashMap<>();
    losses.forEach(
        (option, terms) ->
            expressions.put(
                option, terms.stream().map(LossTerm::toString).collect(Collectors.joining(" + "))));
    return expressions;
  }

  /** The losses, by the names of their options. */
  Stream<LossTerm> terms() {
    return losses.values().stream().flatMap(List::stream);
  }

  /** The words of a command line. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    settings.forEach((option, value) -> words.addAll(List.of(option, value)));
    expressions().forEach((option, value) -> words.addAll(List.of(option, value)));
    return words;
  }

  /** Whether another one has a single loss, for the same option, and the same settings. */
  boolean differsInLossOnly(Candidate other) {
    return losses.size() == 1
        && losses.keySet().equals(other.losses.keySet())
        && settings.equals(other.settings);
  }

  /** What readers see: the expression of a single loss, else the options. */
  @Override
  public String toString() {
    return settings.isEmpty() && losses.size() == 1
        ? expressions().values().iterator().next()
        : Commands.line(words());
  }
}
