package org.dl4jvision.task.segmentation;

import java.util.List;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;

/** A data set whose training images come several times an epoch, for several crops of each. */
public record RepeatedTraining(SegmentationDataset dataset, int times)
    implements SegmentationDataset {

  @Override
  public String name() {
    return dataset.name();
  }

  @Override
  public List<String> classNames() {
    return dataset.classNames();
  }

  @Override
  public int channels() {
    return dataset.channels();
  }

  @Override
  public int size(Split split) {
    return dataset.size(split) * (split == Split.TRAIN ? times : 1);
  }

  @Override
  public SegmentationSample get(Split split, int index) {
    return dataset.get(split, index % dataset.size(split));
  }

  @Override
  public ImageSize imageSize(Split split, int index) {
    return dataset.imageSize(split, index % dataset.size(split));
  }
}
