package org.dl4jvision.task;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.augmentation.Augmentations;

/**
 * What is wanted of a picture of training images as they are and as random changes make them.
 *
 * @param augmentation an expression that {@link Augmentations#parse} reads; null: as trainings
 *     choose it
 * @param seed of the random changes, the same as a training's
 * @param images a row each, at least 1
 * @param versions of each image, one an epoch, at least 1
 * @param side of what a network sees in pixels; null: as trainings choose it
 */
public record AugmentationPreview(
    String augmentation, long seed, int images, int versions, Integer side) {

  public AugmentationPreview {
    if (augmentation != null) {
      Augmentations.parse(augmentation);
    }
    Check.between("images", images, 1, 100);
    Check.between("versions", versions, 1, 20);
    if (side != null) {
      Check.between("side", side, 1, 4096);
    }
  }

  /** The expression, for images of so many channels. */
  public String augmentation(int channels) {
    return augmentation == null ? Training.usualAugmentation(channels) : augmentation;
  }

  /** Which images are shown: spread evenly over all. */
  List<Integer> indices(int size) {
    int count = Math.min(size, images);
    return IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).boxed().toList();
  }
}
