package org.dl4jvision.data.segmentation;

import org.dl4jvision.data.ForwardingDataset;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Normalization.Scaling;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;

/** A data set whose training images come several times an epoch, for several crops of each. */
public final class RepeatedTraining
    extends ForwardingDataset<SegmentationSample, SegmentationDataset>
    implements SegmentationDataset {

  private final int times;

  /**
   * @param times how often an image comes in an epoch, at least 1
   */
  public RepeatedTraining(SegmentationDataset dataset, int times) {
    super(dataset);
    this.times = times;
  }

  @Override
  public int size(Split split) {
    return dataset().size(split) * (split == Split.TRAIN ? times : 1);
  }

  @Override
  public SegmentationSample get(Split split, int index) {
    return dataset().get(split, original(split, index));
  }

  @Override
  public SegmentationSample window(Split split, int index, Region region) {
    return dataset().window(split, original(split, index), region);
  }

  @Override
  public Scaling scaling(Split split, int index, Normalization normalization) {
    return dataset().scaling(split, original(split, index), normalization);
  }

  @Override
  public String imageName(Split split, int index) {
    return dataset().imageName(split, original(split, index));
  }

  @Override
  public String group(Split split, int index) {
    return dataset().group(split, original(split, index));
  }

  @Override
  public ImageSize imageSize(Split split, int index) {
    return dataset().imageSize(split, original(split, index));
  }

  private int original(Split split, int index) {
    return index % dataset().size(split);
  }
}
