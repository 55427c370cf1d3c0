package org.dl4jvision.task.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.Shared;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Resize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.ResizedDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectSizesTest {

  /** Images of a size with the same rectangles on each. */
  private record Rectangles(ImageSize image, List<String> classNames, List<Region> objects)
      implements SegmentationDataset {

    @Override
    public String name() {
      return "rectangles";
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int size(Split split) {
      return 100;
    }

    @Override
    public ImageSize imageSize(Split split, int index) {
      return image;
    }

    @Override
    public SegmentationSample get(Split split, int index) {
      throw new AssertionError("a window is enough");
    }

    @Override
    public SegmentationSample window(Split split, int index, Region region) {
      byte[] labels = new byte[Math.toIntExact(region.area())];
      for (Region object : objects) {
        for (int y = Math.max(object.top(), region.top());
            y < Math.min(object.bottom(), region.bottom());
            y++) {
          for (int x = Math.max(object.left(), region.left());
              x < Math.min(object.right(), region.right());
              x++) {
            labels[(y - region.top()) * region.width() + x - region.left()] = 1;
          }
        }
      }
      return new SegmentationSample(
          "" + index, 1, region.height(), region.width(), new float[labels.length], labels);
    }
  }

  private static final List<String> TWO = List.of("background", "leaf");

  private static List<String> warnings(int side, int crop, Region... objects) {
    return new ObjectSizes(new Rectangles(ImageSize.square(side), TWO, List.of(objects)), crop)
        .warnings();
  }

  private static List<String> tooLong(int length, int crop, String factor) {
    return List.of(
        String.format(
            "half of the objects are %d pixels long or longer, more than crops of %dx%d show:"
                + " choose --resize %s, with which they fit, or a larger --crop",
            length, crop, crop, factor));
  }

  @Test
  void longObjectsAreToBeMadeSmaller() {
    Region leaf = new Region(500, 700, 100, 700);

    assertEquals(tooLong(700, 256, "0.2"), warnings(1500, 256, leaf));
    assertEquals(List.of(), warnings(1500, 700, leaf));
    assertEquals(List.of(), warnings(1500, 0, leaf), "no crops");
    Region seed = new Region(20, 20, 30, 30);
    assertEquals(List.of(), warnings(1500, 256, leaf, seed, new Region(90, 90, 30, 30)));
    Region speck = new Region(20, 20, 1, 1);
    assertEquals(
        tooLong(700, 256, "0.2").get(0),
        warnings(1500, 256, leaf, speck, new Region(90, 90, 1, 1)).get(0),
        "specks do not count");
  }

  @Test
  void whatHelpsIsSaidOfImagesInTheirOwnSize() {
    Rectangles leaf =
        new Rectangles(ImageSize.square(1500), TWO, List.of(new Region(500, 700, 100, 700)));
    SegmentationDataset half = new ResizedDataset(leaf, new Resize("0.5"));
    assertEquals(tooLong(350, 100, "0.07"), new ObjectSizes(half, 100).warnings());
  }

  /** Of an image of 5000 pixels the middle 2000 are seen. */
  @Test
  void whatIsCutIsAtLeastAsLongAsItIsSeen() {
    assertEquals(tooLong(2000, 256, "0.06"), warnings(5000, 256, new Region(100, 100, 4000, 4000)));
    assertEquals(tooLong(1000, 100, "0.05"), warnings(5000, 100, new Region(2500, 2500, 10, 2000)));
    Region unknown = new Region(2500, 3490, 10, 2000);
    assertEquals(List.of(), warnings(5000, 100, unknown), "ten pixels of it are seen");
  }

  @Test
  void whatGoesFromBorderToBorderIsNoObject() {
    assertEquals(List.of(), warnings(1500, 256, new Region(500, 0, 10, 1500)));
    assertEquals(List.of(), warnings(1500, 256, new Region(0, 500, 1500, 10)));
  }

  @Test
  void classesOfASceneHaveNoObjects() {
    Rectangles scene =
        new Rectangles(
            ImageSize.square(1500),
            List.of("sky", "road", "tree"),
            List.of(new Region(500, 700, 100, 700)));
    assertEquals(List.of(), new ObjectSizes(scene, 256).warnings());
  }

  @Test
  void specksNeedFinerImages() {
    Region[] objects =
        IntStream.range(0, 20)
            .mapToObj(i -> new Region(10 + 8 * i, 10, i < 2 ? 2 : 3, 2))
            .toArray(Region[]::new);
    assertEquals(
        List.of(
            "of 320 objects 32 are shorter than 3 pixels, which is hardly more than noise: take"
                + " finer images, or a larger --resize, such as --resize 2.0"),
        warnings(200, 128, objects));
    objects[0] = new Region(10, 10, 3, 2);
    assertEquals(List.of(), warnings(200, 128, objects), "one of twenty");
    Region atTheBorder = new Region(0, 0, 1, 1);
    assertEquals(List.of(), warnings(200, 128, atTheBorder), "it may be longer");
  }

  @Test
  void drawnCellsSuit() {
    assertEquals(List.of(), new ObjectSizes(SyntheticCells.builder().build(), 128).warnings());
  }

  @ParameterizedTest
  @CsvSource({"isbi2012,", "isbi2012, 0", "nuclei,", "camvid,"})
  void realDataSuit(String name, Integer foreground) {
    SegmentationOptions options = new SegmentationOptions();
    Path data = Shared.data(name);
    options.source.data = data;
    if (foreground != null) {
      options.set("foreground", foreground.toString());
    }
    if (name.equals("camvid")) {
      options.set("ignore-index", "11");
    }
    assertEquals(List.of(), options.open().warnings());
  }
}
