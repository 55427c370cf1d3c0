package org.dl4jvision.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.export.LabeledImage;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.Column;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.ImageScores;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.ReportFiles;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.Scores;
import org.dl4jvision.report.page.Pages;
import org.dl4jvision.train.BatchResult;
import org.dl4jvision.train.EpochResult;
import org.dl4jvision.train.Trainer;
import org.dl4jvision.train.TrainerListener;
import org.dl4jvision.train.TrainingResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What holds of every task. A task's test says what task it is, what data a training of a second
 * takes, and what its files are; it has the task's package and name with "Test" appended.
 *
 * @param <V> what validations find
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BaseTaskTestCase<V extends TaskValidation> {

  @TempDir Path folder;

  private Path data;
  private RunFolder run;
  private Training<V> training;

  /** The task. */
  protected abstract Task<V> task();

  /** Options of a training of a second on these data, which {@link #writeData} wrote. */
  protected abstract TrainingOptions<V> tinyOptions(Path data);

  /** An evaluation on these data. */
  protected abstract ModelEvaluation tinyEvaluation(Path data);

  /** Writes a few training and validation images. */
  protected abstract void writeData(Path folder) throws IOException;

  /** A folder of the images of {@link #writeData}. */
  protected abstract Path images(Path data);

  /** The header of metrics.csv. */
  protected abstract List<String> header();

  /** The files of a run besides those of every run, such as curves. */
  protected abstract Set<String> pictures();

  /** The files that a prediction of {@link #images} writes. */
  protected abstract Set<String> predictions();

  /** The score among the numbers of an evaluation. */
  protected abstract double score(Map<String, Object> evaluation);

  /** Makes the network another one. */
  protected abstract void changeNetwork(TrainingOptions<V> options);

  @BeforeAll
  void train(@TempDir Path shared) throws IOException {
    data = Files.createDirectories(shared.resolve("data"));
    writeData(data);
    run = RunFolder.create(shared.resolve("run"), RunFolder.Existing.REFUSE);
    training = training(options -> {});
    TaskRun.create(training, run).trainer().build().fit();
  }

  private Training<V> training(Consumer<TrainingOptions<V>> set) {
    TrainingOptions<V> options = tinyOptions(data);
    options.epochs = 2;
    set.accept(options);
    return options.open();
  }

  private RunFolder newFolder(String name) {
    return RunFolder.create(folder.resolve(name), RunFolder.Existing.REFUSE);
  }

  private static Set<String> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void isFoundByItsName() {
    assertSame(task().getClass(), Tasks.REGISTRY.get(task().name()).getClass());
    assertEquals(task().name(), Tasks.of(run).name());
    assertEquals(task().name(), training.task().name());
    assertTrue(task().help().length() > 10, task().help());
  }

  @Test
  void aRunFolderIsComplete() {
    Set<String> expected = new TreeSet<>(pictures());
    expected.addAll(
        List.of(
            "configuration.json",
            "model.json",
            "metrics.csv",
            "summary.json",
            "best-model.zip",
            "last-model.zip",
            "report.html",
            "report.json",
            "report.md",
            "curves/loss.png"));
    assertEquals(expected, files(run.path()));
    assertConfigurationIsThatOfTheTraining();
    assertEquals(header(), run.readMetrics().columns());
    assertArrayEquals(new double[] {1, 2}, run.readMetrics().column(EpochMetrics.EPOCH));
    Scores best = run.readSummary(task().scores()).best();
    assertNotNull(best);
    assertTrue(best.score() >= run.readSummary(task().scores()).last().score());
  }

  private void assertConfigurationIsThatOfTheTraining() {
    assertEquals(
        JsonFile.toText(training.options().toMap()),
        JsonFile.toText(run.readConfiguration(Map.class)));
  }

  @Test
  void aCardOfAnyVersionNamesTheTask() {
    RunFolder copy = newFolder("card");
    JsonFile.write(copy.modelFile(), Map.of("task", task().name().toUpperCase()));
    assertEquals(task().name(), Tasks.of(copy).name());
    JsonFile.write(copy.modelFile(), Map.of("task", "no-such"));
    assertEquals(
        "file "
            + copy.modelFile()
            + ": there is no task no-such; tasks are "
            + String.join(", ", Tasks.REGISTRY.names()),
        assertThrows(IllegalArgumentException.class, () -> Tasks.of(copy)).getMessage());
  }

  @Test
  void aTrainingThatWasBrokenOffGoesOnAsAnUnbrokenOne() {
    RunFolder broken = newFolder("broken");
    fitOneEpoch(TaskRun.create(training, broken).trainer());
    TaskRun<V> resumed = TaskRun.resume(training, broken);
    resumed.trainer().build().fit();

    MetricsTable expected = run.readMetrics();
    MetricsTable actual = broken.readMetrics();
    for (String column : header()) {
      if (!column.equals(EpochMetrics.SECONDS)) {
        assertArrayEquals(expected.column(column), actual.column(column), 1e-6, column);
      }
    }
    int best = run.readSummary(task().scores()).bestEpoch();
    assertEquals(best, broken.readSummary(task().scores()).bestEpoch());
    String outcome = resumed.outcome().orElseThrow();
    assertTrue(outcome.startsWith("best epoch " + best + " of 2: "), outcome);
  }

  private void fitOneEpoch(Trainer.Builder<V> builder) {
    List<Trainer<V>> trainer = new ArrayList<>();
    trainer.add(
        builder
            .listener(
                new TrainerListener<V>() {
                  @Override
                  public void onEpoch(EpochResult<? extends V> epoch, ComputationGraph network) {
                    trainer.get(0).stop();
                  }
                })
            .build());
    assertEquals(TrainingResult.End.STOPPED, trainer.get(0).fit().end());
  }

  @Test
  void beforeAValidationTheNewestModelIsBestAndAfterItNever() {
    RunFolder early = newFolder("early");
    TaskRun<V> stopped = TaskRun.create(training, early);
    fitOneEpoch(stopped.trainer().validator(training.validator(Split.VALIDATION), 9));

    assertEquals(1, early.readSummary(task().scores()).bestEpoch());
    assertEquals(ModelFile.last(early).params(), ModelFile.best(early).params());
    String outcome = stopped.outcome().orElseThrow();
    assertTrue(outcome.startsWith("best epoch 1 of 1, not validated: "), outcome);

    TaskRun.resume(training, early).trainer().build().fit();

    assertEquals(2, early.readSummary(task().scores()).bestEpoch());
  }

  @Test
  void aRunStoppedInItsFirstEpochHasAModelUnlessItWasKilled() throws IOException {
    RunFolder none = newFolder("none");
    List<Trainer<V>> trainer = new ArrayList<>();
    trainer.add(
        TaskRun.create(training, none)
            .trainer()
            .listener(
                new TrainerListener<V>() {
                  @Override
                  public void onBatch(BatchResult batch) {
                    trainer.get(0).stop();
                  }
                })
            .build());
    assertEquals(TrainingResult.End.STOPPED, trainer.get(0).fit().end());
    assertNotNull(task().prediction().open(none, images(data)));

    Files.delete(none.trainedModel());
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> task().prediction().open(none, images(data)))
            .getMessage();
    assertEquals(
        none.path()
            + ": has no model yet, as no epoch of its training is complete; go on with it"
            + " (--resume)",
        message);
  }

  @Test
  void whatCannotBeResumedSaysWhy() {
    Training<V> other =
        training(
            options -> {
              options.epochs = 3;
              changeNetwork(options);
            });
    IllegalArgumentException weights =
        assertThrows(IllegalArgumentException.class, () -> TaskRun.resume(other, run));
    assertEquals(
        String.format(
            "%s: has %d weights, but with these options the network has %d",
            run.lastModel(), training.newNetwork().numParams(), other.newNetwork().numParams()),
        weights.getMessage());
    assertConfigurationIsThatOfTheTraining();
  }

  @Test
  void anEvaluationFindsWhatTheTrainingFound() {
    ModelEvaluation.Outcome outcome = tinyEvaluation(data).measure(run);

    Map<String, Object> numbers = outcome.toMap();
    assertEquals("validation", numbers.get("split"));
    assertEquals(
        run.readSummary(task().scores()).best().score(), score(numbers), 1e-6, numbers.toString());
    StringWriter text = new StringWriter();
    outcome.print(new PrintWriter(text, true));
    assertTrue(text.toString().contains("validation images"), text.toString());
    ModelEvaluation test = tinyEvaluation(data);
    test.split = Split.TEST;
    String message =
        assertThrows(IllegalArgumentException.class, () -> test.measure(run)).getMessage();
    assertTrue(message.contains("no test images"), message);
  }

  @Test
  void aReportTellsOfSingleImages() throws IOException {
    assumeTrue(pictures().contains(ReportFiles.SCORES), "the task has no scores of images");
    Map<String, Double> scores = ImageScores.read(run.path().resolve(ReportFiles.SCORES));
    assertTrue(scores.size() > 1, scores.toString());
    String report = Files.readString(run.path().resolve(ReportFiles.MARKDOWN));
    for (String image : scores.keySet()) {
      assertTrue(report.contains("| " + image + " | "), report);
    }
    assertTrue(report.contains("**The worst images**"), report);
  }

  @Test
  void anEvaluationLeavesAReportWhereItIsAskedTo() {
    ModelEvaluation evaluation = tinyEvaluation(data);
    evaluation.report = folder.resolve("report");
    evaluation.measure(run);
    assertTrue(Pages.exist(evaluation.report));
    assertThrows(IllegalArgumentException.class, () -> evaluation.measure(run));
  }

  @Test
  void aPredictionWritesAFileOfEveryImage() {
    Path out = folder.resolve("out");

    List<LabeledImage> labeled = new ArrayList<>();
    ModelPrediction options = task().prediction();
    options.batchSize = 2;
    ModelPrediction.Prepared prediction = options.open(run, images(data));
    String said = prediction.write(out, labeled::add);

    assertEquals(predictions(), files(out));
    assertTrue(said.endsWith(" images in " + out), said);
    // What can be corrected in other tools is told of every image, in their order.
    List<Path> images =
        prediction.labelClasses().isEmpty() ? List.of() : ImageFiles.list(images(data));
    assertEquals(images, labeled.stream().map(LabeledImage::file).toList());
    labeled.forEach(image -> assertEquals(ImageFiles.readSize(image.file()), image.size()));
  }

  @Test
  void aNewColumnIsKnownToRunsAndEvaluations() {
    Column<V> column = Column.of("halfScore", "half of the score", v -> v.score() / 2);
    task().columns().registry().register(column);
    try {
      RunFolder wider = newFolder("wider");
      Training<V> one = training(options -> options.epochs = 1);
      TaskRun.create(one, wider).trainer().build().fit();

      double score = wider.readSummary(task().scores()).best().score();
      assertEquals(score / 2, wider.readMetrics().column("halfScore")[0], 1e-9);
      assertEquals(
          score / 2, (double) tinyEvaluation(data).measure(wider).toMap().get("halfScore"), 1e-6);
    } finally {
      task().columns().registry().unregister(column);
    }
    assertEquals(header(), List.copyOf(task().columns().row(nothing()).keySet()));
  }

  private EpochMetrics<V> nothing() {
    return new EpochMetrics<>(1, 0, 0, training.nothing(), 0);
  }

  @Test
  void nothingMeansNoNumber() {
    Map<String, Double> row = task().columns().row(nothing());
    row.keySet().removeAll(List.of("epoch", "trainLoss", "validationLoss", "seconds"));
    assertEquals(
        Set.of(Double.NaN), row.values().stream().collect(Collectors.toSet()), row.toString());
  }

  /** A value of an option that is not its default. */
  private static String sample(OptionSpec option) {
    Class<?> type = option.type();
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .filter(value -> !value.equals(option.initialValue()))
          .findFirst()
          .orElseThrow()
          .toString();
    }
    if (type == boolean.class) {
      return option.initialValue().equals(true) ? "false" : "true";
    }
    if (type == Boolean.class) {
      return "true";
    }
    return type == double.class || type == Double.class ? "0.125" : "3";
  }

  @Test
  void anOptionIsTheSameOnTheCommandLineInAFileAndInJava() {
    CommandSpec spec = CommandSpec.forAnnotatedObject(task().options());
    Set<String> names =
        spec.options().stream()
            .map(option -> option.longestName().substring(2))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(names, new TreeSet<>(task().options().names()));
    for (OptionSpec option : spec.options()) {
      String name = option.longestName().substring(2);
      TrainingOptions<V> typed = task().options();
      CommandLine line = new CommandLine(typed).setCaseInsensitiveEnumValuesAllowed(true);
      line.parseArgs("--" + name + "=" + sample(option));
      TrainingOptions<V> set = task().options();
      set.set(name, sample(option));
      assertEquals(typed.toMap(), set.toMap(), name);
      assertTrue(set.toMap().containsKey(name), name);
      assertEquals(1, different(set, task().options()), name);
    }
  }

  private static long different(Options one, Options two) {
    return one.toMap().entrySet().stream()
        .filter(entry -> !entry.getValue().equals(two.toMap().get(entry.getKey())))
        .count();
  }

  @Test
  void optionsAreReadBack() {
    TrainingOptions<V> read = task().options();
    training.options().toMap().forEach((name, value) -> read.set(name, value.toString()));
    assertEquals(training.options().toMap(), read.toMap());
  }

  @Test
  void everyVariableOfADescriptionHasAText() {
    TrainingOptions<V> options = task().options();
    for (OptionSpec option : CommandSpec.forAnnotatedObject(options).options()) {
      String description = String.join(" ", option.description());
      for (String variable : description.split("\\$\\{bundle:")) {
        if (!variable.equals(description) && variable.contains("}")) {
          String key = variable.substring(0, variable.indexOf('}'));
          assertNotNull(options.text(key), option.longestName() + ": " + key);
        }
      }
    }
  }

  @Test
  void aTrainingKeepsItsOptions() {
    TrainingOptions<V> given = tinyOptions(data);
    Training<V> kept = given.open();
    Map<String, Object> before = kept.options().toMap();

    given.seed = 77;
    kept.options().seed = 78;

    assertEquals(before, kept.options().toMap());
  }

  @Test
  void optionsOutsideTheirRangeAreRefused() {
    assertRefused("epochs is 0; allowed: whole numbers >= 1", o -> o.epochs = 0);
    assertRefused("batch-size is 0; allowed: whole numbers >= 1", o -> o.batchSize = 0);
    String threads =
        "; allowed: 1 to " + Math.max(256, 16 * Runtime.getRuntime().availableProcessors());
    assertRefused("threads is 0" + threads, o -> o.threads = 0);
    assertRefused("threads is 100000" + threads, o -> o.threads = 100_000);
    assertRefused(
        "learning-rate is 0.0; allowed: numbers from 1e-10 to 1e30", o -> o.learningRate = 0.0);
    assertRefused("l2 is -1.0; allowed: numbers from 0 to 1000000", o -> o.l2 = -1);
    assertRefused(
        "max-minutes is 0.0; allowed: numbers from 0.001 to 1000000", o -> o.maxMinutes = 0.0);
  }

  private void assertRefused(String message, Consumer<TrainingOptions<V>> set) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, () -> training(set)).getMessage());
  }
}
