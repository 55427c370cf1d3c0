package org.dl4jvision.data.augmentation;

import java.util.random.RandomGenerator;

/** Moves pixels, and what is said of them. */
public non-sealed interface Movement extends RandomChange {

  /** Draws how, and adds it to what moves the sample already. */
  void draw(Warp.Builder warp, RandomGenerator random);
}
