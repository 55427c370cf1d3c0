package org.dl4jvision.report.page.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.Columns;
import org.dl4jvision.report.ImageScores;
import org.dl4jvision.report.Judgement;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.ReportFiles;
import org.dl4jvision.report.RunFolder;

/**
 * What sections are made of.
 *
 * @param folder of the run, or of an evaluation
 * @param model what has to be known of the model
 * @param columns of its task
 * @param metrics the epochs; none of an evaluation
 * @param bestEpoch the epoch of the best model, 0 where there is none
 * @param best what was measured of the best model; null where there is none
 * @param judged whether single images were looked at, with that model
 */
record RunView(
    RunFolder folder,
    Map<String, Object> model,
    Columns<?> columns,
    MetricsTable metrics,
    int bestEpoch,
    Object best,
    boolean judged) {

  /** What has to be known of the model of a run; empty where the file is missing. */
  static Map<String, Object> model(RunFolder run) {
    return Files.exists(run.modelFile())
        ? JsonFile.readGeneric(run.modelFile(), Map.class, String.class, Object.class)
        : Map.of();
  }

  /** What it is of, such as "segmentation on cells". */
  String title() {
    return model.getOrDefault("task", "training")
        + " on "
        + model.getOrDefault("dataset", "images");
  }

  /** What was measured as maps and numbers. */
  Map<String, Object> numbers() {
    return best == null
        ? Map.of()
        : JsonFile.parseGeneric(
            "scores", JsonFile.toText(best), Map.class, String.class, Object.class);
  }

  /** The scores of images by their names. */
  Map<String, Double> scores() {
    return judged ? ImageScores.read(folder.path().resolve(ReportFiles.SCORES)) : Map.of();
  }

  /** What else is known of predictions. */
  Optional<Judgement> judgement() {
    Path file = folder.path().resolve(ReportFiles.JUDGEMENT);
    return judged && Files.exists(file)
        ? Optional.of(JsonFile.read(file, Judgement.class))
        : Optional.empty();
  }

  /** The pictures of a folder inside, by their names, with slashes. */
  List<String> pictures(String name) {
    Path pictures = folder.path().resolve(name);
    List<String> files = new ArrayList<>();
    if (judged && Files.isDirectory(pictures)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(pictures, "*.png")) {
        all.forEach(file -> files.add(name + "/" + file.getFileName()));
      } catch (IOException e) {
        throw FileProblem.cannot("read folder", pictures, e);
      }
    }
    return files.stream().sorted().toList();
  }
}
