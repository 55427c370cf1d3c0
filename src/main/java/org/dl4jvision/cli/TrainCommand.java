package org.dl4jvision.cli;

import java.util.stream.Collectors;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.Tasks;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands that train, of which each task has one. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "TASK",
    description = "Train a network.")
final class TrainCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** Adds the commands of all tasks. */
  static void addTasks(CommandLine train) {
    for (Task<?> task : Tasks.REGISTRY.all()) {
      train.addSubcommand(task.name(), TrainTaskCommand.of(task));
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        Tasks.REGISTRY.names().stream()
            .collect(Collectors.joining(" or ", "what to train is missing: ", "")));
  }
}
