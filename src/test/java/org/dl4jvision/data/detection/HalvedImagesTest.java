package org.dl4jvision.data.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalvedImagesTest {

  private static final ImageSize LARGE = new ImageSize(1503, 1001);

  /** Noise in colors, of which no more than a million pixels may be asked for at once. */
  private record Noise(float[] image) implements DetectionDataset {
    static Noise make() {
      float[] image = new float[3 * LARGE.height() * LARGE.width()];
      Random random = new Random(2);
      for (int i = 0; i < image.length; i++) {
        image[i] = random.nextInt(256) / 255f;
      }
      return new Noise(image);
    }

    DetectionSample sample() {
      return new DetectionSample(
          "a", 3, LARGE.height(), LARGE.width(), image, HalvedImagesTest.objects());
    }

    @Override
    public String name() {
      return "noise";
    }

    @Override
    public List<String> classNames() {
      return List.of("a");
    }

    @Override
    public int channels() {
      return 3;
    }

    @Override
    public int size(Split split) {
      return 1;
    }

    @Override
    public ImageSize imageSize(Split split, int index) {
      return LARGE;
    }

    @Override
    public List<ObjectBox> objects(Split split, int index) {
      return HalvedImagesTest.objects();
    }

    @Override
    public String imageName(Split split, int index) {
      return "a";
    }

    @Override
    public DetectionSample get(Split split, int index) {
      throw new IllegalStateException("too much at once");
    }

    @Override
    public DetectionSample window(Split split, int index, Region region, double minVisibility) {
      assertTrue(region.area() <= 1 << 20, region.toString());
      return sample().window(region, minVisibility);
    }
  }

  private static List<ObjectBox> objects() {
    return List.of(new ObjectBox(new Box(100, 20, 300, 60), 0, false));
  }

  private static final Noise NOISE = Noise.make();

  @Test
  void picturesShowTheObjectsWhereTheyAre() {
    DetectionSample picture = NOISE.picture(Split.TRAIN, 0, 800);
    assertEquals(new ImageSize(751, 500), picture.size());
    assertEquals(List.of(new ObjectBox(new Box(50, 10, 150, 30), 0, false)), picture.objects());
    assertThrows(IllegalStateException.class, () -> NOISE.picture(Split.TRAIN, 0, 1503));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 9})
  void stripsAreHalvedToThePixelsOfTheWhole(int times) {
    Grid expected = new Grid(NOISE.image(), LARGE.height(), LARGE.width());
    for (int i = 0; i < times; i++) {
      expected = expected.half(3);
    }
    HalvedImages images = new HalvedImages(NOISE, Split.TRAIN);

    Grid grid = images.get(0, times);

    assertEquals(expected.height, grid.height);
    assertEquals(expected.width, grid.width);
    assertArrayEquals(expected.values, grid.values);
    assertSame(grid, images.get(0, times), "kept");
  }

  @Test
  void anImageThatIsNotMadeSmallerIsReadAsAWhole() {
    assertThrows(IllegalStateException.class, () -> new HalvedImages(NOISE, Split.TRAIN).get(0, 0));
  }

  @Test
  void anImageIsHalvedUntilAPixelOfTheInputHasLessThanTwo() {
    ImageSize size = new ImageSize(1500, 2000);
    for (int side : new int[] {2000, 1001, 1000, 501, 500, 320, 63}) {
      int times = InputSquare.halvings(size, Resizing.LETTERBOX.transform(size, side));
      double zoom = side / 2000.0 * (1 << times);
      assertTrue(zoom > 0.5 && (zoom <= 1 || times == 0), side + ": " + times);
    }
    ImageSize row = new ImageSize(1, 100);
    assertEquals(0, InputSquare.halvings(row, Resizing.LETTERBOX.transform(row, 10)));
  }
}
