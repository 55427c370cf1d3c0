package org.dl4jvision.data.detection;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Dataset;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.coco.CocoId;

/**
 * Images with the boxes of their objects, divided into splits. No class is the background.
 * Implementations are immutable and thread-safe.
 */
public interface DetectionDataset extends Dataset<DetectionSample> {

  /** Objects of a sample; implementations that know them override this, which reads the image. */
  default List<ObjectBox> objects(Split split, int index) {
    return get(split, index).objects();
  }

  /**
   * Reads or draws a part of an image, with the objects in it as {@link DetectionSample#window}
   * cuts them. Implementations that need not read all of it override this.
   *
   * @param minVisibility of an object of which less is left is to be ignored, in [0, 1]
   * @throws IllegalArgumentException if the region reaches beyond the image
   */
  default DetectionSample window(Split split, int index, Region region, double minVisibility) {
    return get(split, index).window(region, minVisibility);
  }

  /**
   * A sample for a picture: large images are halved, with their objects, until no side is longer
   * than this.
   *
   * @param longest side of the picture, at least 1
   */
  default DetectionSample picture(Split split, int index, int longest) {
    return HalvedImages.picture(this, split, index, Check.atLeast("longest", longest, 1));
  }

  /**
   * Batches of a split as {@code fit} and {@code evaluate} take them: images of zero mean and unit
   * variance in squares, and their objects. Those of the training images are in another order in
   * each epoch. {@link DetectionIterator} has more options.
   *
   * @param side of the squares, in pixels
   */
  default DetectionIterator iterator(Split split, int batchSize, int side) {
    return DetectionIterator.builder(this, split, side)
        .batchSize(batchSize)
        .shuffle(split == Split.TRAIN)
        .build();
  }

  /** What COCO's files call a sample: its "image_id" there, else its number from 1. */
  default CocoId imageId(Split split, int index) {
    return CocoId.of(index + 1L);
  }

  /** What COCO's files call the classes: their "category_id" there, else their number from 1. */
  default List<CocoId> categoryIds() {
    return IntStream.rangeClosed(1, classNames().size()).mapToObj(CocoId::of).toList();
  }
}
