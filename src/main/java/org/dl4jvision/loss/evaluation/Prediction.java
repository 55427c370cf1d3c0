package org.dl4jvision.loss.evaluation;

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
    return this instanceof Softmax;
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

  /** log p. */
  public final Field logP() {
    if (logP == null) {
      logP = logProbability();
    }
    return logP;
  }

  /** log(1 - p). */
  public final Field logQ() {
    if (logQ == null) {
      logQ = logComplement();
    }
    return logQ;
  }

  /** p of each pixel's class. */
  Field probabilityAt(IndexField target) {
    return target.at(p());
  }

  /** log p of each pixel's class. */
  Field logProbabilityAt(IndexField target) {
    return target.at(logP());
  }

  abstract Field probability();

  abstract Field logProbability();

  abstract Field logComplement();

  /** The derivative by the logits of what is given by p, log p and log(1 - p). */
  abstract Field backwardOfProbabilities(Derivatives derivatives);

  /** The derivative by the logits. */
  final Field backward(Derivatives derivatives) {
    return sum(backwardOfProbabilities(derivatives), derivatives.byLogit());
  }

  /** The sum of what is there; null is nothing. */
  static Field sum(Field a, Field b) {
    return a == null ? b : b == null ? a : a.plus(b);
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

  /** p = exp(z) / sum over classes of exp(z). */
  static final class Softmax extends Prediction {
    private Field largest;
    private Field shifted;
    private Field exponential;
    private Field total;

    @Override
    void restart(Field logits) {
      super.restart(logits);
      shifted = null;
      largest = logits.maxOverClasses();
      exponential = logits.expOfShortfall(largest);
      total = exponential.sumOverClasses();
    }

    @Override
    void restartFromKept(Field p) {
      super.restartFromKept(p);
      exponential = p;
      total = null;
    }

    private Field shifted() {
      if (shifted == null) {
        shifted = logits().minus(largest);
      }
      return shifted;
    }

    @Override
    Field probability() {
      return exponential.dividedBy(total);
    }

    @Override
    Field probabilityAt(IndexField target) {
      return target.at(exponential).dividedBy(total);
    }

    @Override
    Field logProbability() {
      return shifted().minus(total.log());
    }

    @Override
    Field logProbabilityAt(IndexField target) {
      return target.at(logits()).minus(largest).minus(total.log());
    }

    /**
     * 1 for the class with more than half of the probability: its 1 - p is the sum of the others.
     */
    private Field dominant() {
      return p().greaterThan(0.5);
    }

    /** The largest shifted logit but the dominant one: the dominant is pushed far below. */
    private Field othersShifted() {
      return shifted().plus(dominant().times(-HUGE));
    }

    private static final double HUGE = 1e30;

    @Override
    Field logComplement() {
      Field others = othersShifted();
      Field most = others.maxOverClasses();
      Field ofDominant =
          others.expOfShortfall(most).sumOverClasses().log().plus(most).minus(total.log());
      // log(1 - p) of the others is harmless; min(p, 1/2) keeps the branch not taken finite.
      Field half = p().minus(dominant().times(p()));
      return half.negate().log1p().plus(dominant().times(ofDominant));
    }

    @Override
    Field backwardOfProbabilities(Derivatives d) {
      Field byLogP = d.byLogP();
      if (d.byP() != null) {
        byLogP = sum(byLogP, timesP(d.byP()));
      }
      Field result = null;
      if (d.byLogQ() != null) {
        Field dominant = dominant();
        Field odds = p().dividedBy(p().complement().plus(dominant));
        Field harmless = d.byLogQ().times(dominant.complement());
        byLogP = sum(byLogP, harmless.times(odds).negate());
        // The dominant class m: d log(1 - p_m) / dz_k = r_k - p_k, r the softmax over the others.
        Field others = othersShifted();
        Field e = others.expOfShortfall(others.maxOverClasses());
        Field r = e.dividedBy(e.sumOverClasses());
        result = d.byLogQ().times(dominant).sumOverClasses().times(r.minus(p()));
      }
      if (byLogP == null) {
        return result;
      }
      Field sum = byLogP.sumOverClasses();
      Field share = total == null ? sum : sum.dividedBy(total);
      return sum(byLogP.minusProduct(share, exponential), result);
    }

    /** A product with p, which need not be known for it. */
    private Field timesP(Field field) {
      return total == null ? field.times(exponential) : field.times(exponential).dividedBy(total);
    }
  }

  /** p = 1 / (1 + exp(-z)), each class for itself. */
  static final class Sigmoid extends Prediction {
    /** exp(-|z|). */
    private Field exponential;

    private Field onePlus;
    private Field positive;
    private Field rounding;

    @Override
    void restart(Field logits) {
      super.restart(logits);
      exponential = logits.expOfNegativeAbs();
      onePlus = null;
      positive = null;
      rounding = null;
    }

    /** Unlike p it tells 1 - p exactly, too: exp(-|z|) with the sign of z. */
    @Override
    Field kept() {
      return exponential.times(positive().times(2).plus(-1));
    }

    @Override
    void restartFromKept(Field kept) {
      super.restartFromKept(null); // p is computed when it is asked for
      exponential = kept.abs();
      onePlus = null;
      positive = kept.greaterThan(0);
      rounding = null;
    }

    private Field onePlus() {
      if (onePlus == null) {
        onePlus = exponential.plus(1);
      }
      return onePlus;
    }

    /** 1 where z > 0, else 0. */
    private Field positive() {
      if (positive == null) {
        positive = logits().greaterThan(0);
      }
      return positive;
    }

    /** log(1 + exp(-|z|)): how far log(1 + exp(z)) is from max(z, 0). */
    private Field rounding() {
      if (rounding == null) {
        rounding = exponential.log1p();
      }
      return rounding;
    }

    /** For z > 0 it is 1 / (1 + e), else e / (1 + e), with e = exp(-|z|), which is at most 1. */
    @Override
    Field probability() {
      return exponential.max(positive()).dividedBy(onePlus());
    }

    @Override
    public Field q() {
      return exponential.max(positive().complement()).dividedBy(onePlus());
    }

    @Override
    Field logProbability() {
      return logits().negate().max(0).plus(rounding()).negate();
    }

    @Override
    Field logComplement() {
      return logits().max(0).plus(rounding()).negate();
    }

    @Override
    Field backwardOfProbabilities(Derivatives d) {
      Field result = null;
      if (d.byLogP() != null) {
        result = d.byLogP().times(q());
      }
      if (d.byLogQ() != null) {
        Field term = d.byLogQ().times(p());
        result = result == null ? term.negate() : result.minus(term);
      }
      if (d.byP() == null) {
        return result;
      }
      // p (1 - p)
      Field slope = exponential.dividedBy(onePlus().square());
      return sum(result, d.byP().times(slope));
    }
  }

  /**
   * p = z: the network gives probabilities already, or numbers that are none. Below {@link #TINY}
   * the logarithm goes on as its tangent, so that value and derivative are finite and agree
   * everywhere.
   */
  static final class Identity extends Prediction {
    static final double TINY = 1e-30;

    @Override
    Field probability() {
      return logits();
    }

    private static Field extendedLog(Field x) {
      Field clamped = x.max(TINY);
      return clamped.log().plus(x.minus(clamped).times(1 / TINY));
    }

    @Override
    Field logProbability() {
      return extendedLog(logits());
    }

    @Override
    Field logComplement() {
      return extendedLog(logits().complement());
    }

    @Override
    Field backwardOfProbabilities(Derivatives d) {
      Field result = d.byP();
      if (d.byLogP() != null) {
        result = sum(result, d.byLogP().dividedBy(logits().max(TINY)));
      }
      if (d.byLogQ() != null) {
        Field term = d.byLogQ().dividedBy(logits().complement().max(TINY));
        result = result == null ? term.negate() : result.minus(term);
      }
      return result;
    }
  }
}
