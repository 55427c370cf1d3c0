package org.dl4jvision.task.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.task.segmentation.LeastSize.Found;
import org.dl4jvision.task.segmentation.LeastSize.Image;
import org.junit.jupiter.api.Test;

class LeastSizeTest {

  /** 90 of 100 pixels are found, and five that are wrong: Dice 180 / 205. */
  private static final Image SPECK =
      new Image(100, List.of(new Found(100, 100, 90), new Found(5, 5, 0)));

  @Test
  void wrongSpecksAreDropped() {
    LeastSize sizes = new LeastSize();
    for (int i = 0; i < 10; i++) {
      sizes.add(SPECK);
    }
    LeastSize.Choice choice = sizes.choose();
    assertEquals(6, choice.pixels()); // 4 * sqrt(2)
    assertEquals(0.9 - 180 / 205.0, choice.gain(), 1e-12);
    assertTrue(choice.isSure());
  }

  /** What one image of four gains may be chance. */
  @Test
  void whatIsNotSureIsNotTaken() {
    LeastSize sizes = new LeastSize();
    sizes.add(SPECK);
    Image clean = new Image(100, List.of(new Found(100, 100, 90)));
    for (int i = 0; i < 3; i++) {
      sizes.add(clean);
    }
    LeastSize.Choice choice = sizes.choose();
    assertEquals(6, choice.pixels());
    assertFalse(choice.isSure(), choice.toString());
  }

  @Test
  void rightObjectsStay() {
    LeastSize sizes = new LeastSize();
    for (int i = 0; i < 5; i++) {
      sizes.add(new Image(10, List.of(new Found(4, 4, 4), new Found(6, 6, 6))));
    }
    LeastSize.Choice choice = sizes.choose();
    assertEquals(1, choice.pixels());
    assertEquals(0, choice.gain());
    assertFalse(choice.isSure());
  }

  /** An image without the class scores 0 for a speck, and 1 without. */
  @Test
  void emptyImagesCount() {
    assertEquals(0, new Image(0, List.of(new Found(3, 3, 0))).dice(1));
    assertEquals(1, new Image(0, List.of(new Found(3, 3, 0))).dice(4));
    assertEquals(0, new Image(7, List.of()).dice(1));
  }

  /** Void pixels count for nothing, but for the size of an object. */
  @Test
  void objectsAreThoseOfClassMaps() {
    byte[] truth = {1, 1, 0, 0, (byte) 255, 0, 0, 0};
    byte[] predicted = {1, 0, 0, 0, 1, 0, 0, 1};
    LeastSize sizes = new LeastSize();
    sizes.add(truth, predicted, new ImageSize(2, 4), 1);
    // Dice 2 * 1 / (2 + 2) with both, 2 * 1 / (2 + 1) without the single pixel.
    LeastSize.Choice choice = sizes.choose();
    assertEquals(2, choice.pixels());
    assertEquals(2 / 3.0 - 0.5, choice.gain(), 1e-12);
  }
}
