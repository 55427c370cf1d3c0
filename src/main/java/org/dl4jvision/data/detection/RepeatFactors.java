package org.dl4jvision.data.detection;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.EpochSampling;
import org.dl4jvision.data.Seeds;
import org.dl4jvision.data.Split;

/**
 * Training images by repeat factors (Gupta, Dollár and Girshick, "LVIS", 2019): an image comes the
 * more often, the rarer the rarest class on it is, {@code max(1, sqrt(t / f))} times as often where
 * f is the share of the images that have the class. An epoch has as many images as without, each
 * the whole number of times below or above its part.
 *
 * <p>LVIS has t = 0.001, for more than a thousand classes; here it is the median of the classes'
 * shares, so that the rarer half of any data set comes more often. Immutable.
 */
public final class RepeatFactors implements EpochSampling {

  private static final long DRAW = -2;

  private final double[] reached; // the sum of the factors of an image and those before it
  private final long seed;

  private RepeatFactors(double[] factors, long seed) {
    reached = factors.clone();
    Arrays.parallelPrefix(reached, Double::sum);
    this.seed = seed;
  }

  /** The factors of the training images of a data set. */
  public static RepeatFactors of(DetectionDataset dataset, long seed) {
    return new RepeatFactors(factors(dataset), seed);
  }

  /** The repeat factor of each training image, 1 or more. */
  static double[] factors(DetectionDataset dataset) {
    Set<?>[] classes =
        IntStream.range(0, dataset.size(Split.TRAIN))
            .mapToObj(i -> classes(dataset, i))
            .toArray(Set<?>[]::new);
    double[] shares =
        IntStream.range(0, dataset.classNames().size())
            .mapToDouble(c -> (double) Arrays.stream(classes).filter(of -> of.contains(c)).count())
            .map(having -> having / classes.length)
            .toArray();
    double threshold = median(Arrays.stream(shares).filter(share -> share > 0).toArray());
    return Arrays.stream(classes)
        .mapToDouble(
            of ->
                IntStream.range(0, shares.length)
                    .filter(of::contains)
                    .mapToDouble(c -> Math.max(1, Math.sqrt(threshold / shares[c])))
                    .max()
                    .orElse(1))
        .toArray();
  }

  private static Set<Integer> classes(DetectionDataset dataset, int index) {
    return dataset.objects(Split.TRAIN, index).stream()
        .filter(object -> !object.ignored())
        .map(ObjectBox::classIndex)
        .collect(Collectors.toSet());
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length == 0
        ? 0
        : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** Equal steps through the sum of all factors, from a place that the epoch draws. */
  @Override
  public int sample(int epoch, int place) {
    double start = new SplittableRandom(Seeds.mix(seed, epoch, DRAW)).nextDouble();
    double at = (place + start) * reached[reached.length - 1] / reached.length;
    int index = Arrays.binarySearch(reached, at);
    return Math.min(reached.length - 1, index < 0 ? -index - 1 : index + 1);
  }
}
