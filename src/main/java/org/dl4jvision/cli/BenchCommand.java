package org.dl4jvision.cli;

import java.util.concurrent.Callable;
import org.dl4jvision.bench.TrainingStepBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds the benchmarks. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    description = "Measure speed on this machine.",
    subcommands = BenchCommand.Training.class)
final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "what to measure is missing: training");
  }

  @Command(
      name = "training",
      mixinStandardHelpOptions = true,
      description =
          "Times one training step of a U-Net (535,505 parameters, one gray image of 256x256) as"
              + " Deeplearning4j runs it and accelerated.",
      footerHeading = "%nExample:%n",
      footer = "  dl4j-vision bench training --repeats 5")
  static final class Training implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
        names = "--repeats",
        paramLabel = "N",
        defaultValue = "5",
        description = "Steps of each kind; the median counts (default: ${DEFAULT-VALUE}).")
    private int repeats;

    @Override
    public Integer call() {
      spec.commandLine().getOut().println(TrainingStepBenchmark.run(repeats));
      return 0;
    }
  }
}
