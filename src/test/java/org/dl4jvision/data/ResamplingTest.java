package org.dl4jvision.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Test;

class ResamplingTest {

  private static final ImageSize OLD = new ImageSize(5, 7);

  /** Numbers that OpenCV was given, too. */
  private static float[] numbers() {
    float[] values = new float[35];
    for (int i = 0; i < values.length; i++) {
      int y = i / 7;
      int x = i % 7;
      values[i] = (7 * y * y + 13 * x * y + 29 * x + 5) % 101;
    }
    return values;
  }

  private static float[] resized(ImageSize size) {
    return new Resampling(OLD, size).values(numbers(), 1, Region.of(size));
  }

  @Test
  void shrinksAsOpenCvDoesByArea() {
    // cv2.resize(a, (3, 2), interpolation=cv2.INTER_AREA) of OpenCV 5.0.0
    assertArrayEquals(
        new float[] {38.657146f, 65.228577f, 48.514286f, 53.114288f, 52.885719f, 44.0f},
        resized(new ImageSize(2, 3)),
        1e-4f);
    assertArrayEquals(
        new float[] {
          22.457144f,
          69.542862f,
          50.257149f,
          56.942856f,
          50.714287f,
          58.428577f,
          54.600006f,
          39.228577f,
          51.971432f,
          54.942860f,
          40.600006f,
          55.114288f
        },
        resized(new ImageSize(3, 4)),
        1e-4f);
  }

