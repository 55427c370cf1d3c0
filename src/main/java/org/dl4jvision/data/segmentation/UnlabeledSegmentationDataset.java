package org.dl4jvision.data.segmentation;

import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.data.ImageFiles.Pixels;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.UnlabeledImages;

/** Images for segmentation without ground truth: the labels of a sample are null. */
public final class UnlabeledSegmentationDataset extends UnlabeledImages<SegmentationSample>
    implements SegmentationDataset {

  /** Finds the images; see {@link UnlabeledImages#UnlabeledImages}. */
  public UnlabeledSegmentationDataset(Path path, int channels, List<String> classNames) {
    super(path, channels, classNames);
  }

  @Override
  public SegmentationSample window(Split split, int index, Region region) {
    return part(index, region);
  }

  @Override
  protected SegmentationSample sample(String name, Pixels pixels) {
    return new SegmentationSample(
        name, pixels.channels(), pixels.height(), pixels.width(), pixels.toFloats(), null);
  }
}
