package org.dl4jvision.study.advice.segmentation;

import java.util.Optional;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Finds the thin class of two: vessels, roads, cracks, roots, membranes. */
final class Thin {

  /** Of its pixels. */
  static final double MOST = 0.5;

  private Thin() {}

  /** The class of which most pixels are in thin objects; empty where there are more than two. */
  static Optional<ClassSurvey> of(SegmentationSurvey survey) {
    return survey.isBinary()
        ? survey.present().stream().filter(one -> one.thinShare() >= MOST).findFirst()
        : Optional.empty();
  }

  /** "98 % of foreground is in thin objects, 7.3 pixels wide". */
  static String describe(ClassSurvey one) {
    return "%s of %s is in thin objects, %s pixels wide"
        .formatted(Numbers.percent(one.thinShare()), one.name(), Numbers.of(one.width()));
  }
}
