package org.dl4jvision.cli;

/** What ended a training of which a trained epoch is saved; the message says how to go on. */
final class ResumableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ResumableException(String remedy, Throwable cause) {
    super(remedy, cause);
  }
}
