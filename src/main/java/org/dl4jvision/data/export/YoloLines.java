package org.dl4jvision.data.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.format.Notes;

/** The lines of a file that {@link YoloWriter} writes. */
final class YoloLines {

  /** Of an image's side; so many that pixels stay the same. */
  private static final int DECIMALS = 9;

  private final LabeledImage image;
  private final boolean outlined;
  private final Notes notes;

  /**
   * Lines of an image.
   *
   * @param outlined whether all objects are polygons
   */
  YoloLines(LabeledImage image, boolean outlined, Notes notes) {
    this.image = image;
    this.outlined = outlined;
    this.notes = notes;
  }

  /** The class and the box as center and size, or the points, as shares of the image's sides. */
  String of(LabeledObject object) {
    StringBuilder line = new StringBuilder().append(object.classIndex());
    Box box = object.box();
    if (!outlined) {
      append(line, (box.left() + box.right()) / 2, (box.top() + box.bottom()) / 2);
      append(line, box.width(), box.height());
      return line.toString();
    }
    double[] ring =
        object.outline().flatMap(this::ring).orElseGet(() -> Polygon.of(box).rings()[0]);
    if (object.outline().isEmpty()) {
      notes.add(
          "%d objects have no outline on images where others have, which YOLO cannot say: they are"
              + " written as the polygons of their boxes, the first is on %s",
          image.file());
    }
    for (int i = 0; i < ring.length; i += 2) {
      append(line, ring[i], ring[i + 1]);
    }
    return line.toString();
  }

  private Optional<double[]> ring(Outline outline) {
    List<double[]> rings = OutlineRings.oddCrossings(outline, image.size());
    if (rings.size() > 1) {
      notes.add(
          "%d outlines have several parts or holes, which YOLO cannot say: lines there and back"
              + " join them, the first is on %s",
          image.file());
    }
    double[] ring =
        rings.isEmpty() ? new double[0] : Keyhole.clip(Keyhole.join(rings), image.size());
    return Optional.of(ring).filter(points -> points.length >= 6);
  }

  private void append(StringBuilder line, double x, double y) {
    ImageSize size = image.size();
    line.append(' ').append(share(x, size.width())).append(' ').append(share(y, size.height()));
  }

  private static String share(double length, int side) {
    return BigDecimal.valueOf(length / side)
        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
