package org.dl4jvision.metric.detection;

import org.dl4jvision.box.Box;

/** A box with its own area, which files may give more exactly than its edges do. */
record Region(Box box, double area) {

  static Region of(Box box) {
    return new Region(box, box.area());
  }

  double iou(Region other) {
    return Box.iou(box.intersection(other.box), area, other.area);
  }

  /** The share of this that another one covers. */
  double coveredBy(Region other) {
    return Box.coverage(box.intersection(other.box), area);
  }
}