  @Test
  void growsAsOpenCvAndPillowDoByLinearInterpolation() {
    // Rows 0, 1 and 7 of cv2.resize(a, (9, 8), interpolation=cv2.INTER_LINEAR) of OpenCV 5.0.0 and
    // of Image.fromarray(a).resize((9, 8), Image.BILINEAR) of Pillow 12.3.0, which are the same
    float[] grown = resized(new ImageSize(8, 9));
    float[] expected = {
      5.0f, 24.333334f, 46.888889f, 69.444443f, 92.0f, 36.0f, 36.111111f, 58.666668f, 78.0f,
      8.0625f, 31.1875f, 58.166664f, 75.326385f, 67.9375f, 50.729164f, 40.534721f, 47.875f, 71.0f,
      16.0f, 70.0f, 88.111115f, 72.555557f, 57.0f, 41.444443f, 25.888889f, 44.0f, 98.0f
    };
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], grown[i < 18 ? i : 45 + i], 1e-4f, "value " + i);
    }
  }

  @Test
  void whatKeepsItsSizeKeepsItsValues() {
    assertArrayEquals(numbers(), resized(OLD));
    byte[] classes = classes(new Random(1), 35, 9);
    assertArrayEquals(classes, new Resampling(OLD, OLD).classes(classes, Region.of(OLD)));
  }

  @Test
  void axesAreEachByItself() {
    // Rows shrink by area while columns grow.
    float[] one = new Resampling(OLD, new ImageSize(2, 7)).values(numbers(), 1, region(2, 7));
    float[] both =
        new Resampling(new ImageSize(2, 7), new ImageSize(2, 9)).values(one, 1, region(2, 9));
    assertArrayEquals(both, resized(new ImageSize(2, 9)), 1e-4f);
  }

  @Test
  void meansAndClassesAreThoseOfAFineGrid() {
    Random random = new Random(7);
    for (int run = 0; run < 200; run++) {
      ImageSize from = size(random, 12);
      ImageSize to =
          new ImageSize(
              1 + random.nextInt(from.height()), 1 + random.nextInt(from.width())); // shrinks
      float[] values = values(random, from.height() * from.width());
      assertArrayEquals(
          meansOnFineGrid(values, from, to),
          new Resampling(from, to).values(values, 1, Region.of(to)),
          1e-6f,
          from + " to " + to);
      ImageSize any = size(random, 20);
      byte[] classes = classes(random, from.height() * from.width(), 3);
      assertArrayEquals(
          classesOnFineGrid(classes, from, any),
          new Resampling(from, any).classes(classes, Region.of(any)),
          from + " to " + any);
    }
  }

  @Test
  void ofClassesThatCoverEquallyMuchItIsTheLower() {
    byte[] old = {(byte) 255, 3, 3, (byte) 255};
    ImageSize square = new ImageSize(2, 2);
    assertArrayEquals(
        new byte[] {3}, new Resampling(square, new ImageSize(1, 1)).classes(old, region(1, 1)));
    byte[] mostlyVoid = {(byte) 255, 3, (byte) 255, (byte) 255};
    assertArrayEquals(
        new byte[] {(byte) 255},
        new Resampling(square, new ImageSize(1, 1)).classes(mostlyVoid, region(1, 1)));
    assertArrayEquals(
        new byte[] {0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 3, 3, 2, 2, 3, 3},
        new Resampling(square, new ImageSize(4, 4)).classes(new byte[] {0, 1, 2, 3}, region(4, 4)));
  }

  @Test
  void windowsAreCutsOfTheWholeBitForBit() {
    Random random = new Random(3);
    for (int run = 0; run < 300; run++) {
      ImageSize from = size(random, 40);
      ImageSize to = size(random, 40);
      int channels = 1 + 2 * random.nextInt(2);
      Resampling resampling = new Resampling(from, to);
      int area = from.height() * from.width();
      float[] values = values(random, channels * area);
      byte[] classes = classes(random, area, 4);
      float[] whole = resampling.values(values, channels, Region.of(to));
      byte[] wholeClasses = resampling.classes(classes, Region.of(to));
      int top = random.nextInt(to.height());
      int left = random.nextInt(to.width());
      Region window =
          new Region(
              top,
              left,
              1 + random.nextInt(to.height() - top),
              1 + random.nextInt(to.width() - left));
      Region source = resampling.source(window);
      String what = from + " to " + to + ", " + window;
      assertArrayEquals(
          cut(whole, channels, to, window),
          resampling.values(cut(values, channels, from, source), channels, window),
          what);
      assertArrayEquals(
          cut(wholeClasses, to, window),
          resampling.classes(cut(classes, from, source), window),
          what);
    }
  }

  @Test
  void aWindowNeedsNoMoreThanItsPixelsAreMadeOf() {
    Resampling quarter = new Resampling(new ImageSize(400, 800), new ImageSize(100, 200));
    assertEquals(new Region(40, 80, 20, 24), quarter.source(new Region(10, 20, 5, 6)));
    Resampling twice = new Resampling(new ImageSize(100, 100), new ImageSize(200, 200));
    assertEquals(new Region(4, 0, 3, 2), twice.source(new Region(10, 0, 2, 2)));
    Resampling huge =
        new Resampling(new ImageSize(2_000_000_000, 3), new ImageSize(1_999_999_999, 2));
    assertEquals(
        new Region(1_999_999_998, 1, 2, 2), huge.source(new Region(1_999_999_998, 1, 1, 1)));
  }

  @Test
  void refusesWhatIsNotThere() {
    Resampling resampling = new Resampling(OLD, new ImageSize(2, 3));
    assertEquals(
        """
        region is 1x3 at row 2, column 0; allowed: pixels of an image of 2x3
        number of old values is 34; allowed: 35, of 5x7 at row 0, column 0
        number of old values is 35; allowed: 21, of 3x7 at row 0, column 0
        """,
        Refusals.messages(
            () -> resampling.source(new Region(2, 0, 1, 3)),
            () -> resampling.values(new float[34], 1, Region.of(new ImageSize(2, 3))),
            () -> resampling.classes(new byte[35], new Region(0, 0, 1, 3))));
  }

  private static Region region(int height, int width) {
    return new Region(0, 0, height, width);
  }

  private static ImageSize size(Random random, int most) {
    return new ImageSize(1 + random.nextInt(most), 1 + random.nextInt(most));
  }

  private static float[] values(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  private static byte[] classes(Random random, int count, int classes) {
    byte[] values = new byte[count];
    for (int i = 0; i < count; i++) {
      int value = random.nextInt(classes + 1);
      values[i] = (byte) (value == classes ? 255 : value);
    }
    return values;
  }

  private static float[] cut(float[] values, int channels, ImageSize size, Region window) {
    float[] result = new float[(int) (channels * window.area())];
    for (int i = 0; i < result.length; i++) {
      int row = i / window.width();
      int plane = row / window.height();
      int y = plane * size.height() + window.top() + row % window.height();
      result[i] = values[y * size.width() + window.left() + i % window.width()];
    }
    return result;
  }

  private static byte[] cut(byte[] values, ImageSize size, Region window) {
    byte[] result = new byte[(int) window.area()];
    for (int i = 0; i < result.length; i++) {
      int y = window.top() + i / window.width();
      result[i] = values[y * size.width() + window.left() + i % window.width()];
    }
    return result;
  }

  /** Every old pixel divided into as many as the new image has, and counted one by one. */
  private static float[] meansOnFineGrid(float[] values, ImageSize from, ImageSize to) {
    double[] sums = new double[to.height() * to.width()];
    for (int y = 0; y < from.height() * to.height(); y++) {
      for (int x = 0; x < from.width() * to.width(); x++) {
        sums[y / from.height() * to.width() + x / from.width()] +=
            values[y / to.height() * from.width() + x / to.width()];
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / (from.height() * from.width()));
    }
    return means;
  }

  private static byte[] classesOnFineGrid(byte[] classes, ImageSize from, ImageSize to) {
    int[][] counts = new int[to.height() * to.width()][256];
    for (int y = 0; y < from.height() * to.height(); y++) {
      for (int x = 0; x < from.width() * to.width(); x++) {
        byte old = classes[y / to.height() * from.width() + x / to.width()];
        counts[y / from.height() * to.width() + x / from.width()][old & 255]++;
      }
    }
    byte[] result = new byte[counts.length];
    for (int i = 0; i < result.length; i++) {
      int best = 0;
      for (int index = 1; index < 256; index++) {
        if (counts[i][index] > counts[i][best]) {
          best = index;
        }
      }
      result[i] = (byte) best;
    }
    return result;
  }
}
