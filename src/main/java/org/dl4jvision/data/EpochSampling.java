package org.dl4jvision.data;

/**
 * Which samples an epoch is made of. An answer depends on the numbers that are asked with only, so
 * that a training that is resumed sees what an unbroken one would have seen. Thread-safe.
 */
@FunctionalInterface
public interface EpochSampling {

  /** Every sample once. */
  EpochSampling EACH = (epoch, place) -> place;

  /**
   * The sample in a place of an epoch.
   *
   * @param epoch counted from 0
   * @param place counted from 0, in the order before it is shuffled
   */
  int sample(int epoch, int place);
}
