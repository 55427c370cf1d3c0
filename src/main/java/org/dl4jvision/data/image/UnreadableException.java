package org.dl4jvision.data.image;

import java.io.IOException;

/** Says in words for users why a file is not read; other exceptions mean that it is damaged. */
final class UnreadableException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * @param reason follows "cannot read FILE: "
   */
  UnreadableException(String reason) {
    super(reason);
  }
}
