package org.dl4jvision.data.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Region;
import org.junit.jupiter.api.Test;

/** What becomes of boxes where canvases are laid on each other. */
class CollageTest {

  private static final int SIDE = 40;

  private static ObjectBox object(double left, double top, double right, double bottom) {
    return new ObjectBox(new Box(left, top, right, bottom), 0, false);
  }

  private static Collage canvas(float value, ObjectBox... objects) {
    float[] pixels = new float[SIDE * SIDE];
    Arrays.fill(pixels, value);
    return new Collage(pixels, 1, SIDE, List.of(objects), 0.4);
  }

  @Test
  void whatIsHiddenTooFarIsIgnored() {
    Collage canvas = canvas(1, object(2, 2, 12, 12), object(20, 20, 30, 30), object(20, 2, 30, 12));
    canvas.hide(new Region(0, 0, 10, 12));
    canvas.hide(new Region(22, 22, 4, 4));
    canvas.hide(new Region(0, 18, 20, 20));
    assertEquals(
        List.of(
            new ObjectBox(new Box(2, 10, 12, 12), 0, true),
            new ObjectBox(new Box(20, 20, 30, 30), 0, false)),
        canvas.boxes());
  }

  @Test
  void aPastedPartBringsItsObjects() {
    Collage canvas = canvas(1, object(2, 2, 12, 12), object(25, 25, 35, 35));
    Collage other = canvas(2, object(2, 18, 12, 28), object(14, 24, 26, 36), object(0, 0, 3, 3));
    canvas.paste(other, new Region(20, 20, 20, 20));
    assertEquals(
        List.of(
            new ObjectBox(new Box(2, 2, 12, 12), 0, false),
            new ObjectBox(new Box(20, 24, 26, 36), 0, false)),
        canvas.boxes());
    assertEquals(2, canvas.pixels()[25 * SIDE + 30]);
    assertEquals(1, canvas.pixels()[25 * SIDE + 10]);
  }

  @Test
  void bothImagesOfAMixtureHaveTheirObjects() {
    Collage canvas = canvas(1, object(2, 2, 12, 12));
    canvas.mix(canvas(3, object(20, 20, 30, 30)), 0.25);
    assertEquals(List.of(object(2, 2, 12, 12), object(20, 20, 30, 30)), canvas.boxes());
    assertEquals(1.5, canvas.pixels()[0], 1e-6);
    canvas.mix(canvas(3, object(20, 2, 30, 12)), 0.1);
    assertTrue(canvas.boxes().get(2).ignored(), "too faint to be found");
  }

  @Test
  void pastedObjectsFadeAway() {
    Collage canvas = canvas(1, object(2, 2, 12, 12));
    Collage other = canvas(2, object(10, 10, 30, 30), object(0, 0, 5, 5));
    assertEquals(
        List.of(new Region(10, 10, 20, 20)), other.objects(), "the other touches a border");
    canvas.pasteObject(other, 0, 5, 8);
    assertEquals(List.of(object(2, 2, 12, 12), object(18, 15, 38, 35)), canvas.boxes());
    float[] pixels = canvas.pixels();
    assertEquals(2, pixels[15 * SIDE + 18]);
    assertEquals(2, pixels[34 * SIDE + 37]);
    assertEquals(1.75, pixels[20 * SIDE + 17], 1e-6);
    assertEquals(1.25, pixels[20 * SIDE + 16], 1e-6);
    assertEquals(1, pixels[20 * SIDE + 15]);
  }
}
