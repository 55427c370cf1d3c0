package org.dl4jvision.cli;

import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.ServiceLoader;
import org.deeplearning4j.config.DL4JSystemProperties;
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
      ExportCommand.class,
      PredictCommand.class,
      DataCommand.class,
      ListCommand.class,
      LossCommand.class,
      NetworkCommand.class,
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision train segmentation                  train on built-in images of cells",
      "  dl4j-vision train segmentation --data photos    train on your own images and masks",
      "  dl4j-vision train detection --data VOC2007      train on your own images and boxes",
      "  dl4j-vision data inspect photos                 see how a folder is understood",
      "  dl4j-vision data check photos                   see what is wrong with it",
      "  dl4j-vision advise --data photos                see which losses suit the data",
      "  dl4j-vision explain runs/NAME                   see what the loss sees, and why",
      "  dl4j-vision predict runs/NAME new-images --out masks"
    },
    exitCodeListHeading = "%nExit codes:%n")
public final class Main implements Runnable {

  static final String VERBOSE = "--verbose";

  private static final String LOGGING = "logback.configurationFile";

  @Spec private CommandSpec spec;

  @Option(
      names = VERBOSE,
      scope = ScopeType.INHERIT,
      description = "Show stack traces and the messages of the libraries.")
  boolean verbose;

  @Option(
      names = "--log-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "Add all messages to this file, too, with the time, and stack traces of what fails.")
  Path logFile;

  /** Where messages go. */
  Terminal err;

  public static void main(String[] args) {
    configureLibraries(Arrays.asList(args).contains(VERBOSE));
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> tell(e));
    int exitCode = ExitCode.UNEXPECTED.code();
    try {
      exitCode = commandLine().execute(args);
    } catch (RuntimeException | Error e) {
      Failure failure = tell(e);
      exitCode = failure.code().code();
    } finally {
      System.exit(exitCode);
    }
  }

  /** Says what was thrown where no command answers it. */
  private static Failure tell(Throwable e) {
    Failure failure = Failure.of(e);
    System.err.println("dl4j-vision: " + OneLine.of(failure.message()));
    return failure;
  }

  /** The tool as a picocli command, ready to be executed. */
  public static CommandLine commandLine() {
    CommandLine standard = new CommandLine(new HelpCommand());
    return commandLine(standard.getOut(), standard.getErr());
  }

  /**
   * The tool with other streams.
   *
   * @param out for results
   * @param err for messages
   */
  static CommandLine commandLine(Writer out, Writer err) {
    Main main = new Main();
    CommandLine result = new CommandLine(main);
    ServiceLoader.load(ExtraCommand.class).forEach(result::addSubcommand);
    result.addSubcommand(new ExampleCommand());
    result.addSubcommand(new HelpCommand());
    result.getSubcommands().get("data").addSubcommand(DataCheckCommand.line());
    result.getSubcommands().get("data").addSubcommand(DataInspectCommand.line());
    result.addSubcommand(AdviseCommand.line());
    result.addSubcommand(ExplainCommand.line());
    result.addSubcommand(CompareCommand.line());
    TrainCommand.addTasks(result.getSubcommands().get("train"));
    EvaluateCommand.addTasks(result.getSubcommands().get("evaluate"));
    result.getSubcommands().get("evaluate").addSubcommand(EvaluateMasksCommand.line());
    result.getSubcommands().get("data").addSubcommand(DataConvertCommand.line());
    result.getSubcommands().get("data").addSubcommand(DataPreviewCommand.line());
    PredictCommand.addTasks(result.getSubcommands().get("predict"));
    result.getCommandSpec().usageMessage().exitCodeList(ExitCode.meanings());
    result.setCaseInsensitiveEnumValuesAllowed(true);
    result.setUsageHelpAutoWidth(true);
    result.setExpandAtFiles(false); // A file's name may begin with @.
    result.registerConverter(Path.class, Main::path);
    result.setParameterExceptionHandler(Errors::handleParameters);
    result.setExecutionStrategy(Errors::execute);
    main.err = Terminal.err(err);
    result.setErr(main.err);
    result.setOut(Terminal.out(out));
    return result;
  }

  /** What shows where something unexpected happened. */
  String shows() {
    return logFile == null ? VERBOSE : logFile.toString();
  }

  private static Path path(String name) {
    try {
      return FileNames.path(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /**
   * Sets up the libraries before their classes are loaded: what they log, and that Deeplearning4j
   * leaves no dump of its memory in the working folder where the memory runs out. What the user
   * says wins.
   */
  private static void configureLibraries(boolean verbose) {
    setUnlessSet(DL4JSystemProperties.CRASH_DUMP_ENABLED_PROPERTY, "false");
    // JavaCPP's own one says of every start that ND4J's OpenBLAS is older.
    setUnlessSet("org.bytedeco.javacpp.logger", "slf4j");
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "org/dl4jvision/cli/logback.xml");
      System.setProperty("dl4jvision.log", verbose ? "INFO" : "OFF");
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
