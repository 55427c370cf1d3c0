package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.dl4jvision.example.ArticleExamples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands that run examples. */
@Command(
    name = "example",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    description = "Run a small program of the documentation.",
    subcommands = ExampleCommand.Article.class)
final class ExampleCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which example is missing: article");
  }

  @Command(
      name = "article",
      mixinStandardHelpOptions = true,
      description =
          "Train one small network with binary cross-entropy, L1 and Dice (docs/corrections.md).")
  static final class Article implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      ArticleExamples.all().forEach(out::println);
      out.flush();
      return 0;
    }
  }
}
