package org.dl4jvision.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Check;

/**
 * Where the pixels of an object are. Formats write it as polygons, run lengths ({@link RunLengths})
 * or files of masks ({@link MaskOutline}); an outline may read its file only when it is asked.
 */
public interface Outline {

  /** The smallest box around it, in pixels of the image. Numbers from files may be NaN. */
  Box bounds();

  /**
   * The pixels that it covers; what reaches beyond the image is left out.
   *
   * @param size of the image
   */
  PixelRegion region(ImageSize size);

  /**
   * Pixels that it covers, among them all that lie in a window; others may be left out where that
   * is quicker.
   *
   * @param size of the image
   */
  default PixelRegion region(ImageSize size, Region window) {
    return region(size);
  }

  /** The size of the image that it was drawn for, where the format says it. */
  default Optional<ImageSize> statedSize() {
    return Optional.empty();
  }

  /** All that is in one of these: parts of one object, which may overlap. */
  static Outline union(List<Outline> parts) {
    return parts.size() == 1 ? parts.get(0) : new Union(List.copyOf(parts));
  }

  /**
   * Polygons of one object. A pixel is inside if its center is, by the rule of odd crossings: a
   * ring within another one is a hole. (Parts that may overlap are a {@link #union}.)
   *
   * @param rings each x and y in turn, in pixels of the image, from the upper left corner of the
   *     upper left pixel; an even number of numbers
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Polygon(double[]... rings) implements Outline {

    /** Points on an ellipse's circumference: sagitta below 0.1 pixels up to a radius of 80. */
    private static final int ELLIPSE_POINTS = 64;

    /** Checks that each ring has points. */
    public Polygon {
      Check.that(rings.length > 0, "rings", 0, "one or more");
      for (double[] ring : rings) {
        Check.that(
            ring.length >= 2 && ring.length % 2 == 0,
            "numbers of a polygon",
            ring.length,
            "an even number, x and y of each point");
      }
    }

    /** A rectangle. */
    public static Polygon of(Box box) {
      return new Polygon(
          new double[] {
            box.left(), box.top(), box.right(), box.top(),
            box.right(), box.bottom(), box.left(), box.bottom()
          });
    }

    /**
     * A rectangle turned around its center.
     *
     * @param degrees clockwise, as the image is seen
     */
    public static Polygon rotated(
        double centerX, double centerY, double width, double height, double degrees) {
      double cos = Math.cos(Math.toRadians(degrees));
      double sin = Math.sin(Math.toRadians(degrees));
      double[] points = new double[8];
      for (int i = 0; i < 4; i++) {
        double x = (i == 0 || i == 3 ? -width : width) / 2;
        double y = (i < 2 ? -height : height) / 2;
        points[2 * i] = centerX + x * cos - y * sin;
        points[2 * i + 1] = centerY + x * sin + y * cos;
      }
      return new Polygon(points);
    }

    /** An ellipse whose axes lie along the image's sides; a circle has equal radii. */
    public static Polygon ellipse(double centerX, double centerY, double radiusX, double radiusY) {
      return ellipse(centerX, centerY, radiusX, radiusY, 0);
    }

    /**
     * An ellipse turned around its center.
     *
     * @param degrees clockwise, as the image is seen
     */
    public static Polygon ellipse(
        double centerX, double centerY, double radiusX, double radiusY, double degrees) {
      double cos = Math.cos(Math.toRadians(degrees));
      double sin = Math.sin(Math.toRadians(degrees));
      double[] points = new double[2 * ELLIPSE_POINTS];
      for (int i = 0; i < ELLIPSE_POINTS; i++) {
        double angle = 2 * Math.PI * i / ELLIPSE_POINTS;
        double x = radiusX * Math.cos(angle);
        double y = radiusY * Math.sin(angle);
        points[2 * i] = centerX + x * cos - y * sin;
        points[2 * i + 1] = centerY + x * sin + y * cos;
      }
      return new Polygon(points);
    }

    @Override
    public Box bounds() {
      double left = rings[0][0];
      double top = rings[0][1];
      double right = left;
      double bottom = top;
      for (double[] ring : rings) {
        for (int i = 0; i < ring.length; i += 2) {
          left = Math.min(left, ring[i]);
          top = Math.min(top, ring[i + 1]);
          right = Math.max(right, ring[i]);
          bottom = Math.max(bottom, ring[i + 1]);
        }
      }
      return new Box(left, top, right, bottom);
    }

    @Override
    public PixelRegion region(ImageSize size) {
      return region(size, Region.of(size));
    }

    @Override
    public PixelRegion region(ImageSize size, Region window) {
      return PolygonFiller.fill(rings, size, window);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Polygon polygon && Arrays.deepEquals(rings, polygon.rings);
    }

    @Override
    public int hashCode() {
      return Arrays.deepHashCode(rings);
    }

    @Override
    public String toString() {
      return "Polygon" + Arrays.deepToString(rings);
    }
  }

  /**
   * Several outlines of one object.
   *
   * @param parts at least one
   */
  record Union(List<Outline> parts) implements Outline {

    @Override
    public Box bounds() {
      Box all = parts.get(0).bounds();
      for (Outline part : parts) {
        Box box = part.bounds();
        all =
            new Box(
                Math.min(all.left(), box.left()),
                Math.min(all.top(), box.top()),
                Math.max(all.right(), box.right()),
                Math.max(all.bottom(), box.bottom()));
      }
      return all;
    }

    @Override
    public PixelRegion region(ImageSize size) {
      return region(size, Region.of(size));
    }

    @Override
    public PixelRegion region(ImageSize size, Region window) {
      PixelRegion.Builder builder = new PixelRegion.Builder(size);
      parts.forEach(part -> builder.add(part.region(size, window)));
      return builder.build();
    }

    @Override
    public Optional<ImageSize> statedSize() {
      return parts.stream().map(Outline::statedSize).flatMap(Optional::stream).findFirst();
    }
  }
}
