package org.dl4jvision.task;

import org.dl4jvision.data.ImageSize;

/**
 * One way to look at an image: mirrored, or in another size.
 *
 * @param mirrorX whether left and right are exchanged
 * @param mirrorY whether top and bottom are exchanged
 * @param scale of height and width
 */
public record ImageView(boolean mirrorX, boolean mirrorY, double scale) {

  /** As it is. */
  public static final ImageView PLAIN = new ImageView(false, false, 1);

  /** Whether it is seen as it is. */
  public boolean isPlain() {
    return equals(PLAIN);
  }

  /** The view of the same mirror images in another size. */
  public ImageView scaled(double factor) {
    return new ImageView(mirrorX, mirrorY, factor);
  }

  /**
   * Planes as this view mirrors them, or those before from the mirrored ones.
   *
   * @param planes one after the other, row by row
   * @return the argument where nothing is mirrored
   */
  public float[] mirrored(float[] planes, ImageSize size) {
    if (!mirrorX && !mirrorY) {
      return planes;
    }
    int height = size.height();
    int width = size.width();
    float[] mirrored = new float[planes.length];
    for (int to = 0; to < planes.length; to += width) {
      int row = to / width;
      int plane = row / height;
      int from = mirrorY ? (plane * height + height - 1 - row % height) * width : to;
      if (mirrorX) {
        for (int x = 0; x < width; x++) {
          mirrored[to + x] = planes[from + width - 1 - x];
        }
      } else {
        System.arraycopy(planes, from, mirrored, to, width);
      }
    }
    return mirrored;
  }
}
