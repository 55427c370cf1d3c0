/**
 * How losses are evaluated: everything that is common to all of them.
 *
 * <p>A formula is written once, on {@link org.dl4jvision.loss.evaluation.Field fields}. A {@link
 * org.dl4jvision.loss.evaluation.Batch} brings arrays of every accepted shape to [images, classes,
 * pixels]; a sweep shows their pixels to the formula, tile by tile on a CPU or all at once through
 * ND4J elsewhere; a {@link org.dl4jvision.loss.evaluation.Prediction} turns logits into
 * probabilities and their logarithms, and derivatives by those back into derivatives by the logits;
 * a {@link org.dl4jvision.loss.math.Scalar} differentiates formulas on sums.
 */
package org.dl4jvision.loss.evaluation;

import org.dl4jvision.loss.math.Scalar;
