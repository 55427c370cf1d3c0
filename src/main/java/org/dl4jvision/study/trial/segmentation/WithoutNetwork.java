package org.dl4jvision.study.trial.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.metric.Means;
import org.dl4jvision.task.segmentation.ImageDice;

/**
 * What needs no network and scores best on the training images: to give every pixel one class, or
 * every image the same mask, the mean one.
 *
 * @param dice the score
 * @param constant the class
 * @param mask null: every pixel is given the class
 * @param name it in words
 */
record WithoutNetwork(ImageDice dice, int constant, MeanMask mask, String name) {

  /** The better one on the training images, of equally good ones the simpler. */
  static WithoutNetwork of(SegmentationDataset dataset, ImageDice dice) {
    List<WithoutNetwork> all = new ArrayList<>();
    for (int c : dice.classes()) {
      all.add(new WithoutNetwork(dice, c, null, "every pixel " + dataset.classNames().get(c)));
    }
    all.add(new WithoutNetwork(dice, 0, new MeanMask(dataset), "the mean mask on every image"));
    double[] sums = new double[all.size()];
    int[] defined = new int[all.size()];
    for (int i = 0; i < dataset.size(Split.TRAIN); i++) {
      long[] counts = counts(dataset, Split.TRAIN, i);
      for (int k = 0; k < all.size(); k++) {
        double score = all.get(k).score(dataset, Split.TRAIN, i, counts);
        sums[k] += Double.isNaN(score) ? 0 : score;
        defined[k] += Double.isNaN(score) ? 0 : 1;
      }
    }
    int best = 0;
    for (int k = 1; k < all.size(); k++) {
      best = mean(sums[k], defined[k]) > mean(sums[best], defined[best]) ? k : best;
    }
    return all.get(best);
  }

  private static double mean(double sum, int count) {
    return count == 0 ? -1 : sum / count;
  }

  /** The score of an image for it; NaN where undefined. */
  double score(SegmentationDataset dataset, Split split, int index) {
    return score(dataset, split, index, counts(dataset, split, index));
  }

  private double score(SegmentationDataset dataset, Split split, int index, long[] counts) {
    return mask == null ? ofConstant(counts) : dice.of(mask.pixels(dataset, split, index));
  }

  private double ofConstant(long[] counts) {
    long all = LongStream.of(counts).sum();
    return Means.ofDefined(
        dice.classes().stream()
            .mapToDouble(
                c ->
                    c == constant
                        ? 2.0 * counts[c] / (counts[c] + all)
                        : counts[c] > 0 ? 0 : Double.NaN));
  }

  private static long[] counts(SegmentationDataset dataset, Split split, int index) {
    long[] counts = new long[dataset.classNames().size()];
    dataset
        .strips(split, index)
        .forEach(
            strip ->
                IntStream.range(0, strip.labels().length)
                    .map(i -> Byte.toUnsignedInt(strip.labels()[i]))
                    .filter(label -> label < counts.length)
                    .forEach(label -> counts[label]++));
    return counts;
  }
}
