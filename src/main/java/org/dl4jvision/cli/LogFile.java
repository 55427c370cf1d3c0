package org.dl4jvision.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.OutputException;

/** A file to which lines are added, each with the time of its end. Thread-safe. */
final class LogFile implements AutoCloseable {

  private final Path file;
  private final BufferedWriter writer;
  private final StringBuilder line = new StringBuilder();
  private OutputException problem; // null: none

  /** What is in the file stays: a training that is resumed goes on in it. */
  LogFile(Path file) {
    this.file = file;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw FileProblem.lost("write", file, e);
    }
  }

  /** Adds text, which is written when its line is complete. */
  synchronized void add(String text) {
    for (int from = 0, end; from < text.length(); from = end) {
      int lineBreak = text.indexOf('\n', from);
      end = lineBreak < 0 ? text.length() : lineBreak + 1;
      line.append(text, from, end);
      if (lineBreak >= 0) {
        writeLine();
      }
    }
  }

  private void writeLine() {
    try {
      writer.write(Stamp.now() + " " + line.toString().stripTrailing() + "\n");
      writer.flush();
    } catch (IOException e) {
      problem = FileProblem.lost("write", file, e);
    }
    line.setLength(0);
  }

  /** Why not all is in the file. */
  synchronized Optional<OutputException> problem() {
    return Optional.ofNullable(problem);
  }

  @Override
  public synchronized void close() {
    try (writer) {
      if (line.length() > 0) {
        writeLine();
      }
    } catch (IOException e) {
      problem = FileProblem.lost("write", file, e);
    }
  }
}
