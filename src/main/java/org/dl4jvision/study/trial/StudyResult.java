package org.dl4jvision.study.trial;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
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
import org.dl4jvision.metric.Means;
import org.dl4jvision.report.ImageScores;
import org.dl4jvision.report.TextTable;
import org.dl4jvision.study.ScoreComparison;
import org.dl4jvision.study.ScoreFile;
import org.dl4jvision.study.ScoreTable;

/**
 * What a study has found so far: of the rounds in which every contestant had its turn. Scores of an
 * image are means over seeds, those of a fold means over its images.
 */
public final class StudyResult {

  private static final long BOOTSTRAP_SEED = 42;

  private final Path folder;
  private final StudyPlan plan;
  private final List<Trial> rounds; // those of the first contestant
  private final Halving halving;
  private final List<Integer> left; // the contestants that are compared
  private final Optional<Double> rope;

  private StudyResult(Path folder, StudyPlan plan, Optional<Double> rope) {
    this.folder = folder;
    this.plan = plan;
    this.rope = rope;
    halving = new Halving(folder, plan);
    left = halving.left();
    rounds =
        plan.rounds().stream()
            .filter(round -> left.stream().allMatch(c -> round.of(c).isDone(folder)))
            .toList();
  }

  static StudyResult of(Path folder, StudyPlan plan) {
    return new StudyResult(folder, plan, Optional.empty());
  }

  /** This result, with differences of at most this size not mattering. */
  public StudyResult rope(Optional<Double> size) {
    return new StudyResult(folder, plan, size);
  }

  private static Path baselineFile(Path folder, int fold) {
    return folder.resolve("scores").resolve("baseline-fold-" + (fold + 1) + ".csv");
  }

  /** Keeps what needs no network, once a fold. */
  static void writeBaseline(Path folder, int fold, TrialTask.Part<?> part) {
    Path file = baselineFile(folder, fold);
    if (!Files.exists(file)) {
      JsonFile.write(
          folder.resolve("scores").resolve("fold-" + (fold + 1) + ".json"),
          Map.of("baseline", part.baselineName(), "training-images", part.trainSize()));
      ImageScores.write(file, part.baseline());
    }
  }

  /** How many rounds of all are complete. */
  public int rounds() {
    return rounds.size();
  }

  /** The rounds that a contestant has had; all, unless it was dropped. */
  private List<Trial> rounds(int contestant) {
    return rounds.stream()
        .map(round -> round.of(contestant))
        .filter(trial -> trial.isDone(folder))
        .toList();
  }

  /** The scores of a contestant, by image. */
  private Map<String, Double> ofImages(int contestant) {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    for (Trial trial : rounds(contestant)) {
      trial
          .scores(folder)
          .forEach((image, score) -> all.computeIfAbsent(image, i -> new ArrayList<>()).add(score));
    }
    return means(all);
  }

  private static Map<String, Double> means(Map<String, List<Double>> all) {
    Map<String, Double> means = new LinkedHashMap<>();
    all.forEach((name, values) -> means.put(name, mean(values)));
    return means;
  }

  private static double mean(Iterable<Double> values) {
    List<Double> list = new ArrayList<>();
    values.forEach(list::add);
    return Means.ofDefined(list.stream().mapToDouble(one -> one));
  }

  private static String title(Trial trial) {
    return "fold %d, seed %d".formatted(trial.fold() + 1, trial.seed() + 1);
  }

  /** The scores of a contestant, by round. */
  private Map<String, Double> ofRounds(int contestant) {
    Map<String, Double> all = new LinkedHashMap<>();
    for (Trial trial : rounds(contestant)) {
      all.put(title(trial), mean(trial.scores(folder).values()));
    }
    return all;
  }

  private ScoreTable table(boolean images) {
    List<ScoreFile> files = new ArrayList<>();
    for (int c : left) {
      Path file = folder.resolve("scores").resolve("contestant-" + (c + 1) + ".csv");
      files.add(
          new ScoreFile(
              file, plan.contestants().get(c).label(), images ? ofImages(c) : ofRounds(c)));
    }
    return images ? ScoreTable.ofImages(files) : ScoreTable.ofFolds(files);
  }

  /** The comparison of those that are left by images; empty of one, or before the first round. */
  public Optional<ScoreComparison> byImages() {
    return left.size() < 2 || rounds.isEmpty()
        ? Optional.empty()
        : Optional.of(ScoreComparison.ofImages(table(true), BOOTSTRAP_SEED, false, rope));
  }

