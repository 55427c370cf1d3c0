package org.dl4jvision.loss;

import org.dl4jvision.loss.registry.LossType;

/** Expressions of losses that tests go through. */
public final class LossExpressions {

  private LossExpressions() {}

  /** The shortest expression of a loss: its name, with two losses where it is made of some. */
  public static String shortest(LossType<?> type) {
    return type.takesLosses() ? type.name() + "(cross-entropy, l1)" : type.name();
  }
}
