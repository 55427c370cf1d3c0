package org.dl4jvision.task.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.dl4jvision.data.Components;
import org.dl4jvision.data.Components.Component;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.metric.statistics.Interval;
import org.dl4jvision.metric.statistics.PairedBootstrap;

/**
 * The size below which objects of a class are dropped: the one of the highest mean Dice of images,
 * if its gain is surely one. An image without the class, in truth and prediction, scores 1.
 */
final class LeastSize {

  /** Every size is larger than the one before by this factor. */
  private static final double STEP = Math.sqrt(2);

  private static final double CONFIDENCE = 0.95;
  private static final long SEED = 1;

  private final List<Image> images = new ArrayList<>();

  /**
   * A predicted object.
   *
   * @param area its pixels
   * @param counted those that are not void in the truth
   * @param right those that are of the class in the truth
   */
  record Found(long area, long counted, long right) {}

  /**
   * An image.
   *
   * @param truth pixels of the class in the truth
   * @param objects predicted ones of the class
   */
  record Image(long truth, List<Found> objects) {

    /** The Dice of the objects that are not smaller. */
    double dice(long least) {
      long right = 0;
      long predicted = 0;
      for (Found object : objects) {
        right += object.area() >= least ? object.right() : 0;
        predicted += object.area() >= least ? object.counted() : 0;
      }
      return truth + predicted == 0 ? 1 : 2.0 * right / (truth + predicted);
    }
  }

  /**
   * What was found.
   *
   * @param pixels of the smallest objects
   * @param gain in mean Dice over objects of any size
   * @param interval of the gain, of 95 %
   */
  record Choice(int pixels, double gain, Interval interval) {

    /** Whether other images would gain, too. */
    boolean isSure() {
      return interval.low() > 0;
    }
  }

  /** Adds an image. */
  void add(Image image) {
    images.add(image);
  }

  /** Adds an image by its class maps. */
  void add(byte[] truth, byte[] predicted, ImageSize size, int index) {
    long ofTruth = 0;
    for (byte label : truth) {
      ofTruth += Byte.toUnsignedInt(label) == index ? 1 : 0;
    }
    List<Found> objects = new ArrayList<>();
    for (Component object : Components.of(predicted, size, value -> value == index)) {
      long[] counts = new long[2];
      object
          .pixels()
          .forEachRun(
              (y, from, to) -> {
                for (int p = y * size.width() + from; p < y * size.width() + to; p++) {
                  int label = Byte.toUnsignedInt(truth[p]);
                  counts[0] += label != SegmentationSample.IGNORE ? 1 : 0;
                  counts[1] += label == index ? 1 : 0;
                }
              });
      objects.add(new Found(object.pixels().area(), counts[0], counts[1]));
    }
    add(new Image(ofTruth, objects));
  }

  /** The best size, sure or not; 1, which drops nothing, where no other is better. */
  Choice choose() {
    long largest =
        images.stream()
            .flatMap(image -> image.objects().stream())
            .mapToLong(Found::area)
            .max()
            .orElse(1);
    double[] before = dice(1);
    int best = 1;
    double highest = mean(before);
    for (double size = 2; size <= Math.min(largest, Integer.MAX_VALUE / 2); size *= STEP) {
      int least = (int) Math.ceil(size);
      double mean = mean(dice(least));
      if (mean > highest) {
        best = least;
        highest = mean;
      }
    }
    double[] gains = dice(best);
    for (int i = 0; i < gains.length; i++) {
      gains[i] -= before[i];
    }
    return new Choice(best, mean(gains), new PairedBootstrap(gains, SEED).interval(CONFIDENCE));
  }

  private double[] dice(long least) {
    return images.stream().mapToDouble(image -> image.dice(least)).toArray();
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElse(0);
  }
}
