package org.dl4jvision.loss.evaluation;

import org.dl4jvision.loss.evaluation.field.Field;

/**
 * The derivatives of a loss by what a prediction offers: by the logit, by p, by log p and by log(1
 * - p). A formula gives those that are simplest for it; the activation turns their sum into the
 * derivative by the logits without ever dividing by a vanishing probability.
 */
public final class Derivatives {

  private Field byLogit;
  private Field byP;
  private Field byLogP;
  private Field byLogQ;

  /** Adds a derivative by the logit. */
  public void addByLogit(Field derivative) {
    byLogit = sum(byLogit, derivative);
  }

  /** Adds a derivative by the probability. */
  public void addByP(Field derivative) {
    byP = sum(byP, derivative);
  }

  /** Adds a derivative by log p. */
  public void addByLogP(Field derivative) {
    byLogP = sum(byLogP, derivative);
  }

  /** Adds a derivative by log(1 - p). */
  public void addByLogQ(Field derivative) {
    byLogQ = sum(byLogQ, derivative);
  }

  /** Multiplies all derivatives by a weight. */
  public void multiplyBy(Field weight) {
    byLogit = times(byLogit, weight);
    byP = times(byP, weight);
    byLogP = times(byLogP, weight);
    byLogQ = times(byLogQ, weight);
  }

  /** The sum of two derivatives, of which null is 0. */
  static Field sum(Field a, Field b) {
    return a == null ? b : b == null ? a : a.plus(b);
  }

  private static Field times(Field derivative, Field weight) {
    return derivative == null ? null : derivative.times(weight);
  }

  /** Adds the derivatives of another loss. */
  void add(Derivatives other) {
    byLogit = sum(byLogit, other.byLogit);
    byP = sum(byP, other.byP);
    byLogP = sum(byLogP, other.byLogP);
    byLogQ = sum(byLogQ, other.byLogQ);
  }

  void clear() {
    byLogit = null;
    byP = null;
    byLogP = null;
    byLogQ = null;
  }

  boolean isEmpty() {
    return byLogit == null && byP == null && byLogP == null && byLogQ == null;
  }

  Field byLogit() {
    return byLogit;
  }

  Field byP() {
    return byP;
  }

  Field byLogP() {
    return byLogP;
  }

  Field byLogQ() {
    return byLogQ;
  }
}
