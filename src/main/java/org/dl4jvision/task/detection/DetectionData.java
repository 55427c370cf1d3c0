package org.dl4jvision.task.detection;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.folder.HoldOut;
import org.dl4jvision.data.synthetic.SyntheticObjects;
import org.dl4jvision.task.DataOptions;

/** Options that say which images and objects are read. */
public final class DetectionData extends DataOptions {

  @Override
  protected HoldOut earlierHoldOut() {
    return HoldOut.DRAWN;
  }

  @Override
  public FolderDetectionDataset.Builder folderDataset() {
    return set(FolderDetectionDataset.builder(folder()));
  }

  /**
   * Opens the folder, or draws the built-in images.
   *
   * @param required splits that must have images
   * @throws IllegalArgumentException naming the file or option at fault
   */
  public DetectionDataset open(Split... required) {
    return open(folder -> folder.require(required));
  }

  /**
   * Opens the folder, or draws the built-in images, to go through them once: nothing is kept in
   * memory.
   *
   * @param modelClasses in the order that a model has them; null to take those of the data
   * @param required splits that must have images
   * @throws IllegalArgumentException naming the file or option at fault
   */
  public DetectionDataset openOnce(List<String> modelClasses, Split... required) {
    return open(
        folder -> {
          folder.require(required).keepNothing();
          return modelClasses == null ? folder : folder.classNames(modelClasses);
        });
  }

  private DetectionDataset open(UnaryOperator<FolderDetectionDataset.Builder> set) {
    if (data == null) {
      requireFolder(Map.of());
      return SyntheticObjects.builder().build();
    }
    return set.apply(folderDataset()).build();
  }
}
