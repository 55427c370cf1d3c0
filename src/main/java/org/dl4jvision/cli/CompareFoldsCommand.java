package org.dl4jvision.cli;

import java.util.concurrent.Callable;
import org.dl4jvision.study.ScoreComparison;
import org.dl4jvision.study.ScoreFile;
import org.dl4jvision.study.ScoreTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares models of any origin by their scores of the same folds. */
@Command(
    name = "folds",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compare models by scores of the same folds of a cross-validation, by Nadeau and Bengio's"
          + " t-test: folds share training images, which a plain t-test does not know.",
      "",
      "A file has columns fold and score under a header, or a score a line in the order of the"
          + " folds."
    },
    footerHeading = "%nExample:%n",
    footer = "  dl4j-vision compare folds a.csv b.csv --train-size 80 --test-size 20")
final class CompareFoldsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ComparisonOptions options;

  @Option(
      names = "--train-size",
      order = 1,
      required = true,
      paramLabel = "N",
      description = "Number of images that a fold trains on.")
  private int trainSize;

  @Option(
      names = "--test-size",
      order = 2,
      required = true,
      paramLabel = "M",
      description = "Number of images that a fold is tested on.")
  private int testSize;

  @Override
  public Integer call() {
    ScoreTable table =
        ScoreTable.ofFolds(options.files().stream().map(ScoreFile::ofFolds).toList());
    options.print(
        ScoreComparison.ofFolds(
            table, trainSize, testSize, options.lowerIsBetter(), options.rope()),
        spec.commandLine().getOut());
    return 0;
  }
}
