package org.dl4jvision.loss.evaluation;

import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.evaluation.field.IndexField;

/**
 * The probabilities of an image's classes and their logarithms, from logits, each computed when
 * first asked for.
 *
 * <p>The logarithms are exact where the probability itself has vanished: with softmax and sigmoid
 * at a logit of -1000, log p is -1000.
 */
public abstract class Prediction {

  private Field logits;
  private Field p;
  private Field logP;
  private Field logQ;
  private AtTarget atTarget;

  Prediction() {}

  /** Turns to other logits. */
  void restart(Field newLogits) {
    restart(newLogits, null);
  }

  /** What {@link #restartFromKept} needs: one number a logit. */
  Field kept() {
    return p();
  }

  /** Turns to others, of which nothing can be asked but p and the derivative by it. */
  void restartFromKept(Field kept) {
    restart(null, kept);
  }

  private void restart(Field newLogits, Field newP) {
    logits = newLogits;
    p = newP;
    logP = null;
    logQ = null;
    if (atTarget != null) {
      ((Prediction) atTarget).restart(null, null);
    }
  }

  /**
   * The same for products with {@code target} alone: where that is a single class at every pixel,
   * the other classes are left out.
   */
  public final Prediction at(Field target) {
    if (!(target instanceof IndexField index)) {
      return this;
    }
    if (atTarget == null) {
      atTarget = new AtTarget(this);
    }
    atTarget.index = index;
    return atTarget;
  }

  /** Whether the classes exclude each other: softmax. */
  public boolean isSoftmax() {
    return false;
  }

  /** The network's numbers before the activation, or after it where it has no closed form here. */
  public final Field logits() {
    return logits;
  }

  /** The probability, or whatever the activation gives. */
  public final Field p() {
    if (p == null) {
      p = probability();
    }
    return p;
  }

  /** 1 - p, accurate also where it is small if the activation has a closed form for it. */
  public Field q() {
    return p().complement();
  }

  /** Returns log p, computed from the logits where the activation has a closed form for it. */
  public final Field logP() {
    if (logP == null) {
      logP = logProbability();
    }
    return logP;
  }

  /** Returns log(1 - p), computed from the logits where there is a closed form for it. */
  public final Field logQ() {
    if (logQ == null) {
      logQ = logComplement();
    }
    return logQ;
  }

  /** Returns p of each pixel's class, one row. */
  Field probabilityAt(IndexField target) {
    return target.at(p());
  }

  /** Returns log p of each pixel's class, one row. */
  Field logProbabilityAt(IndexField target) {
    return target.at(logP());
  }

  abstract Field probability();

  abstract Field logProbability();

  abstract Field logComplement();

  /** The derivative by the logits of what is given by p, log p and log(1 - p). */
  abstract Field backwardOfProbabilities(Derivatives derivatives);

  /** Returns the derivative by the logits, from those by p, log p and log(1 - p). */
  final Field backward(Derivatives derivatives) {
    return Derivatives.sum(backwardOfProbabilities(derivatives), derivatives.byLogit());
  }

  /** The prediction of each pixel's class: single rows. */
  private static final class AtTarget extends Prediction {
    private final Prediction all;
    private IndexField index;

    AtTarget(Prediction all) {
      this.all = all;
    }

    @Override
    public boolean isSoftmax() {
      return all.isSoftmax();
    }

    @Override
    public Field q() {
      return isSoftmax() ? super.q() : index.at(all.q());
    }

    @Override
    Field probability() {
      return all.probabilityAt(index);
    }

    @Override
    Field logProbability() {
      return all.logProbabilityAt(index);
    }

    @Override
    Field logComplement() {
      return index.at(all.logQ());
    }

    @Override
    Field backwardOfProbabilities(Derivatives derivatives) {
      throw new UnsupportedOperationException("a class of its own has no derivative by all logits");
    }
  }
}
