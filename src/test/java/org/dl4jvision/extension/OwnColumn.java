package org.dl4jvision.extension;

import org.dl4jvision.report.Column;
import org.dl4jvision.report.Curve;
import org.dl4jvision.task.segmentation.SegmentationValidation;

/** The share of wrong pixels. */
final class OwnColumn {
  static final Column<SegmentationValidation> ERROR_RATE =
      Column.<SegmentationValidation>of(
              "errorRate",
              "share of pixels whose class is wrong",
              v -> 1 - v.evaluation().pixelAccuracy())
          .on(
              new Curve("errors", "Errors of the validation", "share of pixels", true),
              "error rate")
          .inLines("error rate");

  private OwnColumn() {}
}
