package org.dl4jvision.task;

import org.dl4jvision.data.folder.FolderOptions;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import picocli.CommandLine.Option;

/** Options that say which images are read, and what the values of masks mean. */
public abstract class MaskDataOptions extends DataOptions {

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

  /** Where images are, as {@link FolderOptions#files} takes it; null: all that are no masks. */
  @Option(
      names = "--images",
      order = 25,
      paramLabel = "PATTERN",
      description =
          "Where images are, such as 'train/*.jpg' (default: found, or all that are no masks).")
  public String images;

  /** Where the mask of an image is, as {@link FolderOptions#files} takes it; null: found. */
  @Option(
      names = "--masks",
      order = 26,
      paramLabel = "PATTERN",
      description =
          "Where the mask of an image is, such as 'train_masks/{name}_mask.gif' (default: found by"
              + " the names of files).")
  public String masks;

  @Override
  public final FolderSegmentationDataset.Builder folderDataset() {
    return set(FolderSegmentationDataset.builder(folder()))
        .classes(classes)
        .ignoreIndex(ignoreIndex)
        .foreground(foreground)
        .maskThreshold(maskThreshold)
        .maskNearest(Boolean.TRUE.equals(maskNearest))
        .files(images, masks);
  }
}
