package org.dl4jvision.study.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jvision.data.Components;
import org.dl4jvision.data.Components.Component;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;

/**
 * What is counted on the class map of one image.
 *
 * <p>An object is a connected region of a class; corners connect. Its boundary is the sides that
 * its pixels share with pixels of another label; borders of the image are none, as nobody knows
 * what is beyond.
 */
final class MapCounts {

  /** Objects of a class that are no farther apart than this many pixels nearly touch. */
  static final int NEAR = 3;

  private final byte[] labels;
  private final int height;
  private final int width;
  private final int[] object; // of each pixel, -1 where it has no class
  private final List<Builder> objects = new ArrayList<>();
  private final long[] pixels;
  private final long[] borderPixels;

  /**
   * An object.
   *
   * @param label of its class
   * @param area its pixels
   * @param sides pixels' sides along its boundary
   * @param length the longer side of the box around it
   * @param cut whether the border of the image cuts it
   * @param near whether another of its class is no farther than {@link #NEAR}
   */
  record Shape(int label, long area, long sides, int length, boolean cut, boolean near) {}

  private static final class Builder {
    private final int label;
    private long area;
    private long sides;
    private int top = Integer.MAX_VALUE;
    private int left = Integer.MAX_VALUE;
    private int bottom;
    private int right;
    private boolean near;

    Builder(int label) {
      this.label = label;
    }

    void add(int y, int x, int foreignSides) {
      area++;
      sides += foreignSides;
      top = Math.min(top, y);
      left = Math.min(left, x);
      bottom = Math.max(bottom, y + 1);
      right = Math.max(right, x + 1);
    }

    Shape build(int height, int width) {
      return new Shape(
          label,
          area,
          sides,
          Math.max(bottom - top, right - left),
          top == 0 || left == 0 || bottom == height || right == width,
          near);
    }
  }

  /**
   * @param labels an unsigned byte a pixel, row by row
   * @param classes labels from this on are ignored
   */
  MapCounts(byte[] labels, ImageSize size, int classes) {
    this.labels = labels;
    height = size.height();
    width = size.width();
    object = new int[labels.length];
    pixels = new long[classes];
    borderPixels = new long[classes];
    Arrays.fill(object, -1);
    for (Component component : Components.of(labels, size, label -> label < classes)) {
      int id = objects.size();
      objects.add(new Builder(component.value()));
      component
          .pixels()
          .forEachRun((y, from, to) -> Arrays.fill(object, y * width + from, y * width + to, id));
    }
    count();
  }

  private void count() {
    for (int y = 0, p = 0; y < height; y++) {
      for (int x = 0; x < width; x++, p++) {
        if (object[p] >= 0) {
          int foreign = foreignSides(y, x, p);
          Builder mine = objects.get(object[p]);
          mine.add(y, x, foreign);
          pixels[mine.label]++;
          if (foreign > 0) {
            borderPixels[mine.label]++;
            mine.near |= hasNeighbor(y, x, object[p], mine.label);
          }
        }
      }
    }
  }

  private int foreignSides(int y, int x, int p) {
    byte label = labels[p];
    int sides = y > 0 && labels[p - width] != label ? 1 : 0;
    sides += y < height - 1 && labels[p + width] != label ? 1 : 0;
    sides += x > 0 && labels[p - 1] != label ? 1 : 0;
    return sides + (x < width - 1 && labels[p + 1] != label ? 1 : 0);
  }

  /** Whether another object of the class is near. */
  private boolean hasNeighbor(int y, int x, int own, int label) {
    for (int row = Math.max(0, y - NEAR); row <= Math.min(height - 1, y + NEAR); row++) {
      for (int column = Math.max(0, x - NEAR); column <= Math.min(width - 1, x + NEAR); column++) {
        int other = object[row * width + column];
        if (other >= 0 && other != own && objects.get(other).label == label) {
          return true;
        }
      }
    }
    return false;
  }

  /** Pixels of each class. */
  long[] pixels() {
    return pixels;
  }

  /** Pixels of each class that have a direct neighbor of another label. */
  long[] borderPixels() {
    return borderPixels;
  }

  /** The objects of all classes. */
  List<Shape> shapes() {
    return objects.stream().map(one -> one.build(height, width)).toList();
  }

  /** All pixels, those without a class, too. */
  long area() {
    return Region.of(new ImageSize(height, width)).area();
  }

  /** The shorter side of the image. */
  int shorterSide() {
    return Math.min(height, width);
  }
}
