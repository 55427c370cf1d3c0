package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.data.TinyData;
import picocli.CommandLine;

/** Runs the tool in this process, and small data for it. */
public record Tool(int exitCode, String out, String err) {

  public static Tool run(Object... args) {
    return runTo(new StringWriter(), args);
  }

  /** Runs it with another standard output. */
  static Tool runTo(Writer out, Object... args) {
    StringWriter err = new StringWriter();
    CommandLine commandLine = Main.commandLine(out, err);
    String[] texts = Stream.of(args).map(Object::toString).toArray(String[]::new);
    int exitCode = commandLine.execute(texts);
    return new Tool(exitCode, out.toString(), err.toString());
  }

  /** A training that takes a second, of one epoch where the arguments name no other number. */
  public static Tool train(Path data, Object... args) {
    List<Object> all =
        new ArrayList<>(
            List.of("train", "segmentation", "--data", data, "--base-channels", 2, "--depth", 2));
    all.addAll(List.of("--batch-size", 2));
    all.addAll(List.of(args));
    if (!all.contains("--epochs")) {
      all.addAll(List.of("--epochs", 1));
    }
    return run(all.toArray());
  }

  /**
   * The first line on standard error is this message.
   *
   * @param message whole, or up to "..." where a list follows that others make longer
   */
  static void assertMessage(String message, Tool tool) {
    String said = tool.err().lines().findFirst().orElse("");
    String expected = "dl4j-vision: " + message;
    if (expected.endsWith("...")) {
      String beginning = expected.substring(0, expected.length() - 3);
      assertEquals(beginning, said.substring(0, Math.min(said.length(), beginning.length())));
    } else {
      assertEquals(expected, said);
    }
  }

  /** See {@link TinyData#cells}. */
  static Path data(Path folder) throws IOException {
    return TinyData.cells(folder);
  }
}
