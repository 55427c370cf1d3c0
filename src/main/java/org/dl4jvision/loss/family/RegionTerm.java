package org.dl4jvision.loss.family;

import org.dl4jvision.loss.evaluation.Prediction;
import org.dl4jvision.loss.evaluation.field.Field;

/** What a region loss adds up over the pixels of a class; {@link RegionSum} has the usual ones. */
public interface RegionTerm {

  /**
   * The term of each pixel and class; null for 1.
   *
   * @param p the prediction
   * @param t the label
   */
  Field term(Field p, Field t);

  /** Whether the term depends on the prediction. */
  boolean dependsOnPrediction();

  /**
   * The derivative of a loss by the prediction through this term; only asked for where the term
   * depends on it.
   *
   * @param byTerm the loss's derivative by the term
   * @param prediction of the network: p of it, if that is needed
   * @param t the label
   */
  Field byPrediction(Field byTerm, Prediction prediction, Field t);
}
