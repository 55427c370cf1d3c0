/**
 * What networks are trained for. A {@link org.dl4jvision.task.Task} says everything that tells one
 * task from another; a {@link org.dl4jvision.task.Training} is a task on a data set, with what was
 * chosen to suit the data; a {@link org.dl4jvision.task.TaskRun} is a training with its folder.
 *
 * <p>A new task is a package below this one and a line in {@code
 * META-INF/services/org.dl4jvision.task.Task}. The package has
 *
 * <ul>
 *   <li>the {@link org.dl4jvision.task.Task} itself,
 *   <li>its {@link org.dl4jvision.task.TrainingOptions} and {@link
 *       org.dl4jvision.task.DataOptions},
 *   <li>its {@link org.dl4jvision.task.Training}, {@link org.dl4jvision.task.ModelCard} and {@link
 *       org.dl4jvision.task.TaskValidation},
 *   <li>its {@link org.dl4jvision.task.ModelEvaluation} and {@link
 *       org.dl4jvision.task.ModelPrediction}.
 * </ul>
 *
 * The commands {@code train}, {@code evaluate}, {@code predict} and {@code list}, run folders,
 * curves and the base test of tasks then know it.
 *
 * <p>A new option of a training (an evaluation, a prediction) is a field of its options, with
 * picocli's annotation (of data: of its {@link org.dl4jvision.task.DataOptions}): the command line,
 * the run's configuration and Java have it then. Its range is checked in {@code check()}; what it
 * does is in the constructor of the task's {@link org.dl4jvision.task.Training}. A new metric is a
 * {@link org.dl4jvision.report.Column} in the columns of its task: metrics.csv, curves and
 * evaluations have it then.
 *
 * <p>Of picocli this package and those below it use the annotations only, which are not there where
 * picocli is not.
 */
package org.dl4jvision.task;
