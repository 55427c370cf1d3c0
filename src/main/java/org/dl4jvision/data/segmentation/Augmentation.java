package org.dl4jvision.data.segmentation;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.augmentation.RandomChanges;
import org.dl4jvision.data.augmentation.Warp;

/**
 * Random changes of a training sample. Crops, flips, quarter turns and other movements are applied
 * to image and labels alike; light and other changes of values to the image only. All is off by
 * default.
 *
 * <p>An image smaller than the crop is continued as its mirror image at the bottom and right, with
 * labels {@link SegmentationSample#IGNORE}; where it is turned by any angle, scaled or bent, on all
 * sides. Quarter turns are of 0, 90, 180 or 270 degrees; an image that is not square (after
 * cropping) is turned by 0 or 180 degrees only, so that its shape stays.
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

  /** Images of a split, parts of which are read. */
  interface Images {
    int count();

    ImageSize size(int index);

    SegmentationSample window(int index, Region region);
  }

  /**
   * Returns a changed copy; the argument is not modified. What is to be put together with other
   * images is with this one, of which other copies are drawn.
   */
  public SegmentationSample apply(SegmentationSample sample, RandomGenerator random) {
    Images only =
        new Images() {
          @Override
          public int count() {
            return 1;
          }

          @Override
          public ImageSize size(int index) {
            return sample.size();
          }

          @Override
          public SegmentationSample window(int index, Region region) {
            return sample.window(region.top(), region.left(), region.size());
          }
        };
    return apply(0, only, Optional.empty(), random).sample();
  }

  /**
   * Reads the part of an image that is needed, and returns a changed copy.
   *
   * @param shown the pixel that a crop is to show; empty for any crop
   */
  MixedSample apply(int index, Images images, Optional<Pixel> shown, RandomGenerator random) {
    ImageSize size = outputSize(images.size(index));
    Layers layers =
        new Layers(one(index, size, images, crop == null ? Optional.empty() : shown, random));
    combine(
        layers,
        () ->
            new Layers(one(random.nextInt(images.count()), size, images, Optional.empty(), random)),
        random);
    return layers.mixed();
  }

  /** An image that is put together with no other one. */
  private SegmentationSample one(
      int index, ImageSize size, Images images, Optional<Pixel> shown, RandomGenerator random) {
    ImageSize image = images.size(index);
    Warp warp = warp(size, random);
    if (warp == null) {
      Region place =
          shown.isPresent() ? place(image, shown.get(), random) : place(image, size, random);
      return change(images.window(index, place).window(0, 0, size), random);
    }
    double[] reach = warp.reach(size);
    double x =
        shown.isPresent()
            ? middle(shown.get().column(), image.width(), reach[0], random)
            : middle(image.width(), reach[0], random);
    double y =
        shown.isPresent()
            ? middle(shown.get().row(), image.height(), reach[1], random)
            : middle(image.height(), reach[1], random);
    WarpedWindow window = WarpedWindow.of(warp, size, x, y, image);
    return change(window.apply(images.window(index, window.window())), random);
  }

  /** Draws what is in the middle, such that as little as can be beyond the border is seen. */
  private double middle(int length, double reach, RandomGenerator random) {
    double room = crop == null ? 0 : Math.max(0, length / 2.0 - reach);
    return length / 2.0 + room * (2 * random.nextDouble() - 1);
  }

  /** The same, but not farther from a pixel than that it is seen, however it is turned. */
  private static double middle(int pixel, int length, double reach, RandomGenerator random) {
    double near = reach / 4;
    double drawn = pixel + near * (2 * random.nextDouble() - 1);
    double inside = Math.max(Math.min(reach, length / 2.0), Math.min(length - reach, drawn));
    return Math.max(pixel - near, Math.min(pixel + near, inside));
  }

  /** Draws which part of an image is to be changed; smaller images are continued. */
  private Region place(ImageSize image, ImageSize size, RandomGenerator random) {
    if (crop == null && size.equals(image)) {
      return Region.of(image);
    }
    int top = random.nextInt(Math.max(0, image.height() - size.height()) + 1);
    int left = random.nextInt(Math.max(0, image.width() - size.width()) + 1);
    return new Region(top, left, size.height(), size.width()).in(image);
  }

  /** Draws a part as {@link #place(ImageSize, ImageSize, RandomGenerator)} does, with a pixel. */
  Region place(ImageSize image, Pixel shown, RandomGenerator random) {
    int top = start(shown.row(), crop.height(), image.height(), random);
    int left = start(shown.column(), crop.width(), image.width(), random);
    return new Region(top, left, crop.height(), crop.width()).in(image);
  }

  /** Where a crop begins that has a pixel, on one axis. */
  private static int start(int pixel, int crop, int image, RandomGenerator random) {
    int last = Math.max(0, image - crop);
    int from = Math.max(0, pixel - crop + 1);
    return from + random.nextInt(Math.min(last, pixel) - from + 1);
  }

  private SegmentationSample change(SegmentationSample sample, RandomGenerator random) {
    boolean mirrorX = flipsHorizontally() && random.nextBoolean();
    boolean mirrorY = flipsVertically() && random.nextBoolean();
    boolean transpose = false;
    if (turns()) {
      // Half a turn is both flips, a quarter turn a transposition and one flip.
      boolean half = random.nextBoolean();
      transpose = random.nextBoolean() && sample.height() == sample.width();
      mirrorX ^= half ^ transpose;
      mirrorY ^= half;
    }
    SegmentationSample result = sample;
    if (mirrorX || mirrorY || transpose) {
      result = move(result, mirrorX, mirrorY, transpose);
    }
    float[] image = varyLight(result.image(), random);
    image = recolor(image, result.channels(), result.size(), random);
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
