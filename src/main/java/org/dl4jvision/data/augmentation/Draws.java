package org.dl4jvision.data.augmentation;

import java.util.random.RandomGenerator;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;

/** Random numbers and places as changes need them. */
final class Draws {

  private Draws() {}

  static double uniform(RandomGenerator random, double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /**
   * A rectangle of about the image's proportions at a random place in it.
   *
   * @param share of the image's area
   */
  static Region rectangle(ImageSize size, double share, RandomGenerator random) {
    double shape = Math.exp(uniform(random, -0.5, 0.5));
    int height = side(size.height() * Math.sqrt(share) * shape, size.height());
    int width = side(size.width() * Math.sqrt(share) / shape, size.width());
    int top = random.nextInt(size.height() - height + 1);
    int left = random.nextInt(size.width() - width + 1);
    return new Region(top, left, height, width);
  }

  private static int side(double length, int most) {
    return (int) Math.max(1, Math.min(most, Math.round(length)));
  }
}
