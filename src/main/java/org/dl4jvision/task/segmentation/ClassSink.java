package org.dl4jvision.task.segmentation;

import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.task.segmentation.SegmentationPredictor.ClassRows;
import org.dl4jvision.tile.RowSink;

/**
 * Makes classes of the probabilities of an image, which come rows by rows, and hands both on: the
 * classes of all of it at its end, where a rule has to know all of them.
 */
final class ClassSink implements RowSink {

  private final MaskRule rule;
  private final ImageSize size;
  private final ClassRows classes;
  private final RowSink probabilities;
  private final byte[] all;

  ClassSink(MaskRule rule, ImageSize size, ClassRows classes, RowSink probabilities) {
    this.rule = rule;
    this.size = size;
    this.classes = classes;
    this.probabilities = probabilities;
    all = rule.needsAll() ? new byte[Region.of(size).length()] : null;
  }

  @Override
  public void begin(int channels, ImageSize whole) {
    probabilities.begin(channels, whole);
  }

  @Override
  public void rows(Region rows, float[] values) {
    byte[] found = rule.classes(values, rows);
    if (all == null) {
      classes.rows(rows, found);
    } else {
      System.arraycopy(found, 0, all, rows.top() * rows.width(), found.length);
    }
    probabilities.rows(rows, values);
  }

  /** After the last rows. */
  void end() {
    if (all != null) {
      rule.clean(all, size);
      classes.rows(Region.of(size), all);
    }
  }
}
