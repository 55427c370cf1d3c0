package org.dl4jvision.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dl4jvision.cli.ExtraCommand;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.MarkedText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmarks as a command of the tool. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    description = "Measure speed on this machine.",
    subcommands = {
      BenchCommand.Losses.class,
      BenchCommand.Training.class,
      BenchCommand.Zoo.class,
      BenchCommand.Data.class
    })
public final class BenchCommand implements ExtraCommand, Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "what to measure is missing: losses, training, zoo or data");
  }

  /** What all benchmarks have in common. */
  private abstract static class Benchmark implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--quick", description = "Measure less: the whole takes under 5 minutes.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the numbers as JSON.")
    private Path json;

    @Option(names = "--chart", paramLabel = "FILE", description = "Draw the numbers as a PNG.")
    private Path chart;

    @Option(
        names = "--markdown",
        paramLabel = "FILE",
        description = "Write the tables between the marks of this page, as in docs/performance.md.")
    private Path markdown;

    abstract Report measure(boolean less, Consumer<String> progress);

    @Override
    public Integer call() {
      String name = spec.name();
      if (markdown != null) {
        MarkedText.check(markdown, name); // The check comes before hours of work.
      }
      PrintWriter err = spec.commandLine().getErr();
      Report report = silently(() -> measure(quick, text -> err.println(name + ": " + text)));
      spec.commandLine().getOut().print(report);
      spec.commandLine().getOut().flush();
      if (json != null) {
        JsonFile.write(json, report.json());
      }
      if (chart != null) {
        AtomicFile.writePng(chart, report.chart());
      }
      if (markdown != null) {
        MarkedText.replace(markdown, name, report.toString());
      }
      return 0;
    }

    /** SameDiff prints to standard output what it is about. */
    private static Report silently(Supplier<Report> measurement) {
      PrintStream out = System.out;
      System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
      try {
        return measurement.get();
      } finally {
        System.setOut(out);
      }
    }
  }

  @Command(
      name = "losses",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Times score and gradient of losses: ours, Deeplearning4j's, the same as a SameDiffLoss,"
            + " and PyTorch's where its engine is there, in turns, and a copy of the array.",
        "Before it is timed, everybody's result is compared with ours."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  dl4j-vision bench losses --quick",
        "  dl4j-vision bench losses --workload multiclass-8x21x256x256 --loss dice --json"
            + " dice.json",
        "",
        "PyTorch (110 MB): DL4J_VISION_PROFILE=peers ./dl4j-vision bench losses"
      })
  static final class Losses extends Benchmark {

    @Option(
        names = "--workload",
        paramLabel = "NAME",
        description =
            "Only these arrays (may be repeated): binary-8x1x512x512, multiclass-8x21x256x256,"
                + " volume-1x4x96x96x96, tiny-32x10.")
    private List<String> workloads = new ArrayList<>();

    @Option(
        names = "--loss",
        paramLabel = "LOSS",
        description =
            "Only these losses (may be repeated): cross-entropy (binary-cross-entropy for one"
                + " class), dice, focal, tversky, lovasz, smooth-l1, \"dice + cross-entropy\".")
    private List<String> losses = new ArrayList<>();

    @Override
    Report measure(boolean less, Consumer<String> progress) {
      return new LossComparison(workloads, losses, less, progress).run();
    }
  }

  @Command(
      name = "training",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Times training steps (forward, loss, backward, Adam) of U-Nets: ours, Deeplearning4j's,"
            + " and PyTorch's where its engine is there, in turns; the share of loss and loss layer"
            + " in ours; and memory.",
        "Before it is timed, everybody's loss is compared with ours, before an update and after."
      },
      footerHeading = "%nExample:%n",
      footer = {
        "  dl4j-vision bench training --quick --network unet-8-4x128",
        "",
        "PyTorch (110 MB): DL4J_VISION_PROFILE=peers ./dl4j-vision bench training"
      })
  static final class Training extends Benchmark {

    @Option(
        names = "--network",
        paramLabel = "NAME",
        description = {
          "Only these networks (may be repeated):",
          "unet-16-1x256: 535,505 parameters, one image of 256x256",
          "unet-8-4x128: half as many channels, 4 images of 128x128"
        })
    private List<String> networks = new ArrayList<>();

    @Override
    Report measure(boolean less, Consumer<String> progress) {
      return compare(networks, List.of(UNetWorkload.values()), less, progress);
    }
  }

  @Command(
      name = "zoo",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Times training steps (forward, loss, backward, Adam) of the networks of Deeplearning4j's"
            + " zoo on four images of 128x128 with ten classes: ours, Deeplearning4j's, and"
            + " Python's PyTorch where there is a python3 with torch, in turns.",
        "Before it is timed, everybody's loss is compared with ours, before three updates and after"
            + " each."
      },
      footerHeading = "%nExample:%n",
      footer = "  dl4j-vision bench zoo --quick --network resnet50")
  static final class Zoo extends Benchmark {

    @Option(
        names = "--network",
        paramLabel = "NAME",
        description =
            "Only these networks (may be repeated): squeezenet, darknet19, vgg16, resnet50,"
                + " xception, unet, tinyyolo, alexnet, lenet, inceptionresnetv1.")
    private List<String> networks = new ArrayList<>();

    @Override
    Report measure(boolean less, Consumer<String> progress) {
      return compare(networks, ZooWorkload.all(), less, progress);
    }
  }

  /**
   * @param names of some; empty for all
   */
  private static Report compare(
      List<String> names,
      List<? extends TrainingWorkload> all,
      boolean less,
      Consumer<String> progress) {
    List<? extends TrainingWorkload> chosen =
        names.isEmpty()
            ? all
            : names.stream()
                .map(n -> Names.find("network", n, all.toArray(TrainingWorkload[]::new)))
                .toList();
    return new TrainingComparison(chosen, less, progress).run();
  }

  @Command(
      name = "data",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Times how a crop of 256x256 is read for a training, with its classes: from images of 1, 12"
            + " and 100 megapixels, and from files that hold just the crop, in turns.",
        "Decoded images are in memory, or too many for it."
      },
      footerHeading = "%nExample:%n",
      footer = "  dl4j-vision bench data --quick")
  static final class Data extends Benchmark {

    @Override
    Report measure(boolean less, Consumer<String> progress) {
      return new DataComparison(less, progress).run();
    }
  }
}
