package org.dl4jvision.loss.spatial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The soft skeleton of an image: what soft opening takes away, of the image and of its erosions,
 *
 * <pre>
 * s_0 = relu(e_0 - open(e_0)),   s_k = s_(k-1) + relu(d_k (1 - s_(k-1))),   d_k = relu(e_k - open(e_k))
 * </pre>
 *
 * with e_0 the image, e_k the erosion of e_(k-1), erosion the minimum over a pixel and its two
 * neighbors along each dimension, and opening the erosion's dilation, the maximum over the 3^n
 * pixels around. Its derivative is exact; that of a minimum or maximum which several pixels share
 * goes to the first of them.
 *
 * @see <a href="https://arxiv.org/abs/2003.07311">Shit et al. (2021)</a>
 */
public final class SoftSkeleton {

  private final int[] shape;
  private final BitSet counted;
  private final List<Erosion> erosions = new ArrayList<>();
  private final List<double[]> skeletons = new ArrayList<>();

  /** An image, where the minimum over each pixel's neighbors is, and the erosion's maximum. */
  private record Erosion(double[] image, int[] smallest, double[] opened, int[] largest) {

    /** Returns what opening takes away from a pixel. */
    double rest(int pixel) {
      return Math.max(0, image[pixel] - opened[pixel]);
    }
  }

  /**
   * @param image not changed, nor copied
   * @param counted the pixels that count, null for all
   * @param iterations number of erosions, >= 0; those that change nothing are not made
   */
  public SoftSkeleton(int[] shape, double[] image, BitSet counted, int iterations) {
    this.shape = shape;
    this.counted = counted;
    double[] eroded = image;
    double[] skeleton = new double[image.length];
    for (int k = 0; k <= iterations; k++) {
      int[] smallest = smallest(eroded);
      double[] next = pick(eroded, smallest);
      if (Arrays.equals(next, eroded)) {
        break; // Opening takes nothing away from what erosion leaves as it is.
      }
      int[] largest = largest(next);
      Erosion erosion = new Erosion(eroded, smallest, pick(next, largest), largest);
      double[] grown = skeleton.clone();
      for (int i = 0; i < grown.length; i++) {
        grown[i] += Math.max(0, erosion.rest(i) * (1 - skeleton[i]));
      }
      erosions.add(erosion);
      skeletons.add(skeleton);
      skeleton = grown;
      eroded = next;
    }
    skeletons.add(skeleton);
  }

  /** The skeleton, 0 at pixels that do not count. Not to be changed. */
  public double[] values() {
    return skeletons.get(skeletons.size() - 1);
  }

  /** From derivatives by the skeleton's values to those by the image's. */
  public double[] backward(double[] byValues) {
    double[] bySkeleton = byValues.clone();
    double[] byEroded = new double[byValues.length];
    for (int k = erosions.size() - 1; k >= 0; k--) {
      Erosion erosion = erosions.get(k);
      double[] skeleton = skeletons.get(k);
      double[] byImage = new double[byValues.length];
      for (int i = 0; i < byImage.length; i++) {
        double rest = erosion.rest(i);
        if (rest > 0 && skeleton[i] < 1) {
          double byRest = bySkeleton[i] * (1 - skeleton[i]);
          byImage[i] = byRest;
          byEroded[erosion.largest[i]] -= byRest;
          bySkeleton[i] *= 1 - rest;
        }
      }
      for (int i = 0; i < byImage.length; i++) {
        byImage[erosion.smallest[i]] += byEroded[i];
      }
      byEroded = byImage;
    }
    return byEroded;
  }

  private boolean counts(int pixel) {
    return counted == null || counted.get(pixel);
  }

  /** A pixel that does not count stands for itself, so that nothing is left of it. */
  private static double[] pick(double[] image, int[] pixels) {
    double[] picked = new double[image.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = image[pixels[i]];
    }
    return picked;
  }

  /** Where the minimum over the cross around each pixel is. */
  private int[] smallest(double[] image) {
    int[] result = new int[image.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = i;
    }
    for (int dimension = 0; dimension < shape.length; dimension++) {
      Lines lines = Lines.of(shape, dimension);
      for (int line = 0; line < lines.count(); line++) {
        int pixel = lines.start(line);
        for (int k = 0; k < lines.length(); k++, pixel += lines.stride()) {
          if (counts(pixel)) {
            int best = result[pixel];
            if (k > 0) {
              best = smaller(image, best, pixel - lines.stride());
            }
            if (k < lines.length() - 1) {
              best = smaller(image, best, pixel + lines.stride());
            }
            result[pixel] = best;
          }
        }
      }
    }
    return result;
  }

  private int smaller(double[] image, int best, int other) {
    boolean better = image[other] < image[best] || (image[other] == image[best] && other < best);
    return better && counts(other) ? other : best;
  }

  /** Where the maximum over the 3^n pixels around each pixel is: one dimension after the other. */
  private int[] largest(double[] image) {
    int[] result = new int[image.length];
    for (int i = 0; i < result.length; i++) {
      // A pixel that does not count hands on what its neighbors have.
      result[i] = counts(i) ? i : -1;
    }
    for (int dimension = 0; dimension < shape.length; dimension++) {
      Lines lines = Lines.of(shape, dimension);
      for (int line = 0; line < lines.count(); line++) {
        int pixel = lines.start(line);
        int before = -1;
        for (int k = 0; k < lines.length(); k++, pixel += lines.stride()) {
          int here = result[pixel];
          int after = k < lines.length() - 1 ? result[pixel + lines.stride()] : -1;
          result[pixel] = larger(image, larger(image, here, before), after);
          before = here;
        }
      }
    }
    for (int i = 0; i < result.length; i++) {
      if (!counts(i)) {
        result[i] = i;
      }
    }
    return result;
  }

  private static int larger(double[] image, int best, int other) {
    if (best < 0 || other < 0) {
      return Math.max(best, other);
    }
    return image[other] > image[best] || (image[other] == image[best] && other < best)
        ? other
        : best;
  }
}
