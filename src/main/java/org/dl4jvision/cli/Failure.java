package org.dl4jvision.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import org.dl4jvision.io.Causes;
import org.dl4jvision.io.DataFault;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.io.OutputException;
import org.dl4jvision.train.TrainingDivergedException;

/**
 * What users and scripts are told of whatever was thrown.
 *
 * @param message in the words of the outermost exception that has words of its own
 * @param expected whether the message says all; else a stack trace may say more
 */
record Failure(ExitCode code, String message, boolean expected) {

  static Failure of(Throwable thrown) {
    if (thrown instanceof TrainingFailure training) {
      Failure failure = of(training.getCause());
      return new Failure(failure.code, failure.message + training.getMessage(), failure.expected);
    }
    Throwable e = inWords(thrown);
    return lackOfMemory(e)
        .or(() -> tooDeep(e))
        .or(() -> known(e))
        .orElseGet(() -> new Failure(ExitCode.UNEXPECTED, "unexpected error, " + chain(e), false));
  }

  /** Leaves out what only wraps another: it has no message, or repeats that of the other. */
  private static Throwable inWords(Throwable thrown) {
    Throwable e = thrown;
    int all = Causes.of(thrown).size(); // causes may form a circle
    for (int i = 1; i < all && e.getCause() != null; i++) {
      if (e.getMessage() != null && !e.getMessage().equals(e.getCause().toString())) {
        return e;
      }
      e = e.getCause();
    }
    return e;
  }

  private static Optional<Failure> lackOfMemory(Throwable e) {
    if (!LackOfMemory.isCauseOf(e)) {
      return Optional.empty();
    }
    String message =
        Causes.first(e, LackOfMemory.class)
            .map(Throwable::getMessage)
            .orElseGet(() -> "out of memory: " + LackOfMemory.more());
    return Optional.of(new Failure(ExitCode.OUT_OF_MEMORY, message, true));
  }

  /** Nothing but input is nested: an expression, JSON, YAML, the directories of a TIFF file. */
  private static Optional<Failure> tooDeep(Throwable e) {
    return Causes.first(e, StackOverflowError.class)
        .map(
            overflow ->
                new Failure(
                    ExitCode.BAD_INPUT,
                    e == overflow || e.getMessage() == null
                        ? "the input is nested too deeply"
                        : e.getMessage() + ": nested too deeply",
                    false));
  }

  private static Optional<Failure> known(Throwable e) {
    if (e instanceof TrainingDivergedException) {
      return Optional.of(new Failure(ExitCode.DIVERGED, e.getMessage(), true));
    } else if (e instanceof OutputException) {
      return Optional.of(new Failure(ExitCode.NOT_WRITTEN, e.getMessage(), true));
    } else if (e instanceof IOException io) {
      return Optional.of(new Failure(ExitCode.BAD_INPUT, message(io), true));
    }
    // Exceptions of Java that extend IllegalArgumentException are not meant for users.
    boolean meant =
        (e.getClass() == IllegalArgumentException.class || e instanceof DataFault)
            && e.getMessage() != null;
    return meant || e instanceof UncheckedIOException
        ? Optional.of(new Failure(ExitCode.BAD_INPUT, e.getMessage(), true))
        : Optional.empty();
  }

  private static String message(IOException e) {
    return e instanceof FileSystemException system && system.getFile() != null
        ? FileProblem.cannot("open", Path.of(system.getFile()), system).getMessage()
        : FileProblem.reason(e);
  }

  /** The exception and the innermost of its causes, which mostly says what happened. */
  private static String chain(Throwable e) {
    Throwable inner = e;
    for (Throwable one : Causes.of(e)) {
      inner = one == inner.getCause() ? one : inner;
    }
    return inner == e ? e.toString() : e + ", caused by " + inner;
  }
}
