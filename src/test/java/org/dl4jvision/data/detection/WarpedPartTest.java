package org.dl4jvision.data.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dl4jvision.box.Box;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.augmentation.Warp;
import org.junit.jupiter.api.Test;

class WarpedPartTest {

  private static final Box CANVAS = new Box(0, 0, 200, 200);

  private static Box turned(Box box, double degrees) {
    return new WarpedPart(new Warp.Builder(new ImageSize(200, 200)).turn(degrees).build(), CANVAS)
        .move(box);
  }

  @Test
  void quarterTurnsOfBoxesAreExact() {
    Box box = turned(new Box(100, 90, 180, 110), 90);
    assertEquals(1, box.iou(new Box(90, 100, 110, 180)), 1e-9);
  }

  /** An ellipse of half axes a and b turned by t reaches sqrt((a cos t)^2 + (b sin t)^2). */
  @Test
  void boxesOfEllipsesAreThoseOfTheTurnedEllipse() {
    for (int degrees = 5; degrees < 90; degrees += 10) {
      double cos = Math.cos(Math.toRadians(degrees));
      double sin = Math.sin(Math.toRadians(degrees));
      double halfWidth = Math.hypot(40 * cos, 15 * sin);
      double halfHeight = Math.hypot(40 * sin, 15 * cos);
      Box exact = new Box(100 - halfWidth, 100 - halfHeight, 100 + halfWidth, 100 + halfHeight);
      assertTrue(turned(new Box(60, 85, 140, 115), degrees).iou(exact) > 0.995);
    }
  }

  /** A box that is full loses its corners, and less than the box around its corners would gain. */
  @Test
  void boxesOfRectanglesAreNearTheirs() {
    for (int degrees = 5; degrees <= 30; degrees += 5) {
      double cos = Math.cos(Math.toRadians(degrees));
      double sin = Math.sin(Math.toRadians(degrees));
      double half = 20 * (cos + sin);
      Box exact = new Box(100 - half, 100 - half, 100 + half, 100 + half);
      double iou = turned(new Box(80, 80, 120, 120), degrees).iou(exact);
      assertTrue(iou > (degrees <= 15 ? 0.66 : 0.53), degrees + " degrees: " + iou);
    }
  }
}
