package org.dl4jvision.cli;

import java.nio.file.Path;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.synthetic.SyntheticCells;
import picocli.CommandLine.Option;

/** Which images and masks. */
final class DataOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with images/ and labels/ or masks/ and the lists train.txt and val.txt, or with"
              + " train/, val/ and test/, each with images/ and labels/; PNG, JPEG, TIFF or BMP"
              + " (default: built-in drawn pictures of cells).")
  private Path data;

  @Option(
      names = "--classes",
      paramLabel = "N",
      description = "Number of classes, the ignored one not counted (default: found in the masks).")
  private Integer classes;

  @Option(
      names = "--ignore-index",
      paramLabel = "VALUE",
      description = "Mask value of pixels that count for nothing (default: none).")
  private Integer ignoreIndex;

  @Option(
      names = "--foreground",
      paramLabel = "VALUE",
      description =
          "Mask value of the foreground, all others being background: 0 for inverted masks.")
  private Integer foreground;

  /**
   * @param required splits that must have images
   * @throws IllegalArgumentException naming the file or option at fault
   */
  SegmentationDataset load(Split... required) {
    if (data == null) {
      if (classes != null || ignoreIndex != null || foreground != null) {
        throw new IllegalArgumentException(
            "--classes, --ignore-index and --foreground describe the masks of --data, which is"
                + " missing");
      }
      return SyntheticCells.builder().build();
    }
    data = data.toAbsolutePath().normalize(); // as a run's configuration keeps it
    return FolderSegmentationDataset.builder(data)
        .classes(classes)
        .ignoreIndex(ignoreIndex)
        .foreground(foreground)
        .require(required)
        .build();
  }

  /** The folder, null for the built-in pictures. */
  Path folder() {
    return data;
  }
}
