/**
 * The training loop. A {@link org.dl4jvision.train.Trainer} runs epochs over any {@link
 * org.dl4jvision.train.TrainingData}, has the network measured by any {@link
 * org.dl4jvision.train.Validator} and tells its {@link org.dl4jvision.train.TrainerListener}s what
 * happens. It has three seams:
 *
 * <ul>
 *   <li>{@link org.dl4jvision.train.Step}: what one update is. The usual one fits a network to a
 *       batch; one with several networks updates them in its own order. A {@link
 *       org.dl4jvision.train.GradientStep} changes gradients before the update: {@link
 *       org.dl4jvision.train.AccumulatedGradient}, {@link
 *       org.dl4jvision.train.HardExamplesGradient}, {@link org.dl4jvision.train.ClippedGradient}
 *       and {@link org.dl4jvision.train.DecoupledDecay} are put around each other. {@link
 *       org.dl4jvision.train.GroupedStep} and {@link org.dl4jvision.train.AveragedStep} are put
 *       around any step.
 *   <li>{@link org.dl4jvision.train.Fitter}: where steps run. The usual one runs them here, one
 *       after the other; one for a cluster sends them out and reports what comes back.
 *   <li>{@link org.dl4jvision.train.LearningRate}: how fast the weights change, by how much of the
 *       training is done, or by how its validations went.
 * </ul>
 *
 * <pre>{@code
 * Trainer.<SegmentationValidation>builder(network, TrainingData.of(batches))
 *     .validator(validator, 1)
 *     .epochs(10)
 *     .learningRate(LearningRate.cosine(2e-3, 0.05))
 *     .listener(new LiveMetrics(metrics -> show(Charts.loss(metrics))))
 *     .build()
 *     .fit();
 * }</pre>
 *
 * <p>Nothing here knows a task, a kind of network or a folder: what a training writes is a
 * listener's, in {@code org.dl4jvision.task}.
 */
package org.dl4jvision.train;
