package org.dl4jvision.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.JsonFile;

/**
 * The folder of one training run. Every file is written as a whole or not at all ({@link
 * AtomicFile}), so that a run that is killed can be read and resumed.
 *
 * <pre>
 * model.json          at the start: what has to be known of the model besides its weights
 * configuration.json  at the start: the configuration; makes the folder a run folder
 * trained-model.zip   after the steps of an epoch, until it is recorded: the model
 * trained-epoch.json  beside it: the epoch and its loss
 * best-model.zip      after an epoch that validated best: the model
 * last-model.zip      after every epoch: the model
 * metrics.csv         after every epoch: a line for each
 * curves/*.png        after every epoch: loss and metrics; at the end also those of the best model
 * summary.json        after every epoch: the outcome so far
 * overlays/*.png      at the end: what the best model makes of validation images
 * </pre>
 */
public final class RunFolder {

  /** What to do with a run that is there already. */
  public enum Existing {
    /** An existing run is an error. */
    REFUSE,
    /** The run's files are deleted and it starts anew; other files in the folder stay. */
    OVERWRITE,
    /** The run is continued. */
    RESUME
  }

  /** Default parent of run folders, in the current directory. */
  public static final Path DEFAULT_PARENT = Path.of("runs");

  private static final String CONFIGURATION = "configuration.json";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /**
   * Creates {@code path}, or takes an existing folder as {@code existing} says. A folder that holds
   * other files but no run is always refused.
   *
   * @throws IllegalArgumentException if the folder is refused
   */
  public static RunFolder create(Path path, Existing existing) {
    RunFolder run = new RunFolder(path);
    try {
      if (!Files.exists(path) || isEmpty(path)) {
        if (existing == Existing.RESUME) {
          throw new IllegalArgumentException("folder " + path + ": there is no run to resume");
        }
        Files.createDirectories(path);
      } else if (!run.isRun()) {
        throw new IllegalArgumentException(
            "folder " + path + ": is not empty and not a run folder (no " + CONFIGURATION + ")");
      } else if (existing == Existing.REFUSE) {
        throw new IllegalArgumentException(
            "folder " + path + ": holds a run already; resume it, overwrite it or name another");
      } else if (existing == Existing.OVERWRITE) {
        run.deleteRun();
      }
    } catch (NotDirectoryException e) {
      throw new IllegalArgumentException("folder " + path + ": is a file", e);
    } catch (IOException e) {
      throw FileProblem.lost("create folder", path, e);
    }
    return run;
  }

  /**
   * Creates {@code parent/kind-yyyyMMdd-HHmmss}, with -2, -3, .. appended where it exists.
   *
   * @param parent {@link #DEFAULT_PARENT} or another
   * @param kind of the run, such as "segmentation"
   */
  public static RunFolder createNew(Path parent, String kind) {
    String name = kind + "-" + LocalDateTime.now().format(TIME);
    Path path = parent.resolve(name);
    for (int i = 2; Files.exists(path); i++) {
      path = parent.resolve(name + "-" + i);
    }
    return create(path, Existing.REFUSE);
  }

  /**
   * A run to read.
   *
   * @throws IllegalArgumentException if it is no run folder
   */
  public static RunFolder open(Path path) {
    RunFolder run = new RunFolder(path);
    if (!run.isRun()) {
      throw new IllegalArgumentException(
          "folder "
              + path
              + (Files.isDirectory(path)
                  ? ": is not a run folder (no " + CONFIGURATION + ")"
                  : ": there is no such folder"));
    }
    return run;
  }

  public Path path() {
    return path;
  }

  /** The model that validated best, a ModelSerializer zip. */
  public Path bestModel() {
    return path.resolve("best-model.zip");
  }

  /** The model after the last epoch, a ModelSerializer zip. */
  public Path lastModel() {
    return path.resolve("last-model.zip");
  }

  /** The model of an epoch that is trained but not recorded, a ModelSerializer zip. */
  public Path trainedModel() {
    return path.resolve("trained-model.zip");
  }

  /** What is known of the epoch of {@link #trainedModel}. */
  public Path trainedEpochFile() {
    return path.resolve("trained-epoch.json");
  }

  public Path configurationFile() {
    return path.resolve(CONFIGURATION);
  }

  /** What has to be known of the model besides its weights. */
  public Path modelFile() {
    return path.resolve("model.json");
  }

