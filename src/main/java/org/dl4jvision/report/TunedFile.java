package org.dl4jvision.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.JsonFile;

/** What was tuned for the best model of a run: {@code tuned.json} of its folder. */
public final class TunedFile {

  private TunedFile() {}

  /** Where it is. */
  public static Path file(RunFolder run) {
    return run.path().resolve("tuned.json");
  }

  /**
   * Reads what was tuned; empty where nothing was.
   *
   * @throws IllegalArgumentException if the file is damaged
   */
  public static <T extends Tuned> Optional<T> read(RunFolder run, Class<T> type) {
    Path file = file(run);
    return Files.exists(file) ? Optional.of(JsonFile.read(file, type)) : Optional.empty();
  }

  /** Whether it was tuned for what is now the best model of the run. */
  public static boolean isOfModel(RunFolder run, Tuned tuned) {
    return modelOf(run).equals(tuned.model());
  }

  /** Writes what was tuned for the best model. */
  public static void write(RunFolder run, Tuned tuned) {
    run.writeJson(file(run), tuned);
  }

  /** What the file of the best model is known by: a later one has other values. */
  public static String modelOf(RunFolder run) {
    Path file = run.bestModel();
    try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32())) {
      in.transferTo(OutputStream.nullOutputStream());
      return Long.toHexString(in.getChecksum().getValue());
    } catch (IOException e) {
      throw FileProblem.cannot("read", file, e);
    }
  }
}
