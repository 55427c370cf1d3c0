package org.dl4jvision.task.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class MaskRuleTest {

  private static final Region ROW = new Region(0, 0, 1, 4);
  private static final float[] FOREGROUND = {0.2f, 0.4f, 0.6f, 0.8f};
  private static final float[] BOTH = {0.8f, 0.6f, 0.4f, 0.2f, 0.2f, 0.4f, 0.6f, 0.8f};

  private static void assertClasses(MaskRule rule, float[] values, int... expected) {
    byte[] classes = rule.classes(values, ROW);
    long[] shape = {1, values.length / 4, 1, 4};
    int[] asArray = rule.indices(Nd4j.create(values, shape, 'c'));
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], classes[i]);
    }
    assertArrayEquals(expected, asArray);
  }

  @Test
  void thresholdsAreOfTheSecondOfTwoClasses() {
    assertClasses(MaskRule.USUAL, FOREGROUND, 0, 0, 1, 1);
    assertClasses(MaskRule.USUAL, BOTH, 0, 0, 1, 1);
    MaskRule low = new MaskRule(0.3, Map.of());
    assertClasses(low, FOREGROUND, 0, 1, 1, 1);
    assertClasses(low, BOTH, 0, 1, 1, 1);
    float[] three = {0.5f, 0.1f, 0.2f, 0.3f, 0.1f, 0.6f, 0.3f, 0.3f, 0.4f, 0.3f, 0.5f, 0.4f};
    assertClasses(low, three, 0, 1, 2, 2);
  }

  @Test
  void smallObjectsBecomeBackground() {
    byte[] classes = {1, 1, 0, 2, 0, 0, 0, 0, 1, 0, 2, 2};
    new MaskRule(0.5, Map.of(1, 2)).clean(classes, new ImageSize(3, 4));
    assertArrayEquals(new byte[] {1, 1, 0, 2, 0, 0, 0, 0, 0, 0, 2, 2}, classes);
    new MaskRule(0.5, Map.of(2, 2)).clean(classes, new ImageSize(3, 4));
    assertArrayEquals(new byte[] {1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2}, classes);
  }

  @Test
  void whatIsTunedSaysSo() {
    TunedMasks tuned = new TunedMasks("m", "9 images", "none", 0.43, Map.of("cell", 18));
    assertEquals(
        "tuned on 9 images: threshold 0.43, cell below 18 pixels dropped", tuned.describe());
    assertEquals(new MaskRule(0.43, Map.of(1, 18)), tuned.rule(List.of("background", "cell")));
    assertEquals(
        "tuned on 9 images with --tta flips: nothing is better than as it is",
        new TunedMasks("m", "9 images", "flips", 0.5, Map.of()).describe());
    assertEquals(
        "least is cell; allowed: background, dog",
        assertThrows(IllegalArgumentException.class, () -> tuned.rule(List.of("background", "dog")))
            .getMessage());
  }
}
