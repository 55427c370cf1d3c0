package org.dl4jvision.task;

import java.util.Optional;
import org.dl4jvision.check.Named;
import org.dl4jvision.report.Columns;
import org.dl4jvision.report.Scores;

/**
 * Something that networks are trained for. A task is found by its name in {@link Tasks}; the
 * command line, runs and reports ask it for everything that tells tasks apart. It has no state.
 *
 * @param <V> what validations find
 */
public interface Task<V extends TaskValidation> extends Named {

  /** What the command line says of it. */
  Manual manual();

  /** Options of a training, with their defaults. */
  TrainingOptions<V> options();

  /**
   * An evaluation of a trained model, with default options; unless a task measures more, it has the
   * {@link #columns}.
   */
  default ModelEvaluation evaluation() {
    return new ColumnsEvaluation<>(this);
  }

  /**
   * The class of the cards of its models.
   *
   * @throws IllegalArgumentException if its models cannot be written as files for other programs
   */
  default Class<? extends ModelCard> card() {
    throw new IllegalArgumentException("models of " + name() + " cannot be exported");
  }

  /** How a folder of images is looked at before a training; empty where it cannot be. */
  default Optional<DataInspection<?>> inspection() {
    return Optional.empty();
  }

  /** The columns of metrics.csv. */
  Columns<V> columns();

  /** The record of what {@link TaskValidation#scores} gives, to read it back. */
  Class<? extends Scores> scores();

  /** A prediction by a trained model, with default options. */
  ModelPrediction prediction();
}
