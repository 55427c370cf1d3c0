package org.dl4jvision.data.detection;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Dataset;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;

/**
 * Images with the boxes of their objects, divided into splits. No class is the background.
 * Implementations are immutable and thread-safe.
 */
public interface DetectionDataset extends Dataset {

  /**
   * Reads or draws sample {@code index} of a split. The pixels of the sample may be shared: do not
   * write to them.
   */
  DetectionSample get(Split split, int index);

  /** Name of a sample; implementations that know it override this, which reads it. */
  default String imageName(Split split, int index) {
    return get(split, index).name();
  }

  /** Implementations that know it override this, which reads the sample. */
  @Override
  default ImageSize imageSize(Split split, int index) {
    return get(split, index).size();
  }

  /** Objects of a sample; implementations that know them override this, which reads the image. */
  default List<ObjectBox> objects(Split split, int index) {
    return get(split, index).objects();
  }

  /** What COCO's files call a sample: its "image_id" there, else its number from 1. */
  default long imageId(Split split, int index) {
    return index + 1L;
  }

  /** What COCO's files call the classes: their "category_id" there, else their number from 1. */
  default List<Integer> categoryIds() {
    return IntStream.rangeClosed(1, classNames().size()).boxed().toList();
  }

  /** What was wrong with the data but could be mended, such as dropped boxes; a line each. */
  default List<String> warnings() {
    return List.of();
  }
}
