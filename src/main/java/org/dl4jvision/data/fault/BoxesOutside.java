package org.dl4jvision.data.fault;

import org.dl4jvision.data.fault.ObjectDoubt.Kind;

/** Boxes beyond the borders of their images. */
public final class BoxesOutside extends ObjectCheck {

  /** The check, as the registry makes it. */
  public BoxesOutside() {
    super(
        "boxes-outside",
        "boxes that lie outside of their image, or reach out of it by more than a pixel",
        Kind.OUTSIDE,
        "clipped at the border, or left out where nothing is inside");
  }
}