  /**
   * The comparison by rounds, each a fold with a seed; empty of one, of which there is no variance.
   */
  public Optional<ScoreComparison> byRounds() {
    if (left.size() < 2 || rounds.size() < 2) {
      return Optional.empty();
    }
    int train = ((Number) foldFacts(rounds.get(0).fold()).get("training-images")).intValue();
    int test = baseline(rounds.get(0).fold()).size();
    return Optional.of(ScoreComparison.ofFolds(table(false), train, test, false, rope));
  }

  private Map<?, ?> foldFacts(int fold) {
    return JsonFile.read(
        folder.resolve("scores").resolve("fold-" + (fold + 1) + ".json"), Map.class);
  }

  private Map<String, Double> baseline(int fold) {
    return ScoreFile.ofImages(baselineFile(folder, fold)).scores();
  }

  /** The mean score of what needs no network, over the images of all folds. */
  private double baseline() {
    List<Double> all = new ArrayList<>();
    rounds.stream().map(Trial::fold).distinct().forEach(f -> all.addAll(baseline(f).values()));
    return mean(all);
  }

  /** The result for readers. */
  public String text() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.printf(
        "%d of %d rounds: %d contestants, %d folds, %d seeds%n%n",
        rounds.size(),
        plan.folds() * plan.seeds(),
        plan.contestants().size(),
        plan.folds(),
        plan.seeds());
    if (!rounds.isEmpty()) {
      means(out);
      chosenRates(out);
      byImages().ifPresent(one -> print("models, means over seeds: ", "images", one, out));
      byRounds().ifPresent(one -> print("", "rounds, a fold with a seed each", one, out));
      Verdict.of(byImages(), byRounds()).forEach(verdict -> out.printf("%n%s", verdict));
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
    rounds.forEach(round -> head.add(title(round)));
    TextTable table = new TextTable(head);
    left.forEach(c -> table.add(means(c, "")));
    halving
        .dropped()
        .forEach(
            one -> table.add(means(one.contestant(), ", dropped after round " + one.rounds())));
    List<String> cells = new ArrayList<>();
    cells.add("no network: " + foldFacts(rounds.get(0).fold()).get("baseline"));
    cells.add(Decimals.of(baseline()));
    rounds.forEach(round -> cells.add(Decimals.of(mean(baseline(round.fold()).values()))));
    table.add(cells);
    table.lines().forEach(out::println);
  }

  private List<String> means(int contestant, String remark) {
    List<String> cells = new ArrayList<>();
    cells.add(plan.contestants().get(contestant).label() + remark);
    cells.add(Decimals.of(mean(ofImages(contestant).values())));
    Map<String, Double> scores = ofRounds(contestant);
    for (Trial round : rounds) {
      Double score = scores.get(title(round));
      cells.add(score == null ? "-" : Decimals.of(score));
    }
    return cells;
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
          plan.contestants().get(c).label(),
          rates.get(c).stream()
              .map(rate -> String.format(Locale.ROOT, "%.3g", rate))
              .collect(Collectors.joining(", ")));
    }
  }

  /** The result to be written as JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rounds", rounds.size());
    map.put("of", plan.folds() * plan.seeds());
    map.put("plan", plan);
    if (!rounds.isEmpty()) {
      Map<String, Object> scores = new LinkedHashMap<>();
      for (int c = 0; c < plan.contestants().size(); c++) {
        scores.put(plan.contestants().get(c).label(), ofRounds(c));
      }
      map.put("scores", scores);
      map.put("baseline", baseline());
    }
    map.put("dropped", halving.dropped());
    map.put("learning-rates", rates());
    byImages().ifPresent(one -> map.put("by-images", one.toMap()));
    byRounds().ifPresent(one -> map.put("by-rounds", one.toMap()));
    map.put("verdicts", Verdict.of(byImages(), byRounds()).stream().map(Verdict::toMap).toList());
    return map;
  }

  /** Writes summary.json, comparison.md and the scores of each contestant. */
  public void write() {
    for (int c = 0; c < plan.contestants().size() && !rounds.isEmpty(); c++) {
      Path file = folder.resolve("scores").resolve("contestant-" + (c + 1) + ".csv");
      ImageScores.write(file, ofImages(c));
    }
    JsonFile.write(folder.resolve("summary.json"), toMap());
    AtomicFile.writeText(folder.resolve("comparison.md"), "```\n" + text() + "```\n");
  }
}
