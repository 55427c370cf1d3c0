package org.dl4jvision.task.segmentation;

import static org.dl4jvision.data.segmentation.SegmentationSample.IGNORE;

import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.metric.calibration.Calibration;
import org.dl4jvision.tile.RowSink;

/** Compares the probabilities of pixels with their true classes: of large images some pixels. */
final class ProbabilitySink implements RowSink {

  /** Pixels of an image that are looked at. */
  private static final int PIXELS = 100_000;

  /** Probabilities of classes that exclude each other sum to 1. */
  private static final double TOLERANCE = 0.01;

  private final Calibration calibration = new Calibration();
  private SegmentationSample truth;
  private int step;
  private boolean known = true;

  /** Says of which image probabilities come next. */
  void next(SegmentationSample image) {
    truth = image;
    step = Math.max(1, image.labels().length / PIXELS) | 1; // Odd: not the same columns always.
  }

  /** Whether classes exclude each other, and have the size of the images. */
  boolean areKnown() {
    return known;
  }

  Calibration calibration() {
    return calibration;
  }

  @Override
  public void begin(int channels, ImageSize size) {
    known &= size.equals(truth.size());
  }

  @Override
  public void rows(Region rows, float[] values) {
    int area = rows.height() * rows.width();
    int first = rows.top() * rows.width();
    for (int i = 0; i < area && known; i++) {
      int label = Byte.toUnsignedInt(truth.labels()[first + i]);
      if ((first + i) % step == 0 && label != IGNORE) {
        add(values, area, i, label);
      }
    }
  }

  private void add(float[] values, int area, int at, int label) {
    int channels = values.length / area;
    double[] all = new double[Math.max(2, channels)];
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      all[c] = Math.min(1, values[c * area + at]); // Rounding may be above it.
      sum += all[c];
    }
    if (channels == 1) {
      all[1] = all[0];
      all[0] = 1 - all[1];
      sum = 1;
    }
    known = Math.abs(sum - 1) < TOLERANCE;
    if (known) {
      calibration.add(all, label);
    }
  }
}
