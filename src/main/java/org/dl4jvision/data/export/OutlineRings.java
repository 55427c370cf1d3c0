package org.dl4jvision.data.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.Outline.Union;
import org.dl4jvision.data.PixelRegion;
import org.dl4jvision.data.RegionBorder;
import org.dl4jvision.data.RegionOutline;

/** Outlines as polygons. */
final class OutlineRings {

  private OutlineRings() {}

  /**
   * Rings of which an object is the union: those that it is made of, or for pixels those along
   * their border. Each has x and y of its points in turn.
   *
   * @return empty where it has holes, or is a mask that has no polygons of its own
   */
  static Optional<List<double[]>> parts(Outline outline, ImageSize size) {
    if (outline instanceof Polygon polygon) {
      return polygon.rings().length == 1
          ? Optional.of(List.of(polygon.rings()))
          : Optional.of(polygon).filter(one -> isUnion(one, size)).map(one -> List.of(one.rings()));
    }
    if (outline instanceof Union union) {
      List<Optional<List<double[]>>> parts =
          union.parts().stream().map(part -> parts(part, size)).toList();
      return parts.stream().allMatch(Optional::isPresent)
          ? Optional.of(parts.stream().flatMap(Optional::stream).flatMap(List::stream).toList())
          : Optional.empty();
    }
    return outline instanceof RegionOutline region
        ? withoutHoles(region.region(size))
        : Optional.empty();
  }

  /** The rings along the border of pixels; empty where they have holes. */
  static Optional<List<double[]>> withoutHoles(PixelRegion region) {
    RegionBorder border = RegionBorder.of(region);
    return Optional.of(border.outer()).filter(rings -> border.holes().isEmpty());
  }

  /**
   * Rings that have an object inside by the rule of odd crossings. Parts that overlap would be
   * holes there: the border of their pixels is taken.
   */
  static List<double[]> oddCrossings(Outline outline, ImageSize size) {
    if (outline instanceof Polygon polygon) {
      return List.of(polygon.rings());
    }
    PixelRegion region = outline.region(size);
    List<double[]> rings = new ArrayList<>(parts(outline, size).orElse(List.of()));
    boolean apart =
        !rings.isEmpty()
            && area(new Polygon(rings.toArray(double[][]::new)), size) == region.area();
    return apart ? rings : RegionBorder.of(region).rings();
  }

  /** Whether rings lie beside each other, as far as pixels show. */
  private static boolean isUnion(Polygon polygon, ImageSize size) {
    List<Outline> rings = Stream.of(polygon.rings()).<Outline>map(Polygon::new).toList();
    return area(Outline.union(rings), size) == area(polygon, size);
  }

  private static int area(Outline outline, ImageSize size) {
    return outline.region(size).area();
  }
}
