package org.dl4jvision.data.detection;

import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.data.ImageFiles.Pixels;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.UnlabeledImages;
import org.dl4jvision.io.coco.CocoId;

/** Images for detectors without ground truth: a sample has no objects. */
public final class UnlabeledDetectionDataset extends UnlabeledImages<DetectionSample>
    implements DetectionDataset {

  /** Finds the images; see {@link UnlabeledImages#UnlabeledImages}. */
  public UnlabeledDetectionDataset(Path path, int channels, List<String> classNames) {
    super(path, channels, classNames);
  }

  @Override
  protected DetectionSample sample(String name, Pixels pixels) {
    return new DetectionSample(
        name, pixels.channels(), pixels.height(), pixels.width(), pixels.toFloats(), List.of());
  }

  /** The number that the file's name is, as COCO's are; else the image's place from 1. */
  @Override
  public CocoId imageId(Split split, int index) {
    String name = imageName(split, index);
    return CocoId.of(name.matches("\\d{1,18}") ? Long.parseLong(name) : index + 1L);
  }
}
