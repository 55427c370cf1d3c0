package org.dl4jvision.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jvision.box.Box;

/**
 * The border of a set of pixels as rings of points along the sides of its pixels. By the rule of
 * odd crossings ({@link Outline.Polygon}) they have exactly these pixels inside. Pixels that touch
 * each other at a corner only are in rings of their own.
 *
 * @param outer rings around pixels, x and y of each corner in turn, clockwise as the image is seen
 * @param holes rings around what the pixels enclose, counterclockwise
 */
public record RegionBorder(List<double[]> outer, List<double[]> holes) {

  /** Directions of the sides of pixels, clockwise: right, down, left, up. */
  private static final int[] STEP_X = {1, 0, -1, 0};

  private static final int[] STEP_Y = {0, 1, 0, -1};

  /** Copies the lists. */
  public RegionBorder {
    outer = List.copyOf(outer);
    holes = List.copyOf(holes);
  }

  /** Follows the border of a region. */
  public static RegionBorder of(PixelRegion region) {
    Tracer tracer = new Tracer(region);
    List<double[]> outer = new ArrayList<>();
    List<double[]> holes = new ArrayList<>();
    for (double[] ring : tracer.rings()) {
      (signedArea(ring) > 0 ? outer : holes).add(ring);
    }
    return new RegionBorder(outer, holes);
  }

  /** All rings, the outer ones first. */
  public List<double[]> rings() {
    List<double[]> all = new ArrayList<>(outer);
    all.addAll(holes);
    return all;
  }

  /** Twice the area, positive where the ring runs clockwise. */
  private static double signedArea(double[] ring) {
    double sum = 0;
    for (int from = ring.length - 2, to = 0; to < ring.length; from = to, to += 2) {
      sum += ring[from] * ring[to + 1] - ring[to] * ring[from + 1];
    }
    return sum;
  }

  /** The sides between pixels inside and outside, each in the direction that has inside right. */
  private static final class Tracer {
    private final int left;
    private final int top;
    private final int columns;
    private final int rows;

    /** A bit a direction of the sides that begin at a corner. */
    private final byte[] sides;

    Tracer(PixelRegion region) {
      Box box = region.bounds();
      left = (int) box.left();
      top = (int) box.top();
      columns = (int) box.width() + 1;
      rows = (int) box.height() + 1;
      sides = new byte[region.area() == 0 ? 0 : Math.multiplyExact(columns, rows)];
      region.forEachRun(
          (y, from, to) -> {
            for (int x = from; x < to; x++) {
              add(x, y, 0, region.contains(x, y - 1));
              add(x + 1, y, 1, region.contains(x + 1, y));
              add(x + 1, y + 1, 2, region.contains(x, y + 1));
              add(x, y + 1, 3, region.contains(x - 1, y));
            }
          });
    }

    private void add(int x, int y, int direction, boolean inside) {
      if (!inside) {
        sides[(y - top) * columns + x - left] |= (byte) (1 << direction);
      }
    }

    List<double[]> rings() {
      List<double[]> rings = new ArrayList<>();
      for (int corner = 0; corner < sides.length; corner++) {
        while (sides[corner] != 0) {
          rings.add(ring(corner, Integer.numberOfTrailingZeros(sides[corner])));
        }
      }
      return rings;
    }

    private double[] ring(int start, int first) {
      double[] points = new double[16];
      int size = 0;
      int corner = start;
      int direction = first;
      int before = -1;
      do {
        sides[corner] &= (byte) ~(1 << direction);
        if (direction != before) {
          points = size == points.length ? Arrays.copyOf(points, 2 * size) : points;
          points[size++] = corner % columns + left;
          points[size++] = corner / columns + top;
        }
        before = direction;
        corner += STEP_X[direction] + columns * STEP_Y[direction];
        direction = next(corner, direction);
      } while (direction >= 0);
      // A ring begins at its uppermost corner, and there at the left: both sides turn.
      return Arrays.copyOf(points, size);
    }

    /** To the right where two rings touch each other; -1 where the ring is closed. */
    private int next(int corner, int direction) {
      for (int turn : new int[] {1, 0, 3}) {
        int next = (direction + turn) % 4;
        if ((sides[corner] & 1 << next) != 0) {
          return next;
        }
      }
      return -1;
    }
  }
}
