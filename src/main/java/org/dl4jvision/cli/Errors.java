package org.dl4jvision.cli;

import java.io.IOException;
import org.dl4jvision.check.Nearest;
import org.dl4jvision.io.OutputException;
import org.dl4jvision.task.Options;
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

  private Errors() {}

  /** Answers a command line that cannot be understood. */
  static int handleParameters(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    print(command, message(e));
    command
        .getErr()
        .println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for more.");
    return ExitCode.BAD_INPUT.code();
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
    CommandLine root = parsed.commandSpec().commandLine();
    Main main = root.getCommand();
    if (main.logFile == null) {
      return run(parsed, root);
    }
    LogFile log;
    try {
      log = new LogFile(main.logFile);
    } catch (RuntimeException e) {
      return handle(e, root);
    }
    main.err.logTo(log);
    int code = run(parsed, root);
    main.err.logTo(null);
    log.close();
    return code == 0 && log.problem().isPresent() ? handle(log.problem().get(), root) : code;
  }

  private static int run(ParseResult parsed, CommandLine root) {
    try {
      int code = new RunLast().execute(parsed);
      // Results go to System.out through writers that do not tell what becomes of them.
      boolean lost = root.getOut().checkError() | System.out.checkError();
      return code == 0 && lost ? handle(lostOutput(), root) : code;
    } catch (ParameterException e) {
      throw e;
    } catch (ExecutionException e) {
      return handle(e.getCause() == null ? e : e.getCause(), root);
    } catch (RuntimeException | Error e) {
      return handle(e, root);
    }
  }

  private static OutputException lostOutput() {
    String message = "cannot write to standard output: the disk is full, or nobody reads it";
    return new OutputException(message, new IOException(message));
  }

  private static int handle(Throwable thrown, CommandLine root) {
    Main main = root.getCommand();
    main.err.trace(thrown, main.verbose);
    Failure failure = Failure.of(thrown);
    String hint = failure.expected() || main.verbose ? "" : " (" + main.shows() + " shows where)";
    print(root, failure.message() + hint);
    return failure.code().code();
  }

  private static void print(CommandLine command, String message) {
    command.getErr().println("dl4j-vision: " + message.strip());
  }
}
