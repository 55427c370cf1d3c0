package org.dl4jvision.data.detection;

import java.util.List;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Sample;

/**
 * One image with its objects.
 *
 * @param name file name without extension, or a generated name
 * @param channels 1 (gray) or 3 (red, green, blue)
 * @param height rows
 * @param width columns
 * @param image pixel values in [0, 1], channel by channel, row by row: {@code
 *     [channels][height][width]}
 * @param objects with boxes in pixels of this image, each inside of it and with an area; none for
 *     an image without ground truth
 */
@SuppressWarnings("ArrayRecordComponent")
public record DetectionSample(
    String name, int channels, int height, int width, float[] image, List<ObjectBox> objects)
    implements Sample {

  public DetectionSample {
    objects = List.copyOf(objects);
  }

  /** This image with other objects. */
  DetectionSample withObjects(List<ObjectBox> others) {
    return new DetectionSample(name, channels, height, width, image, others);
  }
}
