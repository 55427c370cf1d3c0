package org.dl4jvision.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands about networks. */
@Command(
    name = "network",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Look at networks, and compare them with those of other frameworks.",
    subcommands = {
      NetworkListCommand.class,
      NetworkDescribeCommand.class,
      NetworkEvalCommand.class
    })
final class NetworkCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "what to do with networks is missing: " + String.join(" or ", spec.subcommands().keySet()));
  }
}
