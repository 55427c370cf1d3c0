package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.study.ScoreComparison;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What commands have in common that compare files of scores. */
final class ComparisonOptions {

  @Parameters(
      arity = "2..*",
      paramLabel = "FILE.csv",
      description = "Two or more files of scores, one a model.")
  private List<Path> files;

  @Option(
      names = "--rope",
      order = 10,
      paramLabel = "X",
      description =
          "Differences of at most X do not matter: say how probable it is that this one does.")
  private Double rope;

  @Option(
      names = "--lower-is-better",
      order = 11,
      description = "Scores are errors or distances (default: higher is better).")
  private boolean lowerIsBetter;

  @Option(names = "--json", order = 12, description = "Print JSON instead of tables.")
  private boolean json;

  List<Path> files() {
    return files;
  }

  Optional<Double> rope() {
    return Optional.ofNullable(rope);
  }

  boolean lowerIsBetter() {
    return lowerIsBetter;
  }

  void print(ScoreComparison comparison, PrintWriter out) {
    if (json) {
      out.println(JsonFile.toText(comparison.toMap()));
    } else {
      comparison.print(out);
    }
    out.flush();
  }
}
