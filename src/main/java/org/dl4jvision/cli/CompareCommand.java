package org.dl4jvision.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands that say which of several models is better. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Say which of several models is better, and whether the data at hand can tell.",
    subcommands = {CompareScoresCommand.class, CompareFoldsCommand.class})
final class CompareCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "what to compare is missing: " + String.join(" or ", spec.subcommands().keySet()));
  }
}
