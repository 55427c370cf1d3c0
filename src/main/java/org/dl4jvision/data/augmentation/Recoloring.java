package org.dl4jvision.data.augmentation;

import java.util.random.RandomGenerator;
import org.dl4jvision.data.ImageSize;

/** Changes the values of pixels; what is said of them stays. */
public non-sealed interface Recoloring extends RandomChange {

  /**
   * Returns changed values; the argument is not modified, and returned where it stays as it is.
   *
   * @param image values of any range, mostly normalized, channel by channel, row by row
   * @param channels 1 (gray) or 3 (red, green, blue)
   */
  float[] apply(float[] image, int channels, ImageSize size, RandomGenerator random);
}
