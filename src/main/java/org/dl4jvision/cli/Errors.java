package org.dl4jvision.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.dl4jvision.check.Nearest;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.task.Options;
import org.dl4jvision.train.TrainingDivergedException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one line on standard error and an exit code. */
final class Errors {

  static final int BAD_INPUT = 2;
  static final int UNEXPECTED = 1;

  private Errors() {}

  /** Answers a command line that cannot be understood. */
  static int handleParameters(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    print(command, message(e));
    command
        .getErr()
        .println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for more.");
    return BAD_INPUT;
  }

  private static String message(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return message(unmatched);
    }
    if (e.getArgSpec() == null && e.getValue() != null) {
      return unknownCommand(e.getValue(), e.getCommandLine().getCommandSpec()); // of "help"
    }
    boolean badValue =
        !(e instanceof MissingParameterException)
            && e.getArgSpec() instanceof OptionSpec
            && e.getValue() != null;
    if (badValue) {
      OptionSpec option = (OptionSpec) e.getArgSpec();
      String name = option.longestName().replaceFirst("^--", "");
      return Options.refusal(name, option.type(), e.getValue());
    }
    return e.getMessage();
  }

  /** The first argument that does not belong there; those behind it may be its values. */
  private static String message(UnmatchedArgumentException e) {
    String first = e.getUnmatched().get(0);
    var spec = e.getCommandLine().getCommandSpec();
    if (first.startsWith("-")) {
      String name = first.replaceFirst("=.*", "");
      return "unknown option " + name + Nearest.hint(name, spec.optionsMap().keySet());
    }
    return spec.subcommands().isEmpty() || !spec.positionalParameters().isEmpty()
        ? "unexpected argument '" + first + "'"
        : unknownCommand(first, spec);
  }

  private static String unknownCommand(String name, CommandSpec spec) {
    return "unknown command '" + name + "'" + Nearest.hint(name, spec.subcommands().keySet());
  }

  /** Runs a command, and answers what it throws: errors, too, which picocli lets pass. */
  static int execute(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (ParameterException e) {
      throw e;
    } catch (ExecutionException e) {
      return handle(e.getCause() == null ? e : e.getCause(), e.getCommandLine());
    } catch (RuntimeException | Error e) {
      return handle(e, parsed.commandSpec().commandLine());
    }
  }

  private static int handle(Throwable thrown, CommandLine command) {
    boolean resumable = thrown instanceof ResumableException;
    Throwable e = resumable ? thrown.getCause() : thrown;
    String remedy = resumable ? "; " + thrown.getMessage() : "";
    Main main = (Main) command.getCommandSpec().root().userObject();
    if (main.verbose) {
      e.printStackTrace(command.getErr());
    }
    if (LackOfMemory.isCauseOf(e)) {
      boolean told = e instanceof LackOfMemory;
      print(command, (told ? e.getMessage() : "out of memory: " + LackOfMemory.more()) + remedy);
      return UNEXPECTED;
    }
    if (isBadInput(e)) {
      print(command, message(e) + remedy);
      return BAD_INPUT;
    }
    String hint = main.verbose ? "" : " (" + Main.VERBOSE + " shows where)";
    print(command, "unexpected error, " + e + hint + remedy);
    return UNEXPECTED;
  }

  /** Exceptions of Java that extend IllegalArgumentException are not meant for users. */
  private static boolean isBadInput(Throwable e) {
    return (e.getClass() == IllegalArgumentException.class && e.getMessage() != null)
        || e instanceof IOException
        || e instanceof UncheckedIOException
        || e instanceof TrainingDivergedException;
  }

  private static String message(Throwable e) {
    boolean wordless =
        e instanceof UncheckedIOException && e.getMessage().equals(e.getCause().toString());
    Throwable cause = wordless ? e.getCause() : e;
    if (cause instanceof FileSystemException system && system.getFile() != null) {
      return FileProblem.cannot("open", Path.of(system.getFile()), system).getMessage();
    }
    return cause instanceof IOException io ? FileProblem.reason(io) : cause.getMessage();
  }

  private static void print(CommandLine command, String message) {
    command.getErr().println("dl4j-vision: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
