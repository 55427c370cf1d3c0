package org.dl4jvision.data.segmentation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;

/**
 * Some pixels of each class of an image, each with the same chance: all of them where they are few,
 * so that none is found by reading the image again. Immutable.
 *
 * <p>Drawn by the reservoirs of Li, "Algorithm L", 1994, which draw a number for few of the pixels.
 */
final class ClassPixels {

  /** No image has as many pixels, and sums of some of them are numbers still. */
  private static final double LARGEST_GAP = 1e18;

  private final int width;
  private final long[][] kept; // by class: row * width + column

  private ClassPixels(int width, long[][] kept) {
    this.width = width;
    this.kept = kept;
  }

  /**
   * Reads all labels of an image.
   *
   * @param most pixels of a class that are kept
   * @param seed of the draw
   */
  static ClassPixels of(SegmentationDataset dataset, Split split, int index, int most, long seed) {
    ImageSize size = dataset.imageSize(split, index);
    Reservoir[] reservoirs = new Reservoir[dataset.classNames().size()];
    SplittableRandom random = new SplittableRandom(seed);
    long[] at = {0};
    dataset
        .strips(split, index)
        .forEach(
            strip -> {
              for (byte label : strip.labels()) {
                int value = Byte.toUnsignedInt(label);
                if (value < reservoirs.length) {
                  if (reservoirs[value] == null) {
                    reservoirs[value] = new Reservoir(most, random);
                  }
                  reservoirs[value].add(at[0]);
                }
                at[0]++;
              }
            });
    long[][] kept = new long[reservoirs.length][];
    for (int c = 0; c < kept.length; c++) {
      kept[c] = reservoirs[c] == null ? new long[0] : reservoirs[c].kept();
    }
    return new ClassPixels(size.width(), kept);
  }

  /** Whether the image has a class. */
  boolean has(int index) {
    return kept[index].length > 0;
  }

  /** Draws a pixel of a class that the image has. */
  Pixel draw(int index, RandomGenerator random) {
    long at = kept[index][random.nextInt(kept[index].length)];
    return new Pixel((int) (at / width), (int) (at % width));
  }

  /** Keeps some of what comes. */
  private static final class Reservoir {
    private final RandomGenerator random;
    private long[] kept;
    private final int most;
    private long seen;
    private long next; // the number of the one that is kept next, once it is full
    private double weight = 1;

    Reservoir(int most, RandomGenerator random) {
      this.most = most;
      this.random = random;
      kept = new long[Math.min(most, 16)];
    }

    void add(long value) {
      if (seen < most) {
        if (seen == kept.length) {
          kept = Arrays.copyOf(kept, (int) Math.min(most, 2L * kept.length));
        }
        kept[(int) seen] = value;
        if (seen == most - 1) {
          next = seen;
          skip();
        }
      } else if (seen == next) {
        kept[random.nextInt(most)] = value;
        skip();
      }
      seen++;
    }

    private void skip() {
      weight *= Math.exp(Math.log(1 - random.nextDouble()) / most);
      double gap = Math.floor(Math.log(1 - random.nextDouble()) / Math.log1p(-weight));
      next += (long) Math.min(gap, LARGEST_GAP) + 1;
    }

    long[] kept() {
      return Arrays.copyOf(kept, (int) Math.min(seen, most));
    }
  }
}
