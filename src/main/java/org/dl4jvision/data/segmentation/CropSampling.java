package org.dl4jvision.data.segmentation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.EpochSampling;
import org.dl4jvision.data.Seeds;
import org.dl4jvision.data.Split;

/**
 * Crops of training images that show what is rare more often than chance would: a share of them is
 * placed around a pixel of a class that was drawn before. All labels of an image are read when it
 * is first drawn from; some pixels of each class stay in memory. Thread-safe.
 */
public final class CropSampling implements EpochSampling {

  /** The pixel that the crop in a place of an epoch is to show; empty for any crop. */
  @FunctionalInterface
  interface Shown {
    Optional<Pixel> shown(int epoch, int place);
  }

  /** Pixels of all images and classes that stay in memory, 32 megabytes. */
  private static final int PIXELS = 1 << 22;

  /** More of one image differ by little. */
  private static final int PIXELS_OF_AN_IMAGE = 1024;

  private static final long DRAW = -2;
  private static final long KEEP = -3;

  private final SegmentationDataset dataset;
  private final List<Integer> classes;

  /** The images that have each class, where classes are drawn before images; else empty. */
  private final List<int[]> images;

  private final double share;
  private final long seed;
  private final int pixels;
  private final Map<Integer, ClassPixels> known = new ConcurrentHashMap<>();

  private CropSampling(
      SegmentationDataset dataset,
      List<Integer> classes,
      List<int[]> images,
      double share,
      long seed) {
    this.dataset = dataset;
    this.classes = classes;
    this.images = images;
    this.share = Check.unit("share", share);
    this.seed = seed;
    long parts = (long) dataset.size(Split.TRAIN) * dataset.classNames().size();
    pixels = (int) Math.max(1, Math.min(PIXELS_OF_AN_IMAGE, PIXELS / parts));
  }

  /**
   * Every image comes as often as the others; a share of the crops shows a pixel of a class of the
   * foreground, drawn from those that the image has, as nnU-Net does. Where no class is the
   * background all are foreground.
   *
   * @param share of the crops, in [0, 1]
   */
  public static CropSampling foreground(SegmentationDataset dataset, double share, long seed) {
    return new CropSampling(dataset, foreground(dataset.classNames()), List.of(), share, seed);
  }

  /**
   * For a share of the crops a class is drawn from those that occur, then an image that has it,
   * then one of its pixels there.
   *
   * @param share of the crops, in [0, 1]
   */
  public static CropSampling balanced(SegmentationDataset dataset, double share, long seed) {
    List<int[]> images =
        IntStream.range(0, dataset.classNames().size())
            .mapToObj(
                c ->
                    IntStream.range(0, dataset.size(Split.TRAIN))
                        .filter(i -> dataset.classes(Split.TRAIN, i).contains(c))
                        .toArray())
            .toList();
    List<Integer> present =
        IntStream.range(0, images.size()).filter(c -> images.get(c).length > 0).boxed().toList();
    return new CropSampling(dataset, present, images, share, seed);
  }

  private static List<Integer> foreground(List<String> names) {
    boolean ground = names.size() == 2 || ClassMaps.isBackground(names.get(0));
    return IntStream.range(ground ? 1 : 0, names.size()).boxed().toList();
  }

  @Override
  public int sample(int epoch, int place) {
    RandomGenerator random = random(epoch, place);
    return images.isEmpty() || !isDrawn(random) ? place : image(drawnClass(random), random);
  }

  /** The pixel that the crop in a place of an epoch is to show; empty for any crop. */
  Optional<Pixel> shown(int epoch, int place) {
    RandomGenerator random = random(epoch, place);
    if (!isDrawn(random)) {
      return Optional.empty();
    }
    if (images.isEmpty()) {
      ClassPixels own = pixels(place % dataset.size(Split.TRAIN));
      int[] shown = classes.stream().mapToInt(c -> c).filter(own::has).toArray();
      return shown.length == 0 ? Optional.empty() : one(own, shown, random);
    }
    int drawn = drawnClass(random);
    return one(pixels(image(drawn, random)), new int[] {drawn}, random);
  }

  private RandomGenerator random(int epoch, int place) {
    return new SplittableRandom(Seeds.mix(seed, epoch, place, DRAW));
  }

  private boolean isDrawn(RandomGenerator random) {
    return random.nextDouble() < share;
  }

  private int drawnClass(RandomGenerator random) {
    return classes.get(random.nextInt(classes.size()));
  }

  private int image(int drawn, RandomGenerator random) {
    int[] having = images.get(drawn);
    return having[random.nextInt(having.length)];
  }

  private static Optional<Pixel> one(ClassPixels of, int[] classes, RandomGenerator random) {
    return Optional.of(of.draw(classes[random.nextInt(classes.length)], random));
  }

  private ClassPixels pixels(int image) {
    return known.computeIfAbsent(
        image, i -> ClassPixels.of(dataset, Split.TRAIN, i, pixels, Seeds.mix(seed, i, KEEP)));
  }
}
