package org.dl4jvision.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.Painter.Shape;
import org.junit.jupiter.api.Test;

class PainterTest {

  private static final ImageSize SIZE = new ImageSize(5, 7);

  private static Polygon rectangle(double left, double top, double right, double bottom) {
    return Polygon.of(new Box(left, top, right, bottom));
  }

  private static String paint(Shape... shapes) {
    StringBuilder rows = new StringBuilder();
    byte[] map = Painter.paint(SIZE, List.of(shapes));
    for (int p = 0; p < map.length; p++) {
      int value = Byte.toUnsignedInt(map[p]);
      rows.append(value == Painter.IGNORE ? "x" : value == 0 ? "." : String.valueOf(value));
      rows.append((p + 1) % SIZE.width() == 0 ? "\n" : "");
    }
    return rows.toString();
  }

  private static String paint(Outline outline) {
    return paint(new Shape(outline, 1));
  }

  @Test
  void aPixelIsInsideIfItsCenterIs() {
    assertEquals(
        """
        .......
        ..11...
        ..11...
        .......
        .......
        """,
        paint(rectangle(1.6, 0.6, 4.4, 3.4)));
    assertEquals(
        """
        .......
        .1111..
        .1111..
        .1111..
        .......
        """,
        paint(rectangle(1.4, 0.6, 4.6, 3.6)));
  }

  @Test
  void neighborsThatShareAnEdgeSharePixelsToo() {
    assertEquals(
        """
        1112222
        1112222
        3334444
        3334444
        3334444
        """,
        paint(
            new Shape(rectangle(0, 0, 3.5, 2.5), 1),
            new Shape(rectangle(3.5, 0, 7, 2.5), 2),
            new Shape(rectangle(0, 2.5, 3.5, 5), 3),
            new Shape(rectangle(3.5, 2.5, 7, 5), 4)));
  }

  @Test
  void aRingWithinAnotherIsAHoleAndPartsThatOverlapAreNot() {
    double[] outer = {1, 0, 6, 0, 6, 5, 1, 5};
    double[] inner = {2, 1, 5, 1, 5, 4, 2, 4};
    assertEquals(
        """
        .11111.
        .1...1.
        .1...1.
        .1...1.
        .11111.
        """,
        paint(new Polygon(outer, inner)));
    assertEquals(
        """
        .11111.
        .11111.
        .11111.
        .11111.
        .11111.
        """,
        paint(Outline.union(List.of(new Polygon(outer), new Polygon(inner)))));
  }

  @Test
  void whatReachesBeyondTheImageIsCut() {
    assertEquals(
        """
        .....11
        .....11
        .......
        .......
        .......
        """,
        paint(rectangle(5, -100, 1e9, 2)));
    assertEquals(".......\n".repeat(5), paint(rectangle(8, 1, 12, 4)));
    assertEquals(".......\n".repeat(5), paint(rectangle(1, Double.NaN, 5, Double.NaN)));
  }

  @Test
  void circlesAndTurnedRectangles() {
    assertEquals(
        """
        ..111..
        .11111.
        .11111.
        .11111.
        ..111..
        """,
        paint(Polygon.ellipse(3.5, 2.5, 2.5, 2.5)));
    assertEquals(rectangle(1, 1, 4, 3).bounds(), Polygon.rotated(2.5, 2, 3, 2, 0).bounds());
    Box turned = Polygon.rotated(2.5, 2, 3, 2, 90).bounds();
    assertEquals(1.5, turned.left(), 1e-9);
    assertEquals(0.5, turned.top(), 1e-9);
    assertEquals(3.5, turned.right(), 1e-9);
    assertEquals(3.5, turned.bottom(), 1e-9);
    double[] clockwise = Polygon.rotated(0, 0, 4, 2, 30).rings()[0];
    assertEquals(-Math.sqrt(3) + 0.5, clockwise[0], 1e-9, "the upper left corner goes right");
  }

  @Test
  void theSmallerIsOnTopAndIgnoredAreasLieBelow() {
    assertEquals(
        """
        1111xxx
        1221xxx
        1221xxx
        1111xxx
        xxxxxxx
        """,
        paint(
            new Shape(rectangle(1, 1, 3, 3), 2),
            new Shape(rectangle(0, 0, 7, 5), Painter.IGNORE),
            new Shape(rectangle(0, 0, 4, 4), 1)));
    assertEquals(
        """
        2......
        .......
        .......
        .......
        .......
        """,
        paint(new Shape(rectangle(0, 0, 1, 1), 1), new Shape(rectangle(0, 0, 1, 1), 2)));
  }

  @Test
  void runsGoDownTheColumns() {
    RunLengths runs = new RunLengths(SIZE, new int[] {3, 4, 7, 2});
    assertEquals(
        """
        .1.1...
        .1.....
        .......
        1......
        1.1....
        """,
        paint(runs));
    assertEquals(new Box(0, 0, 4, 5), runs.bounds());
    assertEquals(new Box(1, 2, 2, 4), new RunLengths(SIZE, new int[] {7, 2}).bounds());
    assertEquals(new Box(0, 0, 0, 0), new RunLengths(SIZE, new int[] {35}).bounds());
    for (RunLengths one : List.of(runs, new RunLengths(SIZE, new int[] {7, 2}))) {
      assertEquals(one.bounds(), one.region(SIZE).bounds());
    }
  }

  @Test
  void refusesWhatIsNoOutline() {
    assertEquals(
        """
        rings is 0; allowed: one or more
        numbers of a polygon is 5; allowed: an even number, x and y of each point
        run length is -1; allowed: whole numbers >= 0
        sum of run lengths is 36; allowed: up to 35, an image of 5x7
        """,
        Refusals.messages(
            () -> new Polygon(),
            () -> new Polygon(new double[5]),
            () -> new RunLengths(SIZE, new int[] {3, -1}),
            () -> new RunLengths(SIZE, new int[] {30, 6})));
  }

  @Test
  void regionsKnowTheirPixels() {
    PixelRegion region = rectangle(2, 1, 5, 4).region(SIZE);
    assertEquals(9, region.area());
    assertEquals(new Box(2, 1, 5, 4), region.bounds());
    assertEquals(
        9, PixelRegion.of(SIZE, (x, y) -> region.contains(x, y)).area(), "contains agrees");
    assertEquals(0, rectangle(9, 9, 10, 10).region(SIZE).area());
  }
}
