package org.dl4jvision.data.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization.Scaling;

/**
 * The square that a network takes, on which images are drawn with their objects. What no image
 * covers is 0, which is the mean of images normalized each by itself.
 */
final class InputSquare {

  private final int channels;
  private final int side;
  private final float[] pixels;
  private final List<ObjectBox> objects = new ArrayList<>();

  InputSquare(int channels, int side) {
    this.channels = channels;
    this.side = side;
    pixels = new float[channels * side * side];
  }

  float[] pixels() {
    return pixels;
  }

  List<ObjectBox> objects() {
    return objects;
  }

  /**
   * How often an image is halved before it is drawn: interpolation sees two pixels a side, of more
   * it has to be the mean.
   */
  static int halvings(ImageSize image, ImageTransform transform) {
    double zoom = Math.min(Math.abs(transform.scaleX()), Math.abs(transform.scaleY()));
    int times = 0;
    for (int side = Math.min(image.height(), image.width()); zoom <= 0.5 && side > 1; side /= 2) {
      zoom *= 2;
      times++;
    }
    return times;
  }

  /**
   * Draws a part of an image.
   *
   * @param grid its pixels, halved so often as {@link #halvings} says
   * @param scaling of the pixel values
   * @param part whole pixels of this canvas
   */
  void draw(ImageSize image, Grid grid, Scaling scaling, ImageTransform transform, Box part) {
    double factor = factor(image, transform);
    Axis columns =
        Axis.of(
            (int) part.left(),
            (int) part.right(),
            transform.scaleX() / factor,
            transform.offsetX(),
            (transform.transposed() ? image.height() : image.width()) * factor,
            transform.transposed() ? grid.height : grid.width,
            transform.transposed() ? grid.width : 1);
    Axis rows =
        Axis.of(
            (int) part.top(),
            (int) part.bottom(),
            transform.scaleY() / factor,
            transform.offsetY(),
            (transform.transposed() ? image.width() : image.height()) * factor,
            transform.transposed() ? grid.width : grid.height,
            transform.transposed() ? 1 : grid.width);
    for (int c = 0; c < channels; c++) {
      grid.draw(c, columns, rows, scaling.shift()[c], scaling.scale()[c], pixels, side);
    }
  }

  /** The same where the pixels of the part are moved. */
  void draw(
      ImageSize image, Grid grid, Scaling scaling, ImageTransform transform, WarpedPart moved) {
    Box extent = new Box(0, 0, image.width(), image.height());
    moved.draw(grid, factor(image, transform), extent, transform, scaling, pixels, side);
  }

  /** From pixels of the image to those of the grid. */
  private static double factor(ImageSize image, ImageTransform transform) {
    return Math.pow(0.5, halvings(image, transform));
  }

  /**
   * Takes over the objects of an image, clipped to the part that is drawn; of those that lose
   * anything, the ones of which less than {@code minVisibility} is left become ignored ones, and
   * what is nearly nothing is left out.
   *
   * @param place from boxes of the image to those of this canvas
   */
  void add(List<ObjectBox> ofImage, UnaryOperator<Box> place, Box part, double minVisibility) {
    for (ObjectBox object : ofImage) {
      Box box = place.apply(object.box());
      DetectionSample.cut(
              new ObjectBox(box, object.classIndex(), object.ignored()), part, minVisibility)
          .ifPresent(objects::add);
    }
  }

  /** The same for boxes that are mapped as pixels are. */
  void add(List<ObjectBox> ofImage, ImageTransform transform, Box part, double minVisibility) {
    add(ofImage, transform::apply, part, minVisibility);
  }

  /**
   * Where the pixels of one axis of the canvas come from: the two next ones of the grid, as offsets
   * in its array, and the share of the second.
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Axis(int from, int to, int[] first, int[] second, float[] share) {

    static Axis of(
        int from, int to, double scale, double offset, double extent, int length, int stride) {
      int[] first = new int[to - from];
      int[] second = new int[to - from];
      float[] share = new float[to - from];
      int start = to;
      int end = from;
      for (int i = from; i < to; i++) {
        double position = (i + 0.5 - offset) / scale;
        if (position < 0 || position >= extent) {
          continue;
        }
        start = Math.min(start, i);
        end = i + 1;
        double center = position - 0.5;
        int below = (int) Math.floor(center);
        share[i - from] = (float) (center - below);
        first[i - from] = stride * Math.min(length - 1, Math.max(0, below));
        second[i - from] = stride * Math.min(length - 1, Math.max(0, below + 1));
      }
      int skip = Math.max(0, start - from);
      int count = Math.max(0, end - start);
      return new Axis(
          start,
          start + count,
          slice(first, skip, count),
          slice(second, skip, count),
          Arrays.copyOfRange(share, skip, skip + count));
    }

    private static int[] slice(int[] values, int skip, int count) {
      return Arrays.copyOfRange(values, skip, skip + count);
    }
  }
}
