package org.dl4jvision.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.ServiceLoader;
import org.dl4jvision.io.FileNames;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command-line tool. */
@Command(
    name = "dl4j-vision",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Image segmentation and object detection with Deeplearning4j: train, evaluate, predict.",
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      DataCommand.class,
      ListCommand.class,
      LossCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision train segmentation                  train on built-in images of cells",
      "  dl4j-vision train segmentation --data photos    train on your own images and masks",
      "  dl4j-vision train detection --data VOC2007      train on your own images and boxes",
      "  dl4j-vision data inspect photos                 see how a folder is understood",
      "  dl4j-vision predict runs/NAME new-images --out masks"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:out of memory, or anything unexpected",
      "2:bad usage or bad input: an option, a file, a training that diverges"
    })
public final class Main implements Runnable {

  static final String VERBOSE = "--verbose";

  private static final String LOGGING = "logback.configurationFile";

  @Spec private CommandSpec spec;

  @Option(
      names = VERBOSE,
      scope = ScopeType.INHERIT,
      description = "Show stack traces and the messages of the libraries.")
  boolean verbose;

  public static void main(String[] args) {
    configureLogging(Arrays.asList(args).contains(VERBOSE));
    int exitCode = Errors.UNEXPECTED;
    try {
      exitCode = commandLine().execute(args);
    } catch (RuntimeException | Error e) {
      System.err.println("dl4j-vision: unexpected error, " + e);
    } finally {
      System.exit(exitCode);
    }
  }

  /** The tool as a picocli command, ready to be executed. */
  public static CommandLine commandLine() {
    CommandLine result = new CommandLine(new Main());
    ServiceLoader.load(ExtraCommand.class).forEach(result::addSubcommand);
    result.addSubcommand(new ExampleCommand());
    result.addSubcommand(new HelpCommand());
    result.getSubcommands().get("data").addSubcommand(DataInspectCommand.line());
    TrainCommand.addTasks(result.getSubcommands().get("train"));
    EvaluateCommand.addTasks(result.getSubcommands().get("evaluate"));
    result.getSubcommands().get("data").addSubcommand(DataConvertCommand.line());
    PredictCommand.addTasks(result.getSubcommands().get("predict"));
    result.setCaseInsensitiveEnumValuesAllowed(true);
    result.setUsageHelpAutoWidth(true);
    result.registerConverter(Path.class, Main::path);
    result.setParameterExceptionHandler(Errors::handleParameters);
    result.setExecutionStrategy(Errors::execute);
    return result;
  }

  private static Path path(String name) {
    try {
      return FileNames.path(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /**
   * Sets up logging, before any class that logs is loaded. A configuration given by the user wins.
   */
  private static void configureLogging(boolean verbose) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "org/dl4jvision/cli/logback.xml");
      System.setProperty("dl4jvision.log", verbose ? "INFO" : "OFF");
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
