package org.dl4jvision.data.segmentation;

import java.util.List;
import java.util.Set;
import org.dl4jvision.data.Fold;
import org.dl4jvision.data.FoldedDataset;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;

/** One fold of a cross-validation of images with class maps. */
public final class FoldDataset extends FoldedDataset<SegmentationSample, SegmentationDataset>
    implements SegmentationDataset {

  private FoldDataset(SegmentationDataset dataset, Fold fold, List<Split> divided) {
    super(dataset, fold, divided);
  }

  /**
   * A fold of the training and validation images.
   *
   * @param fold from 0
   * @param folds at least 2, at most as many as there are images
   */
  public FoldDataset(SegmentationDataset dataset, int fold, int folds) {
    this(dataset, new Fold(fold, folds));
  }

  /** A fold of the training and validation images. */
  public FoldDataset(SegmentationDataset dataset, Fold fold) {
    this(dataset, fold, List.of(Split.TRAIN, Split.VALIDATION));
  }

  /** The training images only, divided anew, to choose by without those that judge. */
  public static FoldDataset inner(SegmentationDataset dataset) {
    return new FoldDataset(dataset, Fold.inner(dataset), List.of(Split.TRAIN));
  }

  @Override
  public SegmentationSample window(Split split, int index, Region region) {
    Place place = place(split, index);
    return dataset().window(place.split(), place.index(), region);
  }

  @Override
  public Set<Integer> classes(Split split, int index) {
    Place place = place(split, index);
    return dataset().classes(place.split(), place.index());
  }

  @Override
  public long[] classPixels(Split split, int index) {
    Place place = place(split, index);
    return dataset().classPixels(place.split(), place.index());
  }
}
