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
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.io.Progress;
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
      required = true,
      paramLabel = "NAME",
      description = "The layout: ${bundle:writers}.")
  private String to;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "Where to write, a folder that is new or empty.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "What the data are in (default: found by the folder's layout).")
  private String format;

  /** Says which layouts there are. */
  static void addWriters(CommandLine convert) {
    convert.setResourceBundle(
        new Texts(
            key ->
                key.equals("writers") ? String.join(", ", DatasetWriters.REGISTRY.names()) : null));
  }

  @Override
  public Integer call() {
    DatasetWriter writer = DatasetWriters.REGISTRY.get(to);
    AnnotationFormat from = format == null ? null : AnnotationFormats.REGISTRY.get(format);
    Export.requireEmpty("--out", out);
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err::println);
    return progress.during(() -> convert(writer, from, err, progress));
  }

  private int convert(
      DatasetWriter writer, AnnotationFormat from, PrintWriter err, Progress progress) {
    AnnotatedFolder data = AnnotatedFolder.read(folder, from, writer.parts(), progress);
    err.println(data.recognition());
    Warnings.print(data.warnings(), err);
    List<LabeledImage> images = data.images();
    try (Export export = Export.open(writer, data.classes(), out)) {
      progress.begin("writing images", images.size());
      export.add(images, progress::reach);
      Warnings.print(export.finish(), err);
    }
    err.println(images.size() + " images" + splits(images) + " in " + out + ": " + writer.layout());
    return 0;
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
