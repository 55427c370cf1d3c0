package org.dl4jvision.cli;

import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.format.DetectionFormat;
import org.dl4jvision.data.synthetic.SyntheticObjects;
import picocli.CommandLine.Option;

/** How the objects of --data are read. */
final class DetectionDataOptions {

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "voc, coco or yolo (default: found by the folder's layout).")
  private DetectionFormat format;

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
        .format(format)
        .classNames(classNames)
        .seed(splitSeed)
        .require(required)
        .build();
  }
}
