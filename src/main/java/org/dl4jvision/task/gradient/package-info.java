/**
 * Gradients of a segmentation network, and what they tell: who pulls, how hard, and whether the
 * terms of a loss agree.
 *
 * <pre>
 * network -> NetworkTwin: the same weights, free to be run through
 *   batch -> Backprop, a pass a term of the loss -> ParameterGradient
 *         -> GradientProbe adds up batches -> GradientFacts: norms, cosines, noise scale, shares
 * </pre>
 *
 * <p>{@link org.dl4jvision.task.gradient.GradientRecorder} has them measured after every epoch of a
 * training, which it does not change. Another number is a field of {@link
 * org.dl4jvision.task.gradient.GradientFacts} and a line of its table.
 *
 * <p>This package knows no task.
 */
package org.dl4jvision.task.gradient;
