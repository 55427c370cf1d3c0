package org.dl4jvision.data.detection;

import java.util.List;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Fold;
import org.dl4jvision.data.FoldedDataset;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.coco.CocoId;

/** One fold of a cross-validation of images with boxes. */
public final class DetectionFold extends FoldedDataset<DetectionSample, DetectionDataset>
    implements DetectionDataset {

  private DetectionFold(DetectionDataset dataset, Fold fold, List<Split> divided) {
    super(dataset, fold, divided);
  }

  /**
   * A fold of the training and validation images.
   *
   * @param fold of two or more
   */
  public DetectionFold(DetectionDataset dataset, Fold fold) {
    this(dataset, fold, List.of(Split.TRAIN, Split.VALIDATION));
  }

  /** The training images only, divided anew, to choose by without those that judge. */
  public static DetectionFold inner(DetectionDataset dataset) {
    return new DetectionFold(dataset, Fold.inner(dataset), List.of(Split.TRAIN));
  }

  @Override
  public List<ObjectBox> objects(Split split, int index) {
    Place place = place(split, index);
    return dataset().objects(place.split(), place.index());
  }

  @Override
  public DetectionSample window(Split split, int index, Region region, double minVisibility) {
    Place place = place(split, index);
    return dataset().window(place.split(), place.index(), region, minVisibility);
  }

  @Override
  public CocoId imageId(Split split, int index) {
    Place place = place(split, index);
    return dataset().imageId(place.split(), place.index());
  }

  @Override
  public List<CocoId> categoryIds() {
    return dataset().categoryIds();
  }
}
