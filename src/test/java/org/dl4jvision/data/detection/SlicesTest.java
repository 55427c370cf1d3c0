package org.dl4jvision.data.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.junit.jupiter.api.Test;

class SlicesTest {

  private static List<Integer> lefts(int side, double overlap, int width) {
    return new Slices(side, overlap)
        .of(new ImageSize(side, width)).stream().map(Region::left).toList();
  }

  @Test
  void slicesAreEvenlySpread() {
    assertEquals(List.of(0, 46), lefts(64, 0.2, 110), "1 + ceil(46 / 51.2)");
    assertEquals(List.of(0, 23, 46), lefts(64, 0.5, 110), "1 + ceil(46 / 32)");
    assertEquals(List.of(0, 64), lefts(64, 0, 128));
    assertEquals(List.of(0, 32, 65), lefts(64, 0, 129));
    assertEquals(48, new Slices(320, 0.2).of(new ImageSize(1500, 2000)).size(), "8 x 6");
  }

  @Test
  void anImageThatIsNoLargerIsOneSlice() {
    ImageSize size = new ImageSize(40, 64);
    assertEquals(List.of(Region.of(size)), new Slices(64, 0.5).of(size));
    assertEquals(List.of(Region.of(size)), Slices.NONE.of(size));
    assertEquals(
        List.of(new Region(0, 0, 40, 50), new Region(0, 14, 40, 50)),
        new Slices(50, 0.2).of(size),
        "a side that fits is not cut");
  }

  @Test
  void everyPixelIsCoveredAndNeighborsOverlap() {
    Random random = new Random(1);
    for (int trial = 0; trial < 500; trial++) {
      int side = 32 + random.nextInt(100);
      double overlap = 0.89 * random.nextDouble();
      int width = 1 + random.nextInt(1000);
      List<Integer> lefts = lefts(side, overlap, width);
      String what = side + " " + overlap + " " + width;
      assertEquals(0, lefts.get(0), what);
      assertEquals(Math.max(0, width - side), lefts.get(lefts.size() - 1), what);
      for (int i = 1; i < lefts.size(); i++) {
        int shared = lefts.get(i - 1) + side - lefts.get(i);
        // Places are whole pixels.
        assertTrue(shared > overlap * side - 1, what + ": " + shared);
      }
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    assertEquals(
        """
        slice is 31; allowed: 0 for none, and 32 to 16384 pixels
        slice is -1; allowed: 0 for none, and 32 to 16384 pixels
        slice is 20000; allowed: 0 for none, and 32 to 16384 pixels
        slice-overlap is 0.9; allowed: numbers from 0 to below 0.9
        slice-overlap is -0.1; allowed: numbers from 0 to below 0.9
        slice-overlap is NaN; allowed: numbers from 0 to below 0.9
        """,
        Refusals.messages(
            () -> new Slices(31, 0),
            () -> new Slices(-1, 0),
            () -> new Slices(20_000, 0),
            () -> new Slices(64, 0.9),
            () -> new Slices(64, -0.1),
            () -> new Slices(64, Double.NaN)));
  }
}
