package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.export.AnnotatedFolder;
import org.dl4jvision.data.export.DatasetWriter;
import org.dl4jvision.data.export.DatasetWriters;
import org.dl4jvision.data.export.Export;
import org.dl4jvision.data.export.LabeledImage;
import org.dl4jvision.io.Progress;
import org.dl4jvision.task.ConversionData;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a data set in another layout. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Write a data set of any format that is read in one that other tools read.",
      "Outlines are painted for masks; objects of masks are the connected pixels of a class. Images"
          + " are copied as they are. Splits are those that are stated. What a layout cannot say is"
          + " counted and told."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision data convert photos --to coco --out photos-coco",
      "  dl4j-vision data convert export.zip-unpacked --to masks --out photos-masks"
    })
final class DataConvertCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of the data set.")
  private Path folder;

  @Option(
      names = "--to",
      order = 1,
      required = true,
      paramLabel = "NAME",
      description = "The layout: ${bundle:writers}.")
  private String to;

  @Option(
      names = "--out",
      order = 2,
      required = true,
      paramLabel = "OUT",
      description = "Where to write, a folder that is new or empty.")
  private Path out;

  private final ConversionData data = new ConversionData();

  /** The command with the options of data. */
  static CommandLine line() {
    DataConvertCommand command = new DataConvertCommand();
    CommandLine line = new CommandLine(command);
    SharedOptions.add(line.getCommandSpec(), command.data, ConversionData.UNUSED);
    line.getCommandSpec()
        .resourceBundle(
            new Texts(
                key ->
                    key.equals("writers")
                        ? String.join(", ", DatasetWriters.REGISTRY.names())
                        : SharedOptions.text(key)));
    return line;
  }

  @Override
  public Integer call() {
    DatasetWriter writer = DatasetWriters.REGISTRY.get(to);
    Export.requireEmpty("--out", out);
    PrintWriter err = spec.commandLine().getErr();
    data.data = folder;
    data.onProgress(err::println);
    AnnotatedFolder read = data.read(writer.parts());
    err.println(read.recognition());
    Warnings.print(read.warnings(), err);
    Progress progress = new Progress(err::println);
    Warnings.print(progress.during(() -> write(read, writer, progress)), err);
    err.println(
        read.images().size()
            + " images"
            + splits(read.images())
            + " in "
            + out
            + ": "
            + writer.layout());
    return 0;
  }

  /** Returns what the layout cannot say. */
  private List<String> write(AnnotatedFolder read, DatasetWriter writer, Progress progress) {
    try (Export export = Export.open(writer, read.classes(), out)) {
      progress.begin("writing images", read.images().size());
      export.add(read.images(), progress::reach);
      return export.finish();
    }
  }

  /** How many images of which split, where any is stated. */
  private static String splits(List<LabeledImage> images) {
    Map<Split, Long> counts = new TreeMap<>();
    images.forEach(image -> image.split().ifPresent(split -> counts.merge(split, 1L, Long::sum)));
    return counts.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().adjective())
            .collect(Collectors.joining(", ", " (", ")"));
  }
}
