package org.dl4jvision.task.segmentation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.segmentation.SegmentationSample;

/** The true classes of the rows of an image that are being predicted: those before are let go. */
final class LabelRows {

  private final Deque<Strip> strips = new ArrayDeque<>();

  private record Strip(Region rows, byte[] labels) {}

  /** Adds the next rows. */
  void add(Region rows, byte[] labels) {
    strips.add(new Strip(rows, labels));
  }

  /** Lets go of what is above a row. */
  void dropAbove(int row) {
    while (!strips.isEmpty() && strips.peekFirst().rows().bottom() <= row) {
      strips.removeFirst();
    }
  }

  /** The classes of pixels, {@link SegmentationSample#IGNORE} where the image has none. */
  byte[] at(Region place) {
    byte[] classes = new byte[place.height() * place.width()];
    Arrays.fill(classes, (byte) SegmentationSample.IGNORE);
    for (Strip strip : strips) {
      int width = strip.rows().width();
      int columns = Math.min(width, place.right()) - place.left();
      int bottom = Math.min(strip.rows().bottom(), place.bottom());
      for (int y = Math.max(strip.rows().top(), place.top()); y < bottom; y++) {
        int from = (y - strip.rows().top()) * width + place.left();
        int to = (y - place.top()) * place.width();
        System.arraycopy(strip.labels(), from, classes, to, columns);
      }
    }
    return classes;
  }
}
