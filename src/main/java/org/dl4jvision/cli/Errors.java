package org.dl4jvision.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.dl4jvision.train.TrainingDivergedException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into one line on standard error and an exit code. */
final class Errors {

  static final int BAD_INPUT = 2;
  static final int UNEXPECTED = 1;

  private Errors() {}

  static int handleParameters(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("dl4j-vision: " + oneLine(e.getMessage()));
    UnmatchedArgumentException.printSuggestions(e, command.getErr());
    command
        .getErr()
        .println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for more.");
    return BAD_INPUT;
  }

  static int handleExecution(Exception e, CommandLine command, ParseResult parsed) {
    Main main = (Main) command.getCommandSpec().root().userObject();
    boolean input = isBadInput(e);
    if (main.verbose) {
      e.printStackTrace(command.getErr());
    }
    String message = input ? message(e) : "unexpected error, " + e;
    String hint = input || main.verbose ? "" : " (" + Main.VERBOSE + " shows where)";
    command.getErr().println("dl4j-vision: " + oneLine(message) + hint);
    return input ? BAD_INPUT : UNEXPECTED;
  }

  private static boolean isBadInput(Exception e) {
    return e instanceof IllegalArgumentException
        || e instanceof IOException
        || e instanceof UncheckedIOException
        || e instanceof TrainingDivergedException;
  }

  private static String message(Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    if (cause instanceof NoSuchFileException) {
      return "no such file or folder: " + cause.getMessage();
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "already exists: " + cause.getMessage();
    }
    if (cause instanceof AccessDeniedException) {
      return "access denied: " + cause.getMessage();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
