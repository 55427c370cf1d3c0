package org.dl4jvision.data.segmentation;

import java.util.List;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;

/** Gray images of one size with these labels, the same for training as for validation. */
@SuppressWarnings("ArrayRecordComponent")
public record LabelsDataset(ImageSize size, List<String> classNames, byte[]... labels)
    implements SegmentationDataset {

  @Override
  public String name() {
    return "labels";
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public int size(Split split) {
    return split == Split.TEST ? 0 : labels.length;
  }

  /** The value of a pixel is its number. */
  @Override
  public SegmentationSample get(Split split, int index) {
    float[] image = new float[size.height() * size.width()];
    for (int p = 0; p < image.length; p++) {
      image[p] = p;
    }
    return new SegmentationSample("" + index, 1, size.height(), size.width(), image, labels[index]);
  }
}
