package org.dl4jvision.data.segmentation;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.RandomChanges;
import org.dl4jvision.data.Region;

/**
 * Random changes of a training sample. Crops, flips and quarter turns are applied to image and
 * labels alike; brightness and contrast to the image only. All is off by default.
 *
 * <p>An image smaller than the crop is continued as its mirror image at the bottom and right, with
 * labels {@link SegmentationSample#IGNORE}. Quarter turns are of 0, 90, 180 or 270 degrees; an
 * image that is not square (after cropping) is turned by 0 or 180 degrees only, so that its shape
 * stays.
 *
 * <p>Immutable and thread-safe.
 */
public final class Augmentation extends RandomChanges {

  /** Leaves samples as they are. */
  public static final Augmentation NONE = builder().build();

  private final ImageSize crop;

  private Augmentation(Builder builder) {
    super(builder);
    crop = builder.crop;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Size of every sample returned, for samples of size {@code size}. */
  public ImageSize outputSize(ImageSize size) {
    return crop == null ? size : crop;
  }

  /** Returns a changed copy; the argument is not modified. */
  public SegmentationSample apply(SegmentationSample sample, RandomGenerator random) {
    Region place = place(sample.size(), random);
    return change(sample.window(place.top(), place.left(), place.size()), random);
  }

  /**
   * Draws which part of an image is to be changed, by {@link #change} with the random numbers that
   * follow.
   */
  Region place(ImageSize size, RandomGenerator random) {
    if (crop == null) {
      return Region.of(size);
    }
    int top = random.nextInt(Math.max(0, size.height() - crop.height()) + 1);
    int left = random.nextInt(Math.max(0, size.width() - crop.width()) + 1);
    return new Region(top, left, crop.height(), crop.width()).in(size);
  }

  /** Draws a part as {@link #place(ImageSize, RandomGenerator)} does, but one with this pixel. */
  Region place(ImageSize size, Optional<Pixel> shown, RandomGenerator random) {
    if (crop == null || shown.isEmpty()) {
      return place(size, random);
    }
    int top = start(shown.get().row(), crop.height(), size.height(), random);
    int left = start(shown.get().column(), crop.width(), size.width(), random);
    return new Region(top, left, crop.height(), crop.width()).in(size);
  }

  /** Where a crop begins that has a pixel, on one axis. */
  private static int start(int pixel, int crop, int image, RandomGenerator random) {
    int last = Math.max(0, image - crop);
    int from = Math.max(0, pixel - crop + 1);
    return from + random.nextInt(Math.min(last, pixel) - from + 1);
  }

  /**
   * Returns a changed copy of a part of an image.
   *
   * @param part what {@link #place} has drawn
   */
  SegmentationSample change(SegmentationSample part, RandomGenerator random) {
    SegmentationSample result = crop == null ? part : part.window(0, 0, crop);
    boolean mirrorX = flipsHorizontally() && random.nextBoolean();
    boolean mirrorY = flipsVertically() && random.nextBoolean();
    boolean transpose = false;
    if (turns()) {
      // Half a turn is both flips, a quarter turn a transposition and one flip.
      boolean half = random.nextBoolean();
      transpose = random.nextBoolean() && result.height() == result.width();
      mirrorX ^= half ^ transpose;
      mirrorY ^= half;
    }
    if (mirrorX || mirrorY || transpose) {
      result = move(result, mirrorX, mirrorY, transpose);
    }
    float[] image = varyLight(result.image(), random);
    return image == result.image() ? result : result.withImage(image);
  }

  private static SegmentationSample move(
      SegmentationSample sample, boolean mirrorX, boolean mirrorY, boolean transpose) {
    int height = sample.height();
    int width = sample.width();
    int area = height * width;
    float[] image = new float[sample.image().length];
    byte[] labels = sample.labels() == null ? null : new byte[area];
    for (int y = 0, to = 0; y < height; y++) {
      for (int x = 0; x < width; x++, to++) {
        int row = mirrorY ? height - 1 - y : y;
        int column = mirrorX ? width - 1 - x : x;
        int from = transpose ? column * width + row : row * width + column;
        for (int c = 0; c < sample.channels(); c++) {
          image[c * area + to] = sample.image()[c * area + from];
        }
        if (labels != null) {
          labels[to] = sample.labels()[from];
        }
      }
    }
    return new SegmentationSample(sample.name(), sample.channels(), height, width, image, labels);
  }

  /** Options, all of which are off at first. */
  public static final class Builder extends RandomChanges.Builder<Builder> {
    private ImageSize crop;

    private Builder() {}

    /** Cuts out a random square of this side in pixels; 0 (the default) leaves images whole. */
    public Builder crop(int side) {
      if (side == 0) {
        crop = null;
        return this;
      }
      return crop(side, side);
    }

    /** Cuts out a random rectangle of this size in pixels. */
    public Builder crop(int height, int width) {
      if (height < 1 || width < 1) {
        throw new IllegalArgumentException(
            "crop must be at least 1x1 (or 0 for whole images), but is " + height + "x" + width);
      }
      crop = new ImageSize(height, width);
      return this;
    }

    public Augmentation build() {
      return new Augmentation(this);
    }
  }
}
