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

/** Compares models of any origin by their scores of the same images. */
@Command(
    name = "scores",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compare models by scores of the same images: means, differences with bootstrap intervals,"
          + " Wilcoxon's signed-rank test, p-values adjusted by Holm, and a verdict each pair.",
      "",
      "A file has columns image and score under a header, in any order and among others. Images are"
          + " paired by name; docs/judging.md has the definitions."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision compare scores dice.csv cross-entropy.csv",
      "  dl4j-vision compare scores a.csv b.csv c.csv --rope 0.01 --json"
    })
final class CompareScoresCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ComparisonOptions options;

  @Option(
      names = "--seed",
      order = 9,
      paramLabel = "N",
      defaultValue = "42",
      description = "Draws the images of the bootstrap (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    ScoreTable table =
        ScoreTable.ofImages(options.files().stream().map(ScoreFile::ofImages).toList());
    Warnings.print(table.warnings(), spec.commandLine().getErr());
    options.print(
        ScoreComparison.ofImages(table, seed, options.lowerIsBetter(), options.rope()),
        spec.commandLine().getOut());
    return 0;
  }
}
