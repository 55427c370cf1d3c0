package org.dl4jvision.data.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
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
   * Draws a part of an image. Objects are clipped to it; of those that lose anything, the ones of
   * which less than {@code minVisibility} is left become ignored ones, and what is nearly nothing
   * is left out.
   *
   * @param scaling of the pixel values
   * @param part whole pixels of this canvas
   */
  void draw(
      DetectionSample sample,
      Scaling scaling,
      ImageTransform transform,
      Box part,
      double minVisibility) {
    drawPixels(sample, scaling, transform, part);
    for (ObjectBox object : sample.objects()) {
      Box box = transform.apply(object.box());
      DetectionSample.cut(
              new ObjectBox(box, object.classIndex(), object.ignored()), part, minVisibility)
          .ifPresent(objects::add);
    }
  }

  private void drawPixels(
      DetectionSample sample, Scaling scaling, ImageTransform transform, Box part) {
    Grid grid = new Grid(sample.image(), sample.height(), sample.width());
    double factor = 1; // from pixels of the sample to those of the grid
    double zoom = Math.min(Math.abs(transform.scaleX()), Math.abs(transform.scaleY()));
    // Interpolation sees two pixels a side: of more, the mean.
    while (zoom / factor <= 0.5 && grid.height > 1 && grid.width > 1) {
      grid = grid.half(channels);
      factor /= 2;
    }
    Axis columns =
        Axis.of(
            (int) part.left(),
            (int) part.right(),
            transform.scaleX() / factor,
            transform.offsetX(),
            (transform.transposed() ? sample.height() : sample.width()) * factor,
            transform.transposed() ? grid.height : grid.width,
            transform.transposed() ? grid.width : 1);
    Axis rows =
        Axis.of(
            (int) part.top(),
            (int) part.bottom(),
            transform.scaleY() / factor,
            transform.offsetY(),
            (transform.transposed() ? sample.width() : sample.height()) * factor,
            transform.transposed() ? grid.width : grid.height,
            transform.transposed() ? 1 : grid.width);
    for (int c = 0; c < channels; c++) {
      grid.draw(c, columns, rows, scaling.shift()[c], scaling.scale()[c], pixels, side);
    }
  }

  /**
   * Where the pixels of one axis of the canvas come from: the two next ones of the grid, as offsets
   * in its array, and the share of the second.
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Axis(int from, int to, int[] first, int[] second, float[] share) {

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

  private static final class Grid {
    private final float[] values;
    private final int height;
    private final int width;

    Grid(float[] values, int height, int width) {
      this.values = values;
      this.height = height;
      this.width = width;
    }

    /** Half of height and width, rounded down, each pixel the mean of four. */
    Grid half(int channels) {
      int rows = height / 2;
      int columns = width / 2;
      float[] result = new float[channels * rows * columns];
      for (int c = 0, to = 0; c < channels; c++) {
        for (int y = 0; y < rows; y++) {
          int from = (c * height + 2 * y) * width;
          for (int x = 0; x < columns; x++, from += 2) {
            result[to++] =
                (values[from] + values[from + 1] + values[from + width] + values[from + width + 1])
                    / 4;
          }
        }
      }
      return new Grid(result, rows, columns);
    }

    void draw(
        int channel, Axis columns, Axis rows, float shift, float scale, float[] canvas, int side) {
      int base = channel * height * width;
      for (int y = rows.from(); y < rows.to(); y++) {
        int above = base + rows.first()[y - rows.from()];
        int below = base + rows.second()[y - rows.from()];
        float v = rows.share()[y - rows.from()];
        int to = (channel * side + y) * side + columns.from();
        for (int i = 0; i < columns.share().length; i++) {
          int left = columns.first()[i];
          int right = columns.second()[i];
          float u = columns.share()[i];
          float top = values[above + left] + u * (values[above + right] - values[above + left]);
          float bottom = values[below + left] + u * (values[below + right] - values[below + left]);
          canvas[to + i] = (top + v * (bottom - top) - shift) * scale;
        }
      }
    }
  }
}
