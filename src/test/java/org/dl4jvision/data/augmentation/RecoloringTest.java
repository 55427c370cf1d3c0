package org.dl4jvision.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.dl4jvision.data.ImageSize;
import org.junit.jupiter.api.Test;

/** What changes of values do, in numbers. */
class RecoloringTest {

  private static final ImageSize SIZE = new ImageSize(40, 50);

  private static float[] random(int channels) {
    SplittableRandom random = new SplittableRandom(3);
    float[] image = new float[channels * 2000];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextDouble(-2, 3);
    }
    return image;
  }

  private static float[] apply(Recoloring change, float[] image, int seed) {
    return change.apply(image, image.length / 2000, SIZE, new SplittableRandom(seed));
  }

  private static double deviation(float[] image) {
    return Light.deviation(image);
  }

  private static double mean(float[] image) {
    double sum = 0;
    for (float value : image) {
      sum += value;
    }
    return sum / image.length;
  }

  @Test
  void noiseAddsItsDeviation() {
    float[] flat = random(1);
    double largest = 0;
    for (int seed = 0; seed < 50; seed++) {
      float[] noisy = apply(new Noise(0.5, 1), flat, seed);
      float[] added = new float[flat.length];
      for (int i = 0; i < added.length; i++) {
        added[i] = noisy[i] - flat[i];
      }
      largest = Math.max(largest, deviation(added) / deviation(flat));
      assertEquals(0, mean(added), 0.1);
    }
    assertTrue(largest > 0.4 && largest < 0.55, "largest " + largest);
  }

  @Test
  void blurKeepsFlatPartsAndSmoothsOthers() {
    float[] flat = new float[2000];
    Arrays.fill(flat, 7);
    assertArrayEquals(flat, apply(new Blur(3, 1), flat, 1), 1e-4f);
    float[] point = new float[2000];
    point[20 * 50 + 25] = 1;
    float[] spread = apply(new Blur(2, 1), point, 5);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < spread.length; i++) {
      sum += spread[i];
      squares += spread[i] * Math.pow(i % 50 - 25, 2);
    }
    assertEquals(1, sum, 1e-4);
    assertTrue(squares > 0.01 && squares <= 4, "variance " + squares);
    assertEquals(spread[20 * 50 + 24], spread[20 * 50 + 26], 1e-6);
    assertEquals(spread[19 * 50 + 25], spread[20 * 50 + 26], 1e-6);
  }

  @Test
  void gammaKeepsTheEndsOfTheRange() {
    float[] image = random(3);
    for (int seed = 0; seed < 20; seed++) {
      float[] bent = apply(new Gamma(2, 1), image, seed);
      double power = 0;
      for (int i = 0; i < image.length; i++) {
        assertTrue(bent[i] >= -2.01 && bent[i] <= 3.01);
        if (i == 17) {
          power = Math.log((bent[i] + 2) / 5) / Math.log((image[i] + 2) / 5);
        }
      }
      assertTrue(power > 0.49 && power < 2.05, "exponent " + power);
    }
  }

  @Test
  void hueKeepsTheMeanOfColorsAndGray() {
    float[] image = random(3);
    float[] turned = apply(new HueSaturation(180, 0, 1), image, 4);
    for (int i = 0; i < 2000; i++) {
      double before = image[i] + image[2000 + i] + image[4000 + i];
      double after = turned[i] + turned[2000 + i] + turned[4000 + i];
      assertEquals(before, after, 1e-4);
      double length = 0;
      double lengthAfter = 0;
      for (int c = 0; c < 3; c++) {
        length += Math.pow(image[c * 2000 + i] - before / 3, 2);
        lengthAfter += Math.pow(turned[c * 2000 + i] - after / 3, 2);
      }
      assertEquals(length, lengthAfter, 1e-3);
    }
    float[] gray = random(1);
    assertArrayEquals(gray, apply(new HueSaturation(), gray, 1));
  }
}
