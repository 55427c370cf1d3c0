package org.dl4jvision.task;

import org.dl4jvision.report.Scores;
import org.dl4jvision.train.Validation;

/** What the validator of a task finds. */
public interface TaskValidation extends Validation {

  /** The numbers that a run's summary keeps. */
  Scores scores();

  @Override
  default double score() {
    return scores().score();
  }
}
