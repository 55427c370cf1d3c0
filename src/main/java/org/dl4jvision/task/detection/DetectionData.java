package org.dl4jvision.task.detection;

import java.util.List;
import java.util.stream.Collectors;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.data.synthetic.SyntheticObjects;
import org.dl4jvision.task.DataOptions;
import picocli.CommandLine.Option;

/** Options that say which images and objects are read. */
public final class DetectionData extends DataOptions {

  /**
   * How the objects are written down, by its name in {@link AnnotationFormats}; null: found by the
   * folder's layout.
   */
  @Option(
      names = "--format",
      order = 20,
      paramLabel = "NAME",
      description = "${bundle:formats} (default: found by the folder's layout).")
  public String format;

  /** Draws the images held out where there are none for validation. */
  @Option(
      names = "--split-seed",
      order = 21,
      paramLabel = "N",
      description =
          "Draws the images held out where there are none for validation"
              + " (default: ${DEFAULT-VALUE}).")
  public long splitSeed = 42;

  /** The names of the formats that have boxes. */
  static String formats() {
    return AnnotationFormats.with(FolderDetectionDataset.CONTENTS).stream()
        .map(AnnotationFormat::name)
        .collect(Collectors.joining(", "));
  }

  /**
   * Opens the folder, or draws the built-in images.
   *
   * @param classNames in the order that a model has them; null to take the data's
   * @param required splits that must have images
   * @throws IllegalArgumentException naming the file or option at fault
   */
  public DetectionDataset open(List<String> classNames, Split... required) {
    if (data == null) {
      if (format != null) {
        throw new IllegalArgumentException("--format describes --data, which is missing");
      }
      return SyntheticObjects.builder().build();
    }
    return FolderDetectionDataset.builder(folder())
        .format(format == null ? null : AnnotationFormats.REGISTRY.get(format))
        .classNames(classNames)
        .seed(splitSeed)
        .require(required)
        .build();
  }
}
