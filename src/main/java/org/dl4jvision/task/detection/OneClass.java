package org.dl4jvision.task.detection;

import java.util.List;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionSample;

/** A data set whose objects are all of one class: for heads that do not tell classes. */
record OneClass(DetectionDataset dataset) implements DetectionDataset {

  @Override
  public String name() {
    return dataset.name();
  }

  @Override
  public List<String> classNames() {
    return List.of("object");
  }

  @Override
  public int channels() {
    return dataset.channels();
  }

  @Override
  public int size(Split split) {
    return dataset.size(split);
  }

  @Override
  public DetectionSample get(Split split, int index) {
    DetectionSample sample = dataset.get(split, index);
    return new DetectionSample(
        sample.name(),
        sample.channels(),
        sample.height(),
        sample.width(),
        sample.image(),
        ofOneClass(sample.objects()));
  }

  private static List<ObjectBox> ofOneClass(List<ObjectBox> objects) {
    return objects.stream().map(o -> new ObjectBox(o.box(), 0, o.ignored())).toList();
  }

  @Override
  public String imageName(Split split, int index) {
    return dataset.imageName(split, index);
  }

  @Override
  public ImageSize imageSize(Split split, int index) {
    return dataset.imageSize(split, index);
  }

  @Override
  public List<ObjectBox> objects(Split split, int index) {
    return ofOneClass(dataset.objects(split, index));
  }

  @Override
  public long imageId(Split split, int index) {
    return dataset.imageId(split, index);
  }

  @Override
  public List<String> warnings() {
    return dataset.warnings();
  }
}
