package org.dl4jvision.data.augmentation;

/** A random change of training samples, with its strength. Immutable. */
public sealed interface RandomChange permits Combination, Movement, Recoloring, Setting {

  /** The share of samples that are changed, in [0, 1]. */
  double share();
}
