package org.dl4jvision.study.survey;

import java.util.List;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;

/** Training images of given class maps; as many of other splits. */
record MapDataset(List<String> classNames, List<SegmentationSample> samples)
    implements SegmentationDataset {

  static SegmentationSample sample(int height, int width, byte[] labels) {
    return new SegmentationSample("a", 1, height, width, new float[height * width], labels);
  }

  @Override
  public String name() {
    return "maps";
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public int size(Split split) {
    return samples.size();
  }

  @Override
  public SegmentationSample get(Split split, int index) {
    return samples.get(index);
  }
}
