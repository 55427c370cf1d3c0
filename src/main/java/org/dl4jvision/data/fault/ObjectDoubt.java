package org.dl4jvision.data.fault;

import org.dl4jvision.data.AnnotatedImage;

/**
 * Something that is wrong with an object.
 *
 * @param text one line that names the file and the object
 */
record ObjectDoubt(Kind kind, String text) {

  /** What is told apart. */
  enum Kind {
    BAD,
    UNKNOWN_CLASS,
    REVERSED,
    EMPTY,
    OUTSIDE,
    DUPLICATE
  }

  Finding finding(AnnotatedImage image) {
    return new Finding(image.source(), text);
  }
}
