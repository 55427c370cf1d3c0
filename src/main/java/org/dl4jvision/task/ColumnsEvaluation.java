package org.dl4jvision.task;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.page.run.EvaluationPage;
import picocli.CommandLine.Option;

/**
 * An evaluation that finds what validations find: the data are read as the training reads them, and
 * the numbers are the columns of the task.
 *
 * @param <V> what validations find
 */
public final class ColumnsEvaluation<V extends TaskValidation> extends ModelEvaluation {

  private final Task<V> task;

  /** The folder with images; null for that of the training. */
  @Option(names = "--data", order = 11, paramLabel = "DIR", description = "${bundle:data.help}")
  public Path data;

  public ColumnsEvaluation(Task<V> task) {
    this.task = task;
  }

  @Override
  public Outcome measure(RunFolder run) {
    Optional<RunFolder> folder = reportFolder();
    TrainingOptions<V> options = task.options();
    Map<String, Object> configuration = new LinkedHashMap<>();
    run.readConfiguration(Map.class)
        .forEach((name, value) -> configuration.put(name.toString(), value));
    options.setEarlier(configuration.keySet());
    configuration.forEach((name, value) -> options.set(name, value.toString()));
    if (data != null) {
      options.set("data", data.toString());
    }
    options.batchSize = batchSize;
    Training<V> training = options.open();
    ComputationGraph network = ModelFile.best(run, training.modelCard());
    Acceleration.enable(network);
    V found = training.validator(split).validate(network);
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("data", training.modelCard().dataset());
    numbers.put("split", splitName());
    numbers.put("loss", found.loss());
    numbers.putAll(task.columns().numbers(found));
    folder.ifPresent(
        to ->
            EvaluationPage.write(
                to, run, task.columns(), numbers.get("data") + ", " + splitName(), found.scores()));
    return new Outcome() {
      @Override
      public List<String> warnings() {
        return training.warnings();
      }

      @Override
      public Map<String, Object> toMap() {
        return numbers;
      }

      @Override
      public void print(PrintWriter out) {
        out.printf(Locale.ROOT, "%s, %s images%n", numbers.get("data"), splitName());
        numbers.forEach(
            (name, value) -> {
              if (value instanceof Double number) {
                out.println(name + " " + Decimals.of(number));
              }
            });
      }
    };
  }
}
