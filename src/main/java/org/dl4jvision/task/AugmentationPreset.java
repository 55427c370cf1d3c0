package org.dl4jvision.task;

import org.dl4jvision.data.RandomChanges;

/**
 * Named sets of the random changes of training images that all tasks share; each task adds its own,
 * such as crops.
 */
public enum AugmentationPreset {
  /** Images stay as they are. */
  NONE,
  /** Images that have an up and a down are mirrored left and right, in changing light. */
  UPRIGHT,
  /** Images of microscopes and satellites are flipped and turned in all ways, in changing light. */
  ALL;

  /** Whether images are changed at all. */
  public boolean changes() {
    return this != NONE;
  }

  /**
   * Sets flips, quarter turns, brightness (0.2) and contrast (0.2).
   *
   * @return the builder, for what only its task changes
   */
  public <B extends RandomChanges.Builder<B>> B applyTo(B builder) {
    double light = changes() ? 0.2 : 0;
    return builder
        .horizontalFlip(changes())
        .verticalFlip(this == ALL)
        .quarterTurns(this == ALL)
        .brightness(light)
        .contrast(light);
  }
}
