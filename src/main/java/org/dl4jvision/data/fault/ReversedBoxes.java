package org.dl4jvision.data.fault;

import org.dl4jvision.data.fault.ObjectDoubt.Kind;

/** Boxes whose corners are swapped. */
public final class ReversedBoxes extends ObjectCheck {

  /** The check, as the registry makes it. */
  public ReversedBoxes() {
    super(
        "reversed-boxes",
        "boxes whose right edge is left of the left one, or whose bottom is above the top",
        Kind.REVERSED,
        "turned round");
  }
}