  public Path metricsFile() {
    return path.resolve("metrics.csv");
  }

  public Path summaryFile() {
    return path.resolve("summary.json");
  }

  /** The PNG file of a curve, such as "loss". */
  public Path curve(String name) {
    return path.resolve("curves").resolve(fileName(name) + ".png");
  }

  /** The PNG file of the overlay of an image. */
  public Path overlay(String imageName) {
    return path.resolve("overlays").resolve(fileName(imageName) + ".png");
  }

  /** Writes a file of this run, such as {@link #bestModel}, as a whole. */
  public void write(Path file, AtomicFile.PathWriter writer) {
    if (!file.startsWith(path)) {
      throw new IllegalArgumentException("file: " + file + ", must be in " + path);
    }
    AtomicFile.write(file, writer);
  }

  /** Writes an image of this run, such as {@link #curve} or {@link #overlay}, as PNG. */
  public void writeImage(Path file, BufferedImage image) {
    AtomicFile.writePng(file, image);
  }

  /** Writes the configuration: any object that Jackson can write. */
  public void writeConfiguration(Object configuration) {
    JsonFile.write(configurationFile(), configuration);
  }

  /** Reads the configuration back. */
  public <T> T readConfiguration(Class<T> type) {
    return JsonFile.read(configurationFile(), type);
  }

  /**
   * Adds a line to metrics.csv. A column that only some lines have is not a number in the others.
   */
  public void appendMetrics(Map<String, Double> row) {
    AtomicFile.writeText(metricsFile(), readMetrics().withAny(row).toCsv());
  }

  /** Drops the lines of later epochs: what a run does that resumes from an older model. */
  public void keepMetricsUpTo(int epoch) {
    AtomicFile.writeText(metricsFile(), readMetrics().upTo(EpochMetrics.EPOCH, epoch).toCsv());
  }

  /** Reads metrics.csv; {@link MetricsTable#EMPTY} where there is none yet. */
  public MetricsTable readMetrics() {
    Path file = metricsFile();
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      if (!text.isEmpty() && !text.endsWith("\n")) {
        throw new IllegalArgumentException("is cut off: the end of its last line is missing");
      }
      MetricsTable metrics = MetricsTable.parseCsv(text);
      if (!metrics.columns().isEmpty()) {
        metrics.column(EpochMetrics.EPOCH); // which every other use needs
      }
      return metrics;
    } catch (IllegalArgumentException e) {
      throw dispensable("file " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw FileProblem.cannot("read", file, e);
    }
  }

  public void writeSummary(RunSummary<?> summary) {
    JsonFile.write(summaryFile(), summary);
  }

  /**
   * Reads the summary back.
   *
   * @param scores those of the run's task, such as {@link SegmentationScores}
   */
  public <S> RunSummary<S> readSummary(Class<S> scores) {
    try {
      return JsonFile.readGeneric(summaryFile(), RunSummary.class, scores);
    } catch (IllegalArgumentException e) {
      throw dispensable(e.getMessage(), e);
    }
  }

  private static IllegalArgumentException dispensable(String problem, Exception cause) {
    return new IllegalArgumentException(problem + "; delete it to go on without", cause);
  }

  /** Draws metrics.csv: a chart in curves/ for every curve of these columns. */
  public void writeCurves(Columns<?> columns) {
    columns.draw(readMetrics()).forEach((name, image) -> writeImage(curve(name), image));
  }

  private boolean isRun() {
    return Files.isRegularFile(configurationFile());
  }

  /** Deletes only what a run writes, the configuration last: until then it remains a run. */
  private void deleteRun() throws IOException {
    for (String folder : List.of("curves", "overlays")) {
      Path pictures = path.resolve(folder);
      if (Files.isDirectory(pictures)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(pictures, "*.png")) {
          for (Path file : files) {
            Files.delete(file);
          }
        }
      }
    }
    for (Path file :
        List.of(
            modelFile(),
            metricsFile(),
            summaryFile(),
            bestModel(),
            lastModel(),
            trainedModel(),
            trainedEpochFile(),
            configurationFile())) {
      Files.deleteIfExists(file);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      return !files.iterator().hasNext();
    }
  }

  /** Names of images may hold folders; a file's name may not. */
  private static String fileName(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}._-]+", "_");
  }
}
