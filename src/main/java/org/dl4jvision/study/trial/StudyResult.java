package org.dl4jvision.study.trial;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.report.ImageScores;
import org.dl4jvision.report.TextTable;
import org.dl4jvision.report.page.Pages;
import org.dl4jvision.study.ScoreComparison;

/** What a study has found so far: of the rounds in which every contestant had its turn. */
public final class StudyResult {

  private static final long BOOTSTRAP_SEED = 42;

  private final Path folder;
  private final StudyPlan plan;
  private final Halving halving;
  private final StudyScores scores;
  private final Optional<Double> rope;

  private StudyResult(Path folder, StudyPlan plan, Optional<Double> rope) {
    this.folder = folder;
    this.plan = plan;
    this.rope = rope;
    halving = new Halving(folder, plan);
    scores = new StudyScores(folder, plan, halving.left());
  }

  static StudyResult of(Path folder, StudyPlan plan) {
    return new StudyResult(folder, plan, Optional.empty());
  }

  /** This result, with differences of at most this size not mattering. */
  public StudyResult rope(Optional<Double> size) {
    return new StudyResult(folder, plan, size);
  }

  StudyPlan plan() {
    return plan;
  }

  StudyScores scores() {
    return scores;
  }

  /** How many rounds of all are complete. */
  public int rounds() {
    return scores.rounds().size();
  }

  /** The scores of each contestant by its label, by image; means over seeds. */
  public Map<String, Map<String, Double>> imageScores() {
    Map<String, Map<String, Double>> all = new LinkedHashMap<>();
    for (int c = 0; c < plan.contestants().size(); c++) {
      all.put(scores.label(c), scores.ofImages(c));
    }
    return all;
  }

  /** The comparison of those that are left by images; empty of one, or before the first round. */
  public Optional<ScoreComparison> byImages() {
    return scores.left().size() < 2 || rounds() == 0
        ? Optional.empty()
        : Optional.of(ScoreComparison.ofImages(scores.table(true), BOOTSTRAP_SEED, false, rope));
  }

  /**
   * The comparison by rounds, each a fold with a seed; empty of one, of which there is no variance.
   */
  public Optional<ScoreComparison> byRounds() {
    if (scores.left().size() < 2 || rounds() < 2) {
      return Optional.empty();
    }
    int test = scores.baseline(scores.rounds().get(0).fold()).size();
    return Optional.of(
        ScoreComparison.ofFolds(scores.table(false), scores.trainSize(), test, false, rope));
  }

  /** What the study says of each pair of those that are left. */
  public List<Verdict> verdicts() {
    return Verdict.of(byImages(), byRounds());
  }

  /** The result for readers. */
  public String text() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.printf(
        "%d of %d rounds: %d contestants, %d folds, %d seeds%n%n",
        rounds(),
        plan.folds() * plan.seeds(),
        plan.contestants().size(),
        plan.folds(),
        plan.seeds());
    if (rounds() > 0) {
      means(out);
      chosenRates(out);
      byImages().ifPresent(one -> print("models, means over seeds: ", "images", one, out));
      byRounds().ifPresent(one -> print("", "rounds, a fold with a seed each", one, out));
      verdicts().forEach(verdict -> out.printf("%n%s", verdict));
      out.println();
    }
    out.flush();
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private static void print(
      String title, String unit, ScoreComparison comparison, PrintWriter out) {
    out.printf("%n%s", title);
    comparison.printTables(unit, out);
  }

  private void means(PrintWriter out) {
    List<String> head = new ArrayList<>(List.of("mean score", "all"));
    scores.rounds().forEach(round -> head.add(StudyScores.title(round)));
    TextTable table = new TextTable(head);
    means().forEach((name, means) -> table.add(cells(name, means)));
    table.lines().forEach(out::println);
  }

  private static List<String> cells(String name, List<Double> means) {
    List<String> cells = new ArrayList<>(List.of(name));
    means.forEach(mean -> cells.add(Decimals.of(mean)));
    return cells;
  }

  /**
   * The mean scores of those that are left, of those that were dropped, and of what needs no
   * network: over all images, then of each round, NaN where one was not there any more.
   */
  Map<String, List<Double>> means() {
    Map<String, List<Double>> means = new LinkedHashMap<>();
    scores.left().forEach(c -> means.put(scores.label(c), means(c)));
    for (Halving.Dropped one : halving.dropped()) {
      String name = scores.label(one.contestant()) + ", dropped after round " + one.rounds();
      means.put(name, means(one.contestant()));
    }
    List<Double> none = new ArrayList<>(List.of(StudyScores.mean(scores.baseline().values())));
    for (Trial round : scores.rounds()) {
      none.add(StudyScores.mean(scores.baseline(round.fold()).values()));
    }
    means.put(scores.baselineName(), none);
    return means;
  }

  private List<Double> means(int contestant) {
    List<Double> means =
        new ArrayList<>(List.of(StudyScores.mean(scores.ofImages(contestant).values())));
    Map<String, Double> ofRounds = scores.ofRounds(contestant);
    for (Trial round : scores.rounds()) {
      means.add(ofRounds.getOrDefault(StudyScores.title(round), Double.NaN));
    }
    return means;
  }

  /** The learning rate of each contestant in each fold, where they were chosen. */
  private List<List<Double>> rates() {
    return IntStream.range(0, plan.tunesLearningRate() ? plan.contestants().size() : 0)
        .mapToObj(
            c ->
                IntStream.range(0, plan.folds())
                    .mapToObj(fold -> Tuning.of(folder, plan, c, fold).chosen())
                    .flatMap(Optional::stream)
                    .toList())
        .toList();
  }

  private void chosenRates(PrintWriter out) {
    List<List<Double>> rates = rates();
    for (int c = 0; c < rates.size(); c++) {
      out.printf(
          "%slearning rate of %s, by short runs on the training images of each fold: %s%n",
          c == 0 ? System.lineSeparator() : "",
          scores.label(c),
          rates.get(c).stream()
              .map(rate -> String.format(Locale.ROOT, "%.3g", rate))
              .collect(Collectors.joining(", ")));
    }
  }

  /** The result to be written as JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rounds", rounds());
    map.put("of", plan.folds() * plan.seeds());
    map.put("plan", plan);
    if (rounds() > 0) {
      Map<String, Object> all = new LinkedHashMap<>();
      for (int c = 0; c < plan.contestants().size(); c++) {
        all.put(scores.label(c), scores.ofRounds(c));
      }
      map.put("scores", all);
      map.put("baseline", StudyScores.mean(scores.baseline().values()));
    }
    map.put("dropped", halving.dropped());
    map.put("learning-rates", rates());
    byImages().ifPresent(one -> map.put("by-images", one.toMap()));
    byRounds().ifPresent(one -> map.put("by-rounds", one.toMap()));
    map.put("verdicts", verdicts().stream().map(Verdict::toMap).toList());
    return map;
  }

  /** Writes the report, summary.json, comparison.md and the scores of each contestant. */
  public void write() {
    for (int c = 0; c < plan.contestants().size() && rounds() > 0; c++) {
      ImageScores.write(StudyScores.scoreFile(folder, c), scores.ofImages(c));
    }
    JsonFile.write(folder.resolve("summary.json"), toMap());
    AtomicFile.writeText(folder.resolve("comparison.md"), "```\n" + text() + "```\n");
    Pages.write(folder, StudyPage.of(this));
  }
}
