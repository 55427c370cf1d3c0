package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.Encoders;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what encoders and decoders cost. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Print every encoder with its parameters, multiply-adds, strides and the memory of a step,"
          + " and every decoder on one of them.",
      "Numbers are those of color images of 256x256, two in a step; memory is in single precision"
          + " with Adam, at most."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  dl4j-vision network list", "  dl4j-vision network list --json    for a program"})
final class NetworkListCommand implements Callable<Integer> {

  private static final class Format {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "Print docs/networks.md.")
    private boolean markdown;
  }

  /** What a program reads. */
  private record All(List<NetworkRow> encoders, List<DecoderRow> decoders) {}

  @Spec private CommandSpec spec;

  @ArgGroup private Format format = new Format();

  @Override
  public Integer call() {
    List<NetworkRow> rows = Encoders.REGISTRY.all().stream().map(NetworkRow::of).toList();
    List<DecoderRow> decoders = Decoders.REGISTRY.all().stream().map(DecoderRow::of).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (format.markdown) {
      NetworkRow.printMarkdown(rows, out);
      DecoderRow.printMarkdown(decoders, out);
    } else if (format.json) {
      out.println(JsonFile.toText(new All(rows, decoders)));
    } else {
      String line = "%-20s %10s %12s %10s  %-14s %s%n";
      out.printf(line, "encoder", "parameters", "mult-adds", "step", "strides", "");
      for (NetworkRow row : rows) {
        out.printf(
            line,
            row.name(),
            row.millions(),
            row.billions(),
            row.megabytes(),
            row.strideList(),
            row.help());
      }
      out.println();
      DecoderRow.print(decoders, out);
    }
    out.flush();
    return 0;
  }
}
