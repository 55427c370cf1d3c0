package org.dl4jvision.data.detection;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.augmentation.Mosaic;
import org.dl4jvision.data.augmentation.RandomChange;
import org.dl4jvision.data.augmentation.RandomChanges;
import org.dl4jvision.data.augmentation.Warp;

/**
 * Random changes of training images and their objects: mirror images, quarter turns, size with
 * place (which crops), light and color, and mosaics of four images. All is off by default.
 *
 * <p>An object of which a crop leaves less than {@link Builder#minVisibility} becomes an ignored
 * one: too little to be taught, too much to be background.
 *
 * <p>Quarter turns exchange the axes in half of the samples: with both flips, all quarter turns.
 *
 * <p>Immutable and thread-safe.
 */
public final class DetectionAugmentation extends RandomChanges {

  /** Leaves samples as they are. */
  public static final DetectionAugmentation NONE = builder().build();

  private final double smallest;
  private final double largest;
  private final double stretch;
  private final double minVisibility;
  private final double saturation;
  private final double mosaic;

  private DetectionAugmentation(Builder builder) {
    super(builder);
    smallest = builder.smallest;
    largest = builder.largest;
    stretch = builder.stretch;
    minVisibility = builder.minVisibility;
    saturation = builder.saturation;
    mosaic = builder.mosaic;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Draws an image on a part of a canvas. */
  interface Drawing {
    /** Size of an image of the data set. */
    ImageSize size(int index);

    /**
     * Draws an image of the data set on whole pixels of the canvas.
     *
     * @param warp how the pixels of the part move then; null where they do not
     */
    void draw(int index, ImageTransform transform, Warp warp, Box part, double minVisibility);
  }

  /**
   * Draws an image, or a mosaic of it and three others.
   *
   * @param index of the image
   * @param count of the images to choose from
   * @return where the image itself is
   */
  ImageTransform draw(
      int index, int count, Drawing drawing, Resizing resizing, int side, RandomGenerator random) {
    if (mosaic == 0 || random.nextDouble() >= mosaic) {
      return place(index, new Box(0, 0, side, side), drawing, resizing, side, random);
    }
    int x = (int) (side * uniform(random, 0.3, 0.7));
    int y = (int) (side * uniform(random, 0.3, 0.7));
    Box[] quarters = {
      new Box(0, 0, x, y), new Box(x, 0, side, y), new Box(0, y, x, side), new Box(x, y, side, side)
    };
    int own = random.nextInt(4);
    ImageTransform result = null;
    for (int i = 0; i < 4; i++) {
      if (i == own) {
        result = place(index, quarters[i], drawing, resizing, side, random);
      } else {
        place(random.nextInt(count), quarters[i], drawing, resizing, side, random);
      }
    }
    return result;
  }

  private ImageTransform place(
      int index, Box part, Drawing drawing, Resizing resizing, int side, RandomGenerator random) {
    ImageSize size = drawing.size(index);
    ImageTransform transform = resizing.transform(size, side);
    if (turns() && random.nextBoolean()) {
      transform = transform.transpose();
    }
    if (flipsHorizontally() && random.nextBoolean()) {
      transform = transform.mirrorX(side);
    }
    if (flipsVertically() && random.nextBoolean()) {
      transform = transform.mirrorY(side);
    }
    boolean whole = part.width() == side && part.height() == side;
    if (!whole || smallest < 1 || largest > 1 || stretch > 1) {
      transform = zoom(size, transform, part, random);
    }
    ImageSize shown = new ImageSize((int) part.height(), (int) part.width());
    drawing.draw(index, transform, warp(shown, random), part, minVisibility);
    return transform;
  }

  /** Scales, and moves so that the image covers the part, or lies in it where it is smaller. */
  private ImageTransform zoom(
      ImageSize image, ImageTransform transform, Box part, RandomGenerator random) {
    double size = Math.exp(uniform(random, Math.log(smallest), Math.log(largest)));
    double shape = Math.exp(uniform(random, -0.5, 0.5) * Math.log(stretch));
    double scaleX = transform.scaleX() * size * shape;
    double scaleY = transform.scaleY() * size / shape;
    Box extent =
        new ImageTransform(transform.transposed(), scaleX, 0, scaleY, 0)
            .apply(new Box(0, 0, image.width(), image.height()));
    double left = between(random, part.left(), part.right() - extent.width());
    double top = between(random, part.top(), part.bottom() - extent.height());
    return new ImageTransform(
        transform.transposed(), scaleX, left - extent.left(), scaleY, top - extent.top());
  }

  private static double between(RandomGenerator random, double a, double b) {
    return uniform(random, Math.min(a, b), Math.max(a, b));
  }

  private static double uniform(RandomGenerator random, double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** A canvas that others may be laid on. */
  Collage collage(float[] pixels, int channels, int side, List<ObjectBox> objects) {
    return new Collage(pixels, channels, side, objects, minVisibility);
  }

  /** Puts a canvas together with others. */
  void lay(Collage canvas, Supplier<Collage> another, RandomGenerator random) {
    combine(canvas, another, random);
  }

  /** Changes light and color; returns the argument where nothing is to be changed. */
  float[] relight(float[] image, int channels, RandomGenerator random) {
    float[] result = varyLight(image, random);
    if (saturation > 0 && channels == 3) {
      float factor = (float) (1 + uniform(random, -saturation, saturation));
      int area = image.length / 3;
      float[] changed = new float[image.length];
      for (int i = 0; i < area; i++) {
        float gray = (result[i] + result[area + i] + result[2 * area + i]) / 3;
        for (int p = i; p < changed.length; p += area) {
          changed[p] = gray + factor * (result[p] - gray);
        }
      }
      result = changed;
    }
    int side = (int) Math.sqrt(image.length / channels);
    return recolor(result, channels, ImageSize.square(side), random);
  }

  /** Options, all of which are off at first. */
  public static final class Builder extends RandomChanges.Builder<Builder> {
    private double smallest = 1;
    private double largest = 1;
    private double stretch = 1;
    private double minVisibility = 0.4;
    private double saturation;
    private double mosaic;

    private Builder() {}

    /** Mosaics are drawn in each their quarter, not cut from images of full size. */
    @Override
    public Builder add(RandomChange change) {
      return change instanceof Mosaic drawn ? mosaic(drawn.share()) : super.add(change);
    }

    /** Objects are seen from other distances and in other colors. */
    @Override
    protected void usual() {
      scale(0.75, 1.35).stretch(1.1).saturation(0.2);
    }

    /**
     * Scales by a random factor in this range, whose logarithm is uniform, and moves: an image that
     * is then larger than the network's input is cropped at a random place, a smaller one lies at a
     * random place.
     *
     * @param smallest more than 0
     * @param largest at least {@code smallest}
     */
    public Builder scale(double smallest, double largest) {
      Check.that(
          smallest > 0 && largest >= smallest && Double.isFinite(largest),
          "scale",
          smallest + " to " + largest,
          "ranges of finite numbers > 0");
      this.smallest = smallest;
      this.largest = largest;
      return this;
    }

    /** Largest factor by which the ratio of width to height changes, at least 1 (off). */
    public Builder stretch(double factor) {
      Check.that(factor >= 1 && Double.isFinite(factor), "stretch", factor, "finite numbers >= 1");
      stretch = factor;
      return this;
    }

    /** Share of an object's box that a crop must leave, else it is ignored; [0, 1], default 0.4. */
    public Builder minVisibility(double share) {
      minVisibility = Check.unit("minVisibility", share);
      return this;
    }

    /** Largest relative change of the distance of the colors to gray, in [0, 1]. */
    public Builder saturation(double amount) {
      saturation = Check.unit("saturation", amount);
      return this;
    }

    /**
     * Share of samples that are put together with three others, each in a quarter (Bochkovskiy,
     * Wang and Liao, "YOLOv4", 2020), in [0, 1].
     */
    public Builder mosaic(double share) {
      mosaic = Check.unit("mosaic", share);
      return this;
    }

    public DetectionAugmentation build() {
      return new DetectionAugmentation(this);
    }
  }
}
