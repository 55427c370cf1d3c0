package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dl4jvision.data.ImageSize;
import org.junit.jupiter.api.Test;

class ReductionTest {

  private static final SegmentationSample IMAGE =
      new SegmentationSample(
          "image",
          1,
          3,
          5,
          new float[] {
            0, .1f, .2f, .3f, 1, //
            .1f, .2f, .4f, .5f, 0, //
            .8f, .6f, 1, 0, .7f
          },
          new byte[] {
            0, 1, 2, 2, 0, //
            1, 1, 2, 0, 3, //
            4, 4, 5, (byte) 255, (byte) 255
          });

  private static SegmentationSample reduced(int rowsAtOnce) {
    Reduction reduction = new Reduction(IMAGE.size(), 1, 3);
    for (int top = 0; top < 3; top += rowsAtOnce) {
      int rows = Math.min(rowsAtOnce, 3 - top);
      SegmentationSample part = IMAGE.window(top, 0, new ImageSize(rows, 5));
      reduction.addImage(part.image());
      reduction.addLabels(part.labels());
    }
    return reduction.sample("small");
  }

  @Test
  void meansAndMajoritiesOfWhatAPixelStandsFor() {
    SegmentationSample small = reduced(3);
    assertEquals(new ImageSize(2, 3), small.size());
    assertArrayEquals(new float[] {.1f, .35f, .5f, .7f, .5f, .7f}, small.image(), 1e-6f);
    assertArrayEquals(new byte[] {1, 2, 0, 4, 5, (byte) 255}, small.labels());
  }

  @Test
  void itMakesNoDifferenceHowManyRowsComeAtOnce() {
    for (int rows : new int[] {1, 2}) {
      assertArrayEquals(reduced(3).image(), reduced(rows).image());
      assertArrayEquals(reduced(3).labels(), reduced(rows).labels());
    }
  }

  @Test
  void smallImagesStay() {
    Reduction reduction = new Reduction(IMAGE.size(), 1, 5);
    reduction.addImage(IMAGE.image());
    assertArrayEquals(IMAGE.image(), reduction.sample("same").image());
  }

  @Test
  void wantsAllRows() {
    Reduction reduction = new Reduction(IMAGE.size(), 1, 3);
    assertThrows(IllegalArgumentException.class, () -> reduction.sample("none"));
  }
}
