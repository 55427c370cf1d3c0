package org.dl4jvision.data.detection;

import org.dl4jvision.box.Box;
import org.dl4jvision.data.Normalization.Scaling;
import org.dl4jvision.data.augmentation.Warp;

/**
 * A part of the canvas whose pixels are moved: what lies there is what without that would lie
 * elsewhere, also beyond the part. What no image covers stays as it is, since the mirror image of
 * an object would be one without a box.
 *
 * @param warp about the middle of the part
 * @param part whole pixels of the canvas
 */
record WarpedPart(Warp warp, Box part) {

  /** Points of an ellipse that are moved: the box around them is exact to a pixel in 500. */
  private static final int POINTS = 72;

  /**
   * Draws an image, interpolated once.
   *
   * @param grid of the image, halved
   * @param factor by which it is smaller than the image
   * @param extent of the image in its own pixels
   */
  void draw(
      Grid grid,
      double factor,
      Box extent,
      ImageTransform transform,
      Scaling scaling,
      float[] canvas,
      int side) {
    double[] from = new double[2];
    int channels = scaling.shift().length;
    int plane = grid.height * grid.width;
    for (int y = (int) part.top(); y < part.bottom(); y++) {
      for (int x = (int) part.left(); x < part.right(); x++) {
        warp.source(x + 0.5 - part.centerX(), y + 0.5 - part.centerY(), from);
        double a = (from[0] + part.centerX() - transform.offsetX()) / transform.scaleX();
        double b = (from[1] + part.centerY() - transform.offsetY()) / transform.scaleY();
        double u = transform.transposed() ? b : a;
        double v = transform.transposed() ? a : b;
        if (u < 0 || v < 0 || u >= extent.width() || v >= extent.height()) {
          continue;
        }
        u = u * factor - 0.5;
        v = v * factor - 0.5;
        int left = (int) Math.floor(u);
        int top = (int) Math.floor(v);
        float shareX = (float) (u - left);
        float shareY = (float) (v - top);
        int x1 = inside(left, grid.width);
        int x2 = inside(left + 1, grid.width);
        int y1 = inside(top, grid.height) * grid.width;
        int y2 = inside(top + 1, grid.height) * grid.width;
        for (int c = 0; c < channels; c++) {
          float[] values = grid.values;
          int p = c * plane;
          float above = values[p + y1 + x1] + shareX * (values[p + y1 + x2] - values[p + y1 + x1]);
          float below = values[p + y2 + x1] + shareX * (values[p + y2 + x2] - values[p + y2 + x1]);
          canvas[(c * side + y) * side + x] =
              (above + shareY * (below - above) - scaling.shift()[c]) * scaling.scale()[c];
        }
      }
    }
  }

  private static int inside(int index, int length) {
    return Math.max(0, Math.min(length - 1, index));
  }

  /**
   * The box of an object that is moved. All that is known of the object is its box: the ellipse in
   * it stands for it, whose box fits round objects exactly and others better than the box around
   * moved corners (Kalra et al., "Towards rotation invariance in object detection", 2021).
   *
   * @param box on the canvas without the movement
   */
  Box move(Box box) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    double[] to = new double[2];
    for (int i = 0; i < POINTS; i++) {
      double angle = 2 * Math.PI * i / POINTS;
      warp.target(
          box.centerX() + Math.cos(angle) * box.width() / 2 - part.centerX(),
          box.centerY() + Math.sin(angle) * box.height() / 2 - part.centerY(),
          to);
      left = Math.min(left, to[0]);
      top = Math.min(top, to[1]);
      right = Math.max(right, to[0]);
      bottom = Math.max(bottom, to[1]);
    }
    return new Box(left, top, right, bottom).move(part.centerX(), part.centerY());
  }
}
