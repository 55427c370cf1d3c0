package org.dl4jvision.task.segmentation;

import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization.Scaling;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.tile.TileSource;

/** A sample of a data set, read part by part and scaled as a network takes it. */
final class SampleSource implements TileSource {

  private final SegmentationDataset dataset;
  private final Split split;
  private final int index;
  private final Scaling scaling;
  private final Rows seen;

  /** Is given the rows that are read, with their classes where there are any, not scaled. */
  interface Rows {
    void read(Region rows, SegmentationSample part);
  }

  /**
   * @param scaling of the sample
   */
  SampleSource(SegmentationDataset dataset, Split split, int index, Scaling scaling, Rows seen) {
    this.dataset = dataset;
    this.split = split;
    this.index = index;
    this.scaling = scaling;
    this.seen = seen;
  }

  @Override
  public int channels() {
    return dataset.channels();
  }

  @Override
  public ImageSize size() {
    return dataset.imageSize(split, index);
  }

  @Override
  public float[] read(Region region) {
    SegmentationSample part = dataset.window(split, index, region);
    seen.read(region, part);
    return scaling.apply(part.image());
  }
}
