package org.dl4jvision.data;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Check;

/**
 * An outline as COCO's run lengths: how many pixels are outside, then inside, then outside and so
 * on, down the first column, then down the next. The pixels after the last run are outside.
 *
 * @param size of the image that the runs go through
 * @param counts none below 0, of no more pixels than the image has
 */
@SuppressWarnings("ArrayRecordComponent")
public record RunLengths(ImageSize size, int[] counts) implements Outline {

  /** Checks the counts. */
  public RunLengths {
    long sum = 0;
    for (int count : counts) {
      Check.atLeast("run length", count, 0);
      sum += count;
    }
    long pixels = (long) size.height() * size.width();
    Check.that(
        sum <= pixels, "sum of run lengths", sum, "up to " + pixels + ", an image of " + size);
  }

  /** The runs of some pixels of an image. */
  public static RunLengths of(PixelRegion region, ImageSize size) {
    Box box = region.bounds();
    IntStream.Builder counts = IntStream.builder();
    boolean inside = false;
    long start = 0;
    for (int x = (int) box.left(); x < box.right(); x++) {
      // A run may go on in the next column, whose first pixels may be above the box.
      for (int y = 0; y < size.height(); y++) {
        if (region.contains(x, y) != inside) {
          long end = (long) x * size.height() + y;
          counts.add((int) (end - start));
          start = end;
          inside = !inside;
        }
      }
    }
    if (inside) {
      counts.add((int) ((long) box.right() * size.height() - start));
      start = (long) box.right() * size.height();
    }
    counts.add((int) ((long) size.width() * size.height() - start));
    return new RunLengths(size, counts.build().toArray());
  }

  @Override
  public Optional<ImageSize> statedSize() {
    return Optional.of(size);
  }

  @Override
  public Box bounds() {
    int height = size.height();
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = 0;
    int bottom = 0;
    long start = 0;
    for (int i = 0; i < counts.length; i++) {
      long end = start + counts[i];
      if (i % 2 != 0 && start < end) {
        int first = (int) (start / height);
        int last = (int) ((end - 1) / height);
        left = Math.min(left, first);
        right = Math.max(right, last + 1);
        // A run that goes on in the next column reaches the bottom of one and the top of the other.
        top = Math.min(top, first == last ? (int) (start % height) : 0);
        bottom = Math.max(bottom, first == last ? (int) ((end - 1) % height) + 1 : height);
      }
      start = end;
    }
    return right == 0 ? new Box(0, 0, 0, 0) : new Box(left, top, right, bottom);
  }

  @Override
  public PixelRegion region(ImageSize image) {
    PixelRegion.Builder region = new PixelRegion.Builder(image);
    long start = 0;
    for (int i = 0; i < counts.length; i++) {
      long end = start + counts[i];
      if (i % 2 != 0) {
        for (long p = start; p < end; p++) {
          int x = (int) (p / size.height());
          region.run((int) (p % size.height()), x, x + 1);
        }
      }
      start = end;
    }
    return region.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RunLengths runs
        && size.equals(runs.size)
        && Arrays.equals(counts, runs.counts);
  }

  @Override
  public int hashCode() {
    return 31 * size.hashCode() + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "RunLengths[" + size + ", " + Arrays.toString(counts) + "]";
  }
}
