package org.dl4jvision.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.data.synthetic.SyntheticObjects;
import picocli.CommandLine.Option;

/** How the objects of --data are read. */
final class DetectionDataOptions {

  /** The names of the formats that have boxes. */
  private static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return AnnotationFormats.with(Content.BOXES).stream().map(AnnotationFormat::name).iterator();
    }
  }

  @Option(
      names = "--format",
      paramLabel = "NAME",
      completionCandidates = Formats.class,
      description = "${COMPLETION-CANDIDATES} (default: found by the folder's layout).")
  private String format;

  @Option(
      names = "--split-seed",
      paramLabel = "N",
      defaultValue = "42",
      description =
          "Draws the images held out where there are none for validation"
              + " (default: ${DEFAULT-VALUE}).")
  private long splitSeed = 42;

  /**
   * @param data folder; null for the built-in pictures
   * @param classNames in the order that a model has them; null to take the data's
   * @param required splits that must have images
   * @throws IllegalArgumentException naming the file or option at fault
   */
  DetectionDataset load(Path data, List<String> classNames, Split... required) {
    if (data == null) {
      if (format != null) {
        throw new IllegalArgumentException("--format describes --data, which is missing");
      }
      return SyntheticObjects.builder().build();
    }
    return FolderDetectionDataset.builder(data)
        .format(format == null ? null : AnnotationFormats.REGISTRY.get(format))
        .classNames(classNames)
        .seed(splitSeed)
        .require(required)
        .build();
  }
}
