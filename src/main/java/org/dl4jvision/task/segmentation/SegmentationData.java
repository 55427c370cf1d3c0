package org.dl4jvision.task.segmentation;

import java.util.Objects;
import java.util.stream.Stream;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.task.DataOptions;
import picocli.CommandLine.Option;

/** Options that say which images and masks are read. */
public final class SegmentationData extends DataOptions {

  /** Number of classes, the ignored one not counted; null: found in the masks. */
  @Option(
      names = "--classes",
      order = 20,
      paramLabel = "N",
      description = "Number of classes, the ignored one not counted (default: found in the masks).")
  public Integer classes;

  /** Mask value of pixels that count for nothing; null: none. */
  @Option(
      names = "--ignore-index",
      order = 21,
      paramLabel = "VALUE",
      description = "Mask value of pixels that count for nothing (default: none).")
  public Integer ignoreIndex;

  /** Mask value of the foreground, all others being background; null: values are classes. */
  @Option(
      names = "--foreground",
      order = 22,
      paramLabel = "VALUE",
      description =
          "Mask value of the foreground, all others being background: 0 for inverted masks.")
  public Integer foreground;

  /** Lowest mask value of the foreground, for blurred masks of two classes; null: none. */
  @Option(
      names = "--mask-threshold",
      order = 23,
      paramLabel = "VALUE",
      description =
          "For masks of two classes that were JPEGs or resized: below it values are background,"
              + " from it on foreground (for 8 bits mostly 128).")
  public Integer maskThreshold;

  /** Whether blurred mask values become the nearest declared one; null: no. */
  @Option(
      names = "--mask-nearest",
      order = 24,
      description =
          "For masks of more classes that were JPEGs or resized: values and colors become the"
              + " nearest of classes.txt.")
  public Boolean maskNearest;

  /**
   * Opens the folder, or draws the built-in images.
   *
   * @param required splits that must have images
   * @throws IllegalArgumentException naming the file or option at fault
   */
  public SegmentationDataset open(Split... required) {
    if (data == null) {
      if (Stream.of(classes, ignoreIndex, foreground, maskThreshold, maskNearest)
          .anyMatch(Objects::nonNull)) {
        throw new IllegalArgumentException(
            "--classes, --ignore-index, --foreground, --mask-threshold and --mask-nearest describe"
                + " the masks of --data, which is missing");
      }
      return SyntheticCells.builder().build();
    }
    return FolderSegmentationDataset.builder(folder())
        .classes(classes)
        .ignoreIndex(ignoreIndex)
        .foreground(foreground)
        .maskThreshold(maskThreshold)
        .maskNearest(Boolean.TRUE.equals(maskNearest))
        .require(required)
        .build();
  }
}
