package org.dl4jvision.task.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ForwardingDataset;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Normalization.Scaling;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionSample;
import org.dl4jvision.data.detection.UnlabeledDetectionDataset;
import org.dl4jvision.io.coco.CocoId;
import org.dl4jvision.task.LeftOutImages;

/**
 * Images of which those that cannot be read are black and are noted: they are in one batch with
 * others, whose detections are not to be lost.
 */
final class DamagedAsBlank extends ForwardingDataset<DetectionSample, DetectionDataset>
    implements DetectionDataset {

  private final LeftOutImages damaged;

  DamagedAsBlank(UnlabeledDetectionDataset dataset, LeftOutImages damaged) {
    super(dataset);
    this.damaged = damaged;
  }

  @Override
  public DetectionSample get(Split split, int index) {
    ImageSize size = imageSize(split, index);
    return or(index, () -> dataset().get(split, index), () -> blank(imageName(split, index), size));
  }

  @Override
  public DetectionSample window(Split split, int index, Region region, double minVisibility) {
    return or(
        index,
        () -> dataset().window(split, index, region, minVisibility),
        () -> blank(imageName(split, index), region.size()));
  }

  @Override
  public Scaling scaling(Split split, int index, Normalization normalization) {
    return or(
        index,
        () -> dataset().scaling(split, index, normalization),
        () -> normalization.of(new float[channels()], channels()));
  }

  private <T> T or(int index, Supplier<T> reading, Supplier<T> blank) {
    List<T> read = new ArrayList<>(1);
    return damaged.attempt(index, () -> read.add(reading.get())) ? read.get(0) : blank.get();
  }

  private DetectionSample blank(String name, ImageSize size) {
    float[] black = new float[channels() * size.height() * size.width()];
    return new DetectionSample(name, channels(), size.height(), size.width(), black, List.of());
  }

  @Override
  public List<ObjectBox> objects(Split split, int index) {
    return List.of();
  }

  @Override
  public CocoId imageId(Split split, int index) {
    return dataset().imageId(split, index);
  }

  @Override
  public List<CocoId> categoryIds() {
    return dataset().categoryIds();
  }
}
