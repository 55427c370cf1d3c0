package org.dl4jvision.data.augmentation;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Hides parts of a sample, or puts it together with others. */
public non-sealed interface Combination extends RandomChange {

  /**
   * Changes a sample.
   *
   * @param another draws other samples of the same size, which may be changed, too
   */
  <S extends Combinable<S>> void apply(S sample, Supplier<S> another, RandomGenerator random);

  /** Whether pixels may then belong to two classes, each with a weight. */
  default boolean softens() {
    return false;
  }
}
