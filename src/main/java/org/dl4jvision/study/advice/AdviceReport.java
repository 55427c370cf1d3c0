package org.dl4jvision.study.advice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dl4jvision.report.WrappedText;
import org.dl4jvision.report.page.Commands;
import org.dl4jvision.study.advice.Advice.JudgeBy;
import org.dl4jvision.study.advice.Advice.Mind;
import org.dl4jvision.study.advice.Advice.SetLossOption;
import org.dl4jvision.study.advice.Advice.SetOption;
import org.dl4jvision.study.advice.Advice.TryLoss;
import org.dl4jvision.study.survey.Survey;

/** What all rules advise for a data set: ranked losses, options, measures and cautions. */
public final class AdviceReport {

  /** So many losses can be compared in the time that people have. */
  private static final int COMPARED = 4;

  /** What is compared where nothing is said and data are of use for several tasks. */
  private static final String COMPARED_FIRST = "segmentation";

  /** Fewer trainings of each tell nothing of chance. */
  private static final String SEEDS = "3";

  private static final String INDENT = "     ";

  private final Survey survey;
  private final List<String> dataWords;
  private final List<RankedLoss> losses;
  private final List<SetOption> options;
  private final List<JudgeBy> measures;
  private final List<Mind> cautions;

  /**
   * Asks the rules.
   *
   * @param dataWords the words of a command line that say which data these are; none for built-in
   *     ones
   */
  public AdviceReport(Survey survey, List<String> dataWords) {
    this.survey = survey;
    this.dataWords = List.copyOf(dataWords);
    List<Advice> all = AdviceRules.advise(survey);
    losses = rank(of(all, TryLoss.class), of(all, SetLossOption.class));
    options = of(all, SetOption.class);
    measures = of(all, JudgeBy.class);
    cautions = of(all, Mind.class);
  }

  private static <T extends Advice> List<T> of(List<Advice> all, Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Of those of the same strength the simpler one is first. */
  private static List<RankedLoss> rank(List<TryLoss> tries, List<SetLossOption> changes) {
    Map<Candidate, RankedLoss> ranked = new LinkedHashMap<>();
    for (TryLoss one : tries) {
      RankedLoss loss = new RankedLoss(one.candidate(), one.strength(), List.of(one.reason()));
      for (SetLossOption change : changes) {
        loss = change(loss, change);
      }
      ranked.merge(loss.candidate(), loss, RankedLoss::and);
    }
    return ranked.values().stream()
        .sorted(
            Comparator.comparingInt(RankedLoss::strength)
                .reversed()
                .thenComparing(loss -> loss.candidate().terms().count()))
        .toList();
  }

  private static RankedLoss change(RankedLoss loss, SetLossOption change) {
    Candidate changed =
        loss.candidate()
            .map(term -> change.to().has(term) ? term.with(change.option(), change.value()) : term);
    return changed.equals(loss.candidate())
        ? loss
        : new RankedLoss(changed, loss.strength(), loss.reasons()).because(change.reason());
  }

  /** The statistics. */
  public Survey survey() {
    return survey;
  }

  /** The losses to try, the most promising first. */
  public List<RankedLoss> losses() {
    return losses;
  }

  /** The options of a training that are advised with any of the losses. */
  public List<SetOption> options() {
    return options;
  }

  /** The measures to judge by. */
  public List<JudgeBy> measures() {
    return measures;
  }

  /** What no option changes. */
  public List<Mind> cautions() {
    return cautions;
  }

  /** The words of the command, without that of the tool, that trains with the first loss. */
  public List<String> trainCommand() {
    List<String> words = new ArrayList<>(List.of("train", survey.task()));
    words.addAll(dataWords);
    words.addAll(losses.get(0).candidate().words());
    options.forEach(one -> words.addAll(List.of(one.option(), one.value())));
    return words;
  }

  /**
   * The words of the command that compares the first losses: the first of all with those that
   * differ from it in one option only; empty where there are none.
   */
  public List<String> compareCommand() {
    Candidate best = losses.get(0).candidate();
    List<Candidate> first =
        losses.stream()
            .map(RankedLoss::candidate)
            .filter(best::differsInLossOnly)
            .limit(COMPARED)
            .toList();
    if (first.size() < 2) {
      return List.of();
    }
    List<String> words = new ArrayList<>(List.of("compare"));
    words.addAll(dataWords);
    if (!survey.task().equals(COMPARED_FIRST)) {
      words.addAll(List.of("--task", survey.task()));
    }
    best.settings().forEach((option, value) -> words.addAll(List.of(option, value)));
    words.add("--losses");
    first.forEach(one -> words.addAll(one.expressions().values()));
    options.forEach(one -> words.addAll(List.of(one.option(), one.value())));
    words.addAll(List.of("--seeds", SEEDS));
    return words;
  }

  /** The report for readers, a line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(survey.task() + " of " + survey.name());
    lines.addAll(survey.lines());
    lines.add("");
    lines.add("losses to try, the most promising first:");
    for (int i = 0; i < losses.size(); i++) {
      lines.add("  " + (i + 1) + ". " + losses.get(i).candidate());
      losses.get(i).reasons().forEach(reason -> add(lines, reason));
    }
    section(lines, "options:", options, one -> one.option() + " " + one.value());
    section(lines, "judge by:", measures, JudgeBy::measure);
    section(lines, "mind:", cautions, Mind::what);
    lines.add("");
    lines.add("train with the first:");
    lines.add("  " + show(trainCommand()));
    if (!compareCommand().isEmpty()) {
      lines.add("compare the first ones:");
      lines.add("  " + show(compareCommand()));
    }
    return lines;
  }

  private static <T extends Advice> void section(
      List<String> lines, String title, List<T> advice, Function<T, String> what) {
    if (!advice.isEmpty()) {
      lines.add("");
      lines.add(title);
      for (T one : advice) {
        lines.add("  " + what.apply(one));
        add(lines, one.reason());
      }
    }
  }

  private static void add(List<String> lines, Advice.Reason reason) {
    lines.addAll(WrappedText.lines(reason.text() + " (" + reason.source() + ")", INDENT));
  }

  private static String show(List<String> command) {
    return Commands.line(Stream.concat(Stream.of("./dl4j-vision"), command.stream()).toList());
  }

  /** The report to be written as JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("task", survey.task());
    map.put("data", survey.name());
    map.put("statistics", survey.toMap());
    map.put("losses", losses.stream().map(RankedLoss::toMap).toList());
    map.put(
        "options",
        options.stream()
            .map(one -> with(Map.of("option", one.option(), "value", one.value()), one))
            .toList());
    map.put(
        "measures",
        measures.stream().map(one -> with(Map.of("measure", one.measure()), one)).toList());
    map.put(
        "cautions", cautions.stream().map(one -> with(Map.of("mind", one.what()), one)).toList());
    map.put("train", trainCommand());
    map.put("compare", compareCommand());
    return map;
  }

  private static Map<String, Object> with(Map<String, String> what, Advice advice) {
    Map<String, Object> map = new LinkedHashMap<>(new TreeMap<>(what));
    map.putAll(RankedLoss.toMap(advice.reason()));
    return Collections.unmodifiableMap(map);
  }
}
