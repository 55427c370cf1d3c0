package org.dl4jvision.bench.torch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** A Python with PyTorch that trains a network; its process ends with {@link #close}. */
public final class TorchProcess implements AutoCloseable {

  /** How a network's maps lie in memory. */
  public enum Layout {
    CONTIGUOUS("contiguous"),
    CHANNELS_LAST("channels_last");

    private final String argument;

    Layout(String argument) {
      this.argument = argument;
    }
  }

  /** Names the interpreter, where the first one of the path is the wrong one. */
  private static final String VARIABLE = "DL4J_VISION_PYTHON";

  private static final Found FOUND = find();

  private final Path folder;
  private final Path errors;
  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;

  private record Found(String python, String version) {}

  /**
   * Starts to train.
   *
   * @param threads of PyTorch
   */
  public TorchProcess(TorchNetwork network, Layout layout, int threads) {
    try {
      folder = Files.createTempDirectory("torch");
      errors = folder.resolve("errors.txt");
      network.write(folder);
      process =
          builder(FOUND.python, folder.toString(), Integer.toString(threads), layout.argument)
              .redirectError(errors.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    requests = process.outputWriter(UTF_8);
    answers = process.inputReader(UTF_8);
  }

  /** Why there is no PyTorch in Python; null where there is. */
  public static String obstacle() {
    return FOUND != null
        ? null
        : "no python3 with torch on the path; " + VARIABLE + " may name another interpreter";
  }

  /** The version of the PyTorch that is used; null where there is none. */
  public static String version() {
    return FOUND == null ? null : FOUND.version;
  }

  /** The process, for who wants to know its memory. */
  public long pid() {
    return process.pid();
  }

  /** Runs a step and returns the loss before its update. */
  public double step() {
    try {
      requests.write("step\n");
      requests.flush();
      String answer = answers.readLine();
      if (answer != null) {
        return Double.parseDouble(answer);
      }
      throw new IllegalStateException("PyTorch failed: " + Files.readString(errors).strip());
    } catch (IOException e) {
      throw new IllegalStateException("PyTorch failed: " + read(errors), e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    FileUtils.deleteQuietly(folder.toFile());
  }

  private static ProcessBuilder builder(String python, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(python, "-c"));
    try (InputStream script =
        TorchProcess.class.getResourceAsStream("/org/dl4jvision/bench/training.py")) {
      command.add(new String(script.readAllBytes(), UTF_8));
    }
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    // Set for our own process alone; PyTorch's threads wait as its users' do.
    builder.environment().remove("OMP_WAIT_POLICY");
    return builder;
  }

  private static Found find() {
    String chosen = System.getenv(VARIABLE);
    return Stream.of(chosen == null ? "python3" : chosen, "/usr/bin/python3")
        .map(python -> new Found(python, version(python)))
        .filter(found -> found.version != null)
        .findFirst()
        .orElse(null);
  }

  private static String version(String python) {
    try {
      Process process = builder(python).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String line = process.inputReader(UTF_8).readLine();
      return process.waitFor() == 0 ? line : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
