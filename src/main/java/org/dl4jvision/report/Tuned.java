package org.dl4jvision.report;

/** What was tuned for a model on images that it had not learnt from. Records that Jackson reads. */
public interface Tuned {

  /** What the model's file is known by, as {@link TunedFile#modelOf} gives it. */
  String model();

  /** One line that says what was tuned on what. */
  String describe();
}
