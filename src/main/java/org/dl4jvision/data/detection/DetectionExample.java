package org.dl4jvision.data.detection;

import java.io.Serializable;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.ImageSize;

/**
 * Where one example of a batch comes from.
 *
 * @param name name of the sample
 * @param index its index in the split
 * @param size of the image as stored
 * @param transform from the image as stored to the network's input; where several images were put
 *     together, that of the first
 */
public record DetectionExample(String name, int index, ImageSize size, ImageTransform transform)
    implements Serializable {

  /** A box in pixels of the network's input as one of the image as stored, clipped to it. */
  public Box toImage(Box box) {
    return transform.invert(box).clip(new Box(0, 0, size.width(), size.height()));
  }
}
