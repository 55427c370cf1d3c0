package org.dl4jvision.data.detection;

import java.util.List;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.data.segmentation.UnlabelledImages;

/**
 * Images without truth as a data set for detectors, all of them in {@link Split#TEST}.
 *
 * @param images the same for segmentation
 */
public record UnlabelledPictures(UnlabelledImages images) implements DetectionDataset {

  @Override
  public String name() {
    return images.name();
  }

  @Override
  public List<String> classNames() {
    return images.classNames();
  }

  @Override
  public int channels() {
    return images.channels();
  }

  @Override
  public int size(Split split) {
    return images.size(split);
  }

  @Override
  public ImageSize imageSize(Split split, int index) {
    return images.imageSize(split, index);
  }

  @Override
  public DetectionSample get(Split split, int index) {
    SegmentationSample sample = images.get(split, index);
    return new DetectionSample(
        sample.name(),
        sample.channels(),
        sample.height(),
        sample.width(),
        sample.image(),
        List.of());
  }

  @Override
  public String imageName(Split split, int index) {
    return images.imageName(index);
  }

  /** The number that the file's name is, as COCO's are; else the image's place from 1. */
  @Override
  public long imageId(Split split, int index) {
    String name = imageName(split, index);
    return name.matches("\\d{1,18}") ? Long.parseLong(name) : index + 1L;
  }
}
