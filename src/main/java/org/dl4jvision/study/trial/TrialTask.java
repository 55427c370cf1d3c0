package org.dl4jvision.study.trial;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Named;
import org.dl4jvision.check.Registry;
import org.dl4jvision.data.Fold;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.task.DataOptions;
import org.dl4jvision.task.TaskValidation;
import org.dl4jvision.task.Training;
import org.dl4jvision.task.TrainingOptions;

/**
 * How trainings of a task are compared. Its name is that of the task.
 *
 * @param <V> what validations find
 */
public interface TrialTask<V extends TaskValidation> extends Named {

  /** All tasks whose trainings can be compared. */
  static Registry<TrialTask<?>> all() {
    Registry<TrialTask<?>> tasks = new Registry<>("task to compare", "tasks to compare");
    ServiceLoader.load(TrialTask.class, TrialTask.class.getClassLoader()).forEach(tasks::register);
    return tasks;
  }

  /** The data among the options of a training. */
  DataOptions source(TrainingOptions<?> options);

  /** What annotations must say, one of these, to be of use for the task. */
  List<Content> contents();

  /** The option that {@code --losses} is for, without dashes. */
  String lossOption();

  /**
   * Refuses options that no training can have, and trainings that no score compares.
   *
   * @param contestants the options of each
   * @throws IllegalArgumentException naming the option at fault
   */
  void check(List<TrainingOptions<V>> contestants);

  /**
   * Opens the data of a fold.
   *
   * @param options of the training
   * @param fold which images judge
   * @throws IllegalArgumentException naming the file or option at fault
   */
  Part<V> open(TrainingOptions<V> options, Fold fold);

  /**
   * A training with the images that judge it.
   *
   * @param <V> what validations find
   */
  interface Part<V extends TaskValidation> {

    /** The training. */
    Training<V> training();

    /**
     * A training on a part of the training images, of which the others judge: to choose by.
     *
     * @param options of that training
     */
    Part<V> inner(TrainingOptions<V> options);

    /** How many images are for training. */
    int trainSize();

    /** The score of each image that is held out, higher being better; NaN where undefined. */
    Map<String, Double> scores(ComputationGraph network);

    /** The same of what needs no network. */
    Map<String, Double> baseline();

    /** What that baseline is, in words. */
    String baselineName();
  }
}
