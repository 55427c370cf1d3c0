/**
 * Studies that train: contestants, which differ in a loss or any other option of a training, learn
 * from the same images, crops, seeds and epochs, and are compared by their scores of every image
 * that they have not seen.
 *
 * <pre>
 * StudyPlan: contestants x folds x seeds -> Study: a run folder each trial, round by round
 *   -> scores of the held-out images (CSV) -> StudyResult: ScoreComparison of images and of folds
 * </pre>
 *
 * <p>Where the plan asks for it, {@code Halving} drops the worse contestants between rounds, and
 * {@code Tuning} chooses the learning rate of each; both decide by score files alone, so that a
 * study that was killed decides the same again.
 *
 * <p>A {@link org.dl4jvision.study.trial.TrialTask} says how a task divides its data and what an
 * image's score is; another task is a class and a line in {@code
 * META-INF/services/org.dl4jvision.study.trial.TrialTask}.
 */
package org.dl4jvision.study.trial;
