package org.dl4jvision.task.segmentation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.folder.HoldOut;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.task.MaskDataOptions;

/** Options that say which images and masks are read. */
public final class SegmentationData extends MaskDataOptions {

  @Override
  protected HoldOut earlierHoldOut() {
    return HoldOut.FIFTH;
  }

  /**
   * Opens the folder, or draws the built-in images.
   *
   * @param required splits that must have images
   * @throws IllegalArgumentException naming the file or option at fault
   */
  public SegmentationDataset open(Split... required) {
    return open(folder -> folder.require(required));
  }

  /**
   * Opens the folder, or draws the built-in images, to go through them once: nothing is kept in
   * memory.
   *
   * @param required splits that must have images
   * @throws IllegalArgumentException naming the file or option at fault
   */
  public SegmentationDataset openOnce(Split... required) {
    return open(folder -> folder.require(required).keepNothing());
  }

  private SegmentationDataset open(UnaryOperator<FolderSegmentationDataset.Builder> set) {
    if (data == null) {
      Map<String, Object> own = new LinkedHashMap<>();
      own.put("--classes", classes);
      own.put("--ignore-index", ignoreIndex);
      own.put("--foreground", foreground);
      own.put("--mask-threshold", maskThreshold);
      own.put("--mask-nearest", maskNearest);
      own.put("--images", images);
      own.put("--masks", masks);
      requireFolder(own);
      return SyntheticCells.builder().build();
    }
    return set.apply(folderDataset()).build();
  }
}
