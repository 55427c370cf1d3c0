package org.dl4jvision.data.fault;

import org.dl4jvision.data.fault.ObjectDoubt.Kind;

/** Objects that are annotated twice. */
public final class DuplicateBoxes extends ObjectCheck {

  /** The check, as the registry makes it. */
  public DuplicateBoxes() {
    super(
        "duplicate-boxes",
        "objects of the same class with the same box on one image",
        Kind.DUPLICATE,
        "left out but for the first");
  }
}
