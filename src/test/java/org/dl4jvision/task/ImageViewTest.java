package org.dl4jvision.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dl4jvision.data.ImageSize;
import org.junit.jupiter.api.Test;

class ImageViewTest {

  private static final ImageSize SIZE = new ImageSize(2, 3);

  /** Two planes. */
  private static final float[] PLANES = {1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60};

  private static float[] mirrored(boolean x, boolean y) {
    return new ImageView(x, y, 1).mirrored(PLANES, SIZE);
  }

  @Test
  void planesAreMirroredEachByItself() {
    assertArrayEquals(
        new float[] {3, 2, 1, 6, 5, 4, 30, 20, 10, 60, 50, 40}, mirrored(true, false));
    assertArrayEquals(
        new float[] {4, 5, 6, 1, 2, 3, 40, 50, 60, 10, 20, 30}, mirrored(false, true));
    assertArrayEquals(new float[] {6, 5, 4, 3, 2, 1, 60, 50, 40, 30, 20, 10}, mirrored(true, true));
    assertArrayEquals(PLANES, new ImageView(true, true, 1).mirrored(mirrored(true, true), SIZE));
  }

  @Test
  void namesStandForViews() {
    assertEquals(1, TestTime.REGISTRY.get("none").views(true).size());
    assertEquals(2, TestTime.REGISTRY.get("flips").views(false).size());
    assertEquals(4, TestTime.REGISTRY.get("flips").views(true).size());
    assertEquals(6, TestTime.REGISTRY.get("flips+scales").views(false).size());
    assertEquals(12, TestTime.REGISTRY.get("flips+scales").views(true).size());
    TestTime.REGISTRY.all().forEach(one -> assertEquals(ImageView.PLAIN, one.views(true).get(0)));
    TestTimeOptions options = new TestTimeOptions();
    options.tta = "flip";
    assertEquals(
        "there is no test-time augmentation flip (did you mean flips?); test-time augmentations are"
            + " flips, flips+scales, none",
        assertThrows(IllegalArgumentException.class, options::check).getMessage());
  }
}
