package org.dl4jvision.data.augmentation;

/** A change that all samples undergo, or half of them by its nature; it is chosen, not applied. */
public non-sealed interface Setting extends RandomChange {

  /** Chooses it. */
  void applyTo(RandomChanges.Builder<?> builder);

  @Override
  default double share() {
    return 1;
  }
}
