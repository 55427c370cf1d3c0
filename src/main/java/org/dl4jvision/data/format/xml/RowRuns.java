package org.dl4jvision.data.format.xml;

import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.PixelRegion;

/**
 * An outline as CVAT's run lengths: how many pixels are outside, then inside, then outside and so
 * on, row by row through a window of the image. The pixels after the last run are outside.
 *
 * @param image its size, where the file says it
 * @param left column of the window's first pixel
 * @param top row of the window's first pixel
 * @param window its size
 * @param counts none below 0, of no more pixels than the window has
 */
@SuppressWarnings("ArrayRecordComponent")
record RowRuns(Optional<ImageSize> image, int left, int top, ImageSize window, int[] counts)
    implements Outline {

  RowRuns {
    long sum = 0;
    for (int count : counts) {
      Check.atLeast("run length", count, 0);
      sum += count;
    }
    long pixels = (long) window.height() * window.width();
    Check.that(
        sum <= pixels, "sum of run lengths", sum, "up to " + pixels + ", a window of " + window);
  }

  private interface Visitor {
    /** Visits pixels of a row of the window. */
    void visit(int y, int from, int to);
  }

  private void forEachRow(Visitor visitor) {
    int width = window.width();
    long start = 0;
    for (int i = 0; i < counts.length; i++) {
      long end = start + counts[i];
      for (long from = start; i % 2 != 0 && from < end; ) {
        int y = (int) (from / width);
        long to = Math.min(end, (y + 1L) * width);
        visitor.visit(y, (int) (from - (long) y * width), (int) (to - (long) y * width));
        from = to;
      }
      start = end;
    }
  }

  @Override
  public Optional<ImageSize> statedSize() {
    return image;
  }

  @Override
  public Box bounds() {
    int[] edges = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
    forEachRow(
        (y, from, to) -> {
          edges[0] = Math.min(edges[0], from);
          edges[1] = Math.min(edges[1], y);
          edges[2] = Math.max(edges[2], to);
          edges[3] = Math.max(edges[3], y + 1);
        });
    return edges[2] < edges[0]
        ? new Box(left, top, left, top)
        : new Box(left + edges[0], top + edges[1], left + edges[2], top + edges[3]);
  }

  @Override
  public PixelRegion region(ImageSize size) {
    PixelRegion.Builder region = new PixelRegion.Builder(size);
    forEachRow((y, from, to) -> region.run(top + y, left + from, left + to));
    return region.build();
  }
}
