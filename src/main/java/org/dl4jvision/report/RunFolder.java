package org.dl4jvision.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.FolderLock;
import org.dl4jvision.io.JsonFile;

/**
 * The folder of one training run. Every file is written as a whole or not at all ({@link
 * AtomicFile}), so that a run that is killed can be read and resumed.
 *
 * <pre>
 * configuration.json  at the start: the configuration; makes the folder a run folder
 * model.json          at the start: what has to be known of the model besides its weights
 * trained-model.zip   after the steps of an epoch, until it is recorded: the model
 * last-model.zip      after every epoch: the model, and all that is known of the run so far
 * best-model.zip      after an epoch that validated best: a copy of last-model.zip
 * metrics.csv         after every epoch: a line for each
 * curves/*.png        after every epoch: loss and metrics; at the end also those of the best model
 * summary.json        at the start and after every epoch: how the run stands
 * overlays/*.png      at the end: what the best model makes of validation images
 * scores.csv          at the end: how well, image by image; judgement.json: what else is measured
 * events.out.tfevents.*   after every epoch where it is wanted: what TensorBoard shows
 * report.html         after every epoch: all of it for readers; also report.md and report.json
 * .lock               while a process writes: which one
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

  private final Path path;
  private Existing existing; // what prepare() has still to do with a run that is there

  private RunFolder(Path path, Existing existing) {
    this.path = path;
    this.existing = existing;
  }

  /**
   * Creates {@code path}, or takes an existing folder as {@code existing} says. A folder that holds
   * other files but no run is always refused; one whose run has no epoch yet is as good as empty.
   *
   * @throws IllegalArgumentException if the folder is refused
   */
  public static RunFolder create(Path path, Existing existing) {
    RunFolder run = plan(path, existing);
    run.createFolder();
    if (existing == Existing.OVERWRITE) {
      try (FolderLock lock = run.lock()) {
        run.prepare();
      }
    }
    return run;
  }

  /**
   * Like {@link #create}, but nothing is written before {@link #lock} and {@link #prepare}.
   *
   * @throws IllegalArgumentException if the folder is refused
   */
  public static RunFolder plan(Path path, Existing existing) {
    RunFolder run = new RunFolder(path, existing);
    new RunFiles(run).check(existing);
    return run;
  }

  /**
   * Creates {@code parent/kind-yyyyMMdd-HHmmss}, with -2, -3, .. appended where it exists.
   *
   * @param parent {@link #DEFAULT_PARENT} or another
   * @param kind of the run, such as "segmentation"
   */
  public static RunFolder createNew(Path parent, String kind) {
    return create(RunFiles.newPath(parent, kind), Existing.REFUSE);
  }

  /** Like {@link #createNew}, but nothing is written before {@link #lock} and {@link #prepare}. */
  public static RunFolder planNew(Path parent, String kind) {
    return plan(RunFiles.newPath(parent, kind), Existing.REFUSE);
  }

  private void createFolder() {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw FileProblem.lost("create folder", path, e);
    }
  }

  /**
   * Makes this process the only one that writes to the folder, which is created where missing.
   *
   * @throws IllegalArgumentException if another one does
   */
  public FolderLock lock() {
    createFolder();
    return FolderLock.of("run folder", path);
  }

  /**
   * Does what was planned with a run that is there, for the process that has the {@link #lock}, and
   * deletes what a killed one did not write to its end.
   *
   * @throws IllegalArgumentException if there is another run by now
   */
  public void prepare() {
    if (existing != null) {
      new RunFiles(this).prepare(existing);
      existing = null;
    }
  }

  /**
   * A run to read.
   *
   * @throws IllegalArgumentException if it is no run folder
   */
  public static RunFolder open(Path path) {
    RunFolder run = new RunFolder(path, Existing.RESUME);
    if (!run.isRun()) {
      String no = "is not a run folder (no " + CONFIGURATION + ")";
      String why = Files.isDirectory(path) ? no : "there is no such folder";
      throw new IllegalArgumentException("folder " + path + ": " + why);
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

  /** Writes a file of this run, such as {@link #bestModel}, as a whole and for good. */
  public void write(Path file, AtomicFile.PathWriter writer) {
    if (!file.startsWith(path)) {
      throw new IllegalArgumentException("file: " + file + ", must be in " + path);
    }
    AtomicFile.writeDurably(file, writer);
  }

  /** Writes an image of this run, such as {@link #curve} or {@link #overlay}, as PNG. */
  public void writeImage(Path file, BufferedImage image) {
    AtomicFile.writePng(file, image);
  }

  /** Writes the configuration: any object that Jackson can write. */
  public void writeConfiguration(Object configuration) {
    writeJson(configurationFile(), configuration);
  }

  /** Writes an object to a file of this run, such as {@link #modelFile}, for good. */
  public void writeJson(Path file, Object value) {
    write(file, to -> Files.writeString(to, JsonFile.toText(value) + "\n"));
  }

  /** Reads the configuration back. */
  public <T> T readConfiguration(Class<T> type) {
    return JsonFile.read(configurationFile(), type);
  }

  /**
   * Adds a line to metrics.csv. A column that only some lines have is not a number in the others.
   */
  public void appendMetrics(Map<String, Double> row) {
    writeMetrics(readMetrics().withAny(row));
  }

  /** Drops the lines of later epochs: what a run does that resumes from an older model. */
  public void keepMetricsUpTo(int epoch) {
    writeMetrics(readMetrics().upTo(EpochMetrics.EPOCH, epoch));
  }

  /** Writes metrics.csv. */
  public void writeMetrics(MetricsTable metrics) {
    AtomicFile.writeText(metricsFile(), metrics.toCsv());
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

  /** Whether an epoch left anything. */
  public boolean hasEpoch() {
    return Stream.of(trainedModel(), lastModel(), bestModel()).anyMatch(Files::exists)
        || metricsFile().toFile().length() > 1; // earlier versions began with an empty line
  }

  boolean isRun() {
    return Files.isRegularFile(configurationFile());
  }

  /** Names of images may hold folders; a file's name may not. */
  private static String fileName(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}._-]+", "_");
  }
}
