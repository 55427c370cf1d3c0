package org.dl4jvision.cli;

/** What ended a training that had begun. The message follows that of the cause. */
final class TrainingFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param more when it happened, or how to go on, with what divides it from what happened
   */
  TrainingFailure(String more, Throwable cause) {
    super(more, cause);
  }
}
