package org.dl4jvision.task.segmentation;

import java.util.List;
import org.dl4jvision.data.ImageSize;

/**
 * What a training sees of its images: random crops, so many of each image in an epoch, in steps of
 * so many. What the options leave open is chosen to suit the images, and set in them.
 */
final class TrainingCrops {

  private static final int MAX_SIDE = 256;
  private static final int MAX_BATCH = 8;

  /** More classes take longer to learn. */
  private static final double EXAMPLES_A_CLASS = 1000;

  private static final int MIN_EPOCHS = 10;
  private static final int MAX_EPOCHS = 100;

  /**
   * So many pixels of an image an epoch sees at least, if it has them: sixteen of the largest
   * crops. Crops of all pixels of a photograph of twelve megapixels are 183, at the least number of
   * epochs many times what is to be learnt from, and validations and checkpoints an hour apart.
   */
  private static final double ENOUGH_PIXELS = 16.0 * MAX_SIDE * MAX_SIDE;

  private final int images;
  private final double cropPixels;
  private final int repeats;

  private TrainingCrops(int images, double cropPixels, int repeats) {
    this.images = images;
    this.cropPixels = cropPixels;
    this.repeats = repeats;
  }

  /**
   * Chooses the crop, the batch size and the epochs where the options do not say them.
   *
   * @param images the sizes of the training images
   * @param classes of the data set
   * @param multiple what the sides of the crops are to be a multiple of
   * @param options are filled
   * @throws IllegalArgumentException if an epoch has more crops than can be counted
   */
  static TrainingCrops choose(
      List<ImageSize> images, int classes, int multiple, SegmentationOptions options) {
    int count = images.size();
    double pixels = pixels(images) / count;
    if (options.crop == null) {
      options.crop = side(images, multiple);
    }
    double cropPixels = options.crop == 0 ? pixels : (double) options.crop * options.crop;
    double wanted = EXAMPLES_A_CLASS * classes;
    double most = Math.max(ENOUGH_PIXELS / cropPixels, Math.ceil(wanted / MIN_EPOCHS / count));
    double repeats = Math.max(1, Math.min(Math.round(pixels / cropPixels), Math.floor(most)));
    double examples = count * repeats;
    if (examples > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              "an epoch of crops of %dx%d is too long: choose a larger --crop",
              options.crop, options.crop));
    }
    if (options.batchSize == null) {
      double fitting = Math.round(MAX_SIDE * MAX_SIDE * 4 / cropPixels);
      options.batchSize = (int) Math.max(2, Math.min(MAX_BATCH, fitting));
    }
    if (options.epochs == null) {
      options.epochs =
          (int) Math.round(Math.max(MIN_EPOCHS, Math.min(MAX_EPOCHS, wanted / examples)));
    }
    return new TrainingCrops(count, cropPixels, (int) repeats);
  }

  /** A few images that are tiny beside the others are padded instead. */
  static int side(List<ImageSize> images, int multiple) {
    int[] sides = images.stream().mapToInt(s -> Math.min(s.height(), s.width())).sorted().toArray();
    int side = Math.max(sides[0], sides[sides.length / 2] / 2);
    return Math.max(multiple, Math.min(MAX_SIDE, side) / multiple * multiple);
  }

  /** The pixels of all images. */
  static double pixels(List<ImageSize> images) {
    return images.stream().mapToDouble(s -> (double) s.height() * s.width()).sum();
  }

  /** Crops of each image in an epoch. */
  int repeats() {
    return repeats;
  }

  /** Crops in an epoch. */
  int examples() {
    return images * repeats;
  }

  /** The pixels of the crops of an epoch. */
  double pixels() {
    return examples() * cropPixels;
  }
}
