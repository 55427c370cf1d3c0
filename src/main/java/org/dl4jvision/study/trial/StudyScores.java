package org.dl4jvision.study.trial;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.metric.Means;
import org.dl4jvision.report.ImageScores;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.study.ScoreFile;
import org.dl4jvision.study.ScoreTable;

/**
 * The scores of a study so far: of the rounds in which every contestant that is left had its turn.
 * Scores of an image are means over seeds, those of a round means over its images.
 */
final class StudyScores {

  private final Path folder;
  private final StudyPlan plan;
  private final List<Integer> left; // the contestants that are compared
  private final List<Trial> rounds; // those of the first contestant

  StudyScores(Path folder, StudyPlan plan, List<Integer> left) {
    this.folder = folder;
    this.plan = plan;
    this.left = List.copyOf(left);
    rounds =
        plan.rounds().stream()
            .filter(round -> left.stream().allMatch(c -> round.of(c).isDone(folder)))
            .toList();
  }

  private static Path baselineFile(Path folder, int fold) {
    return folder.resolve("scores").resolve("baseline-fold-" + (fold + 1) + ".csv");
  }

  private static Path factsFile(Path folder, int fold) {
    return folder.resolve("scores").resolve("fold-" + (fold + 1) + ".json");
  }

  /** Keeps what needs no network, once a fold. */
  static void writeBaseline(Path folder, int fold, TrialTask.Part<?> part) {
    Path file = baselineFile(folder, fold);
    if (!Files.exists(file)) {
      JsonFile.write(
          factsFile(folder, fold),
          // In the order of names: the same study has the same files.
          new TreeMap<>(
              Map.of("baseline", part.baselineName(), "training-images", part.trainSize())));
      ImageScores.write(file, part.baseline());
    }
  }

  Path folder() {
    return folder;
  }

  /** The rounds that are complete, as trials of the first contestant. */
  List<Trial> rounds() {
    return rounds;
  }

  /** The contestants that are compared. */
  List<Integer> left() {
    return left;
  }

  /** What a contestant is called. */
  String label(int contestant) {
    return plan.contestants().get(contestant).label();
  }

  /** What a round is called. */
  static String title(Trial trial) {
    return "fold %d, seed %d".formatted(trial.fold() + 1, trial.seed() + 1);
  }

  /** The run of a trial, if it has begun. */
  Optional<RunFolder> run(Trial trial) {
    Path run = trial.run(folder);
    return Files.exists(run.resolve("configuration.json"))
        ? Optional.of(RunFolder.open(run))
        : Optional.empty();
  }

  /** The rounds that a contestant has had; all, unless it was dropped. */
  private List<Trial> rounds(int contestant) {
    return rounds.stream()
        .map(round -> round.of(contestant))
        .filter(trial -> trial.isDone(folder))
        .toList();
  }

  /** The scores of a contestant, by image. */
  Map<String, Double> ofImages(int contestant) {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    for (Trial trial : rounds(contestant)) {
      trial
          .scores(folder)
          .forEach((image, score) -> all.computeIfAbsent(image, i -> new ArrayList<>()).add(score));
    }
    Map<String, Double> means = new LinkedHashMap<>();
    all.forEach((name, values) -> means.put(name, mean(values)));
    return means;
  }

  /** The scores of a contestant, by round. */
  Map<String, Double> ofRounds(int contestant) {
    Map<String, Double> all = new LinkedHashMap<>();
    for (Trial trial : rounds(contestant)) {
      all.put(title(trial), mean(trial.scores(folder).values()));
    }
    return all;
  }

  /** The mean of those that are defined; NaN where none is. */
  static double mean(Collection<Double> values) {
    return Means.ofDefined(values.stream().mapToDouble(one -> one));
  }

  /** The scores of those that are left. */
  ScoreTable table(boolean images) {
    List<ScoreFile> files = new ArrayList<>();
    for (int c : left) {
      files.add(new ScoreFile(scoreFile(folder, c), label(c), images ? ofImages(c) : ofRounds(c)));
    }
    return images ? ScoreTable.ofImages(files) : ScoreTable.ofFolds(files);
  }

  /** Where the scores of a contestant are kept. */
  static Path scoreFile(Path folder, int contestant) {
    return folder.resolve("scores").resolve("contestant-" + (contestant + 1) + ".csv");
  }

  private Map<?, ?> facts(int fold) {
    return JsonFile.read(factsFile(folder, fold), Map.class);
  }

  /** How many images are trained on, in the first round. */
  int trainSize() {
    return ((Number) facts(rounds.get(0).fold()).get("training-images")).intValue();
  }

  /** What needs no network. */
  String baselineName() {
    return "no network: " + facts(rounds.get(0).fold()).get("baseline");
  }

  /** The scores of what needs no network, by image of a fold. */
  Map<String, Double> baseline(int fold) {
    return ScoreFile.ofImages(baselineFile(folder, fold)).scores();
  }

  /** The same of the images of all folds. */
  Map<String, Double> baseline() {
    Map<String, Double> all = new LinkedHashMap<>();
    rounds.stream().map(Trial::fold).distinct().forEach(fold -> all.putAll(baseline(fold)));
    return all;
  }
}
