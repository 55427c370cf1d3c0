package org.dl4jvision.data.fault;

import org.dl4jvision.data.fault.ObjectDoubt.Kind;

/** Boxes of no width or height. */
public final class EmptyBoxes extends ObjectCheck {

  /** The check, as the registry makes it. */
  public EmptyBoxes() {
    super("empty-boxes", "boxes without an area", Kind.EMPTY, "left out");
  }
}
