package org.dl4jvision.io;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Output that could not be written: a disk is full, or a folder may not be written to. */
public final class OutputException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what could not be written, and why
   */
  public OutputException(String message, IOException cause) {
    super(message, cause);
  }
}
