package org.dl4jvision.study.advice;

import java.util.function.Predicate;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.RegionLoss;

/** A kind of losses that share an option. */
public enum LossKind {
  /** Losses of sums over the pixels of each class. */
  REGION(term -> Losses.parse(term.name()) instanceof RegionLoss);

  private final Predicate<LossTerm> has;

  LossKind(Predicate<LossTerm> has) {
    this.has = has;
  }

  /** Whether a loss is of this kind. */
  public boolean has(LossTerm term) {
    return has.test(term);
  }
}
