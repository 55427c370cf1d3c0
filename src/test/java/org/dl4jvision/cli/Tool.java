package org.dl4jvision.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.data.TinyData;
import picocli.CommandLine;

/** Runs the tool in this process, and small data for it. */
public record Tool(int exitCode, String out, String err) {

  public static Tool run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
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

  /** See {@link TinyData#cells}. */
  static Path data(Path folder) throws IOException {
    return TinyData.cells(folder);
  }
}
