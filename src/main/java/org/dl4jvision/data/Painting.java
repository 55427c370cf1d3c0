package org.dl4jvision.data;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Painter.Shape;

/**
 * A map of classes that is painted window by window, each as {@link Painter} paints the whole. How
 * many pixels of the image an object covers is found at the beginning. Immutable and thread-safe.
 */
public final class Painting {

  /** Bytes of pixels of objects that are kept; others are found anew for each window. */
  private static final long KEPT = 32 << 20;

  private final ImageSize size;
  private final List<Painted> objects = new ArrayList<>();

  /**
   * An object on the image.
   *
   * @param region null where it is not kept
   */
  private record Painted(Shape shape, int area, Box bounds, PixelRegion region) {

    boolean touches(Region window) {
      return bounds.left() < window.right()
          && bounds.right() > window.left()
          && bounds.top() < window.bottom()
          && bounds.bottom() > window.top();
    }

    /** The part of a window that it touches which has all of it that is there. */
    Region part(Region window) {
      int top = Math.max(window.top(), (int) bounds.top());
      int left = Math.max(window.left(), (int) bounds.left());
      int bottom = Math.min(window.bottom(), (int) Math.ceil(bounds.bottom()));
      int right = Math.min(window.right(), (int) Math.ceil(bounds.right()));
      return new Region(top, left, bottom - top, right - left);
    }

    void paint(byte[] map, ImageSize size, Region window) {
      PixelRegion pixels = region == null ? shape.outline().region(size, window) : region;
      pixels.paint(map, window, (byte) shape.value());
    }
  }

  /**
   * Finds what the objects cover.
   *
   * @param size of the image
   */
  public Painting(ImageSize size, List<Shape> shapes) {
    this(size, shapes, KEPT);
  }

  /**
   * @param room bytes of pixels to keep
   */
  Painting(ImageSize size, List<Shape> shapes, long room) {
    this.size = size;
    long kept = 0;
    for (Shape shape : shapes) {
      PixelRegion region = shape.outline().region(size);
      Box bounds = region.bounds();
      long bytes = (long) Math.ceil(bounds.area() / 8);
      boolean keep = kept + bytes <= room;
      kept += keep ? bytes : 0;
      int area = shape.value() == Painter.IGNORE ? Integer.MAX_VALUE : region.area();
      objects.add(new Painted(shape, area, bounds, keep ? region : null));
    }
    objects.sort(comparingInt(Painted::area).reversed());
  }

  /**
   * The value of each pixel of a window as an unsigned byte, row by row, 0 where there is no
   * object.
   *
   * @throws IllegalArgumentException if the image has not all of these pixels
   */
  public byte[] paint(Region window) {
    byte[] map = new byte[window.requireIn(size).length()];
    for (Painted object : objects) {
      if (object.touches(window)) {
        object.paint(map, size, window);
      }
    }
    return map;
  }

  /**
   * The pixels of a window, row by row, that objects of several values cover, so that one of them
   * hides what others say; ignored objects say nothing.
   *
   * @throws IllegalArgumentException if the image has not all of these pixels
   */
  public BitSet contested(Region window) {
    byte[] map = new byte[window.requireIn(size).length()];
    BitSet contested = new BitSet(map.length);
    for (Painted object : objects) {
      if (object.shape.value() != Painter.IGNORE && object.touches(window)) {
        contest(object, object.part(window), window, map, contested);
      }
    }
    return contested;
  }

  /** Paints an object over others in a part of a window, and marks what had another value. */
  private void contest(Painted object, Region part, Region window, byte[] map, BitSet contested) {
    byte[] alone = new byte[part.length()];
    object.paint(alone, size, part);
    for (int y = 0, from = 0; y < part.height(); y++) {
      int to = (part.top() + y - window.top()) * window.width() + part.left() - window.left();
      for (int x = 0; x < part.width(); x++, from++, to++) {
        if (alone[from] != 0) {
          if (map[to] != 0 && map[to] != alone[from]) {
            contested.set(to);
          }
          map[to] = alone[from];
        }
      }
    }
  }
}
