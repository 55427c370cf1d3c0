package org.dl4jvision.study.advice.segmentation;

import org.dl4jvision.study.survey.SegmentationSurvey;

/** How rare the rarest class is. The limits are ours. */
enum Imbalance {
  EXTREME(0.01),
  STRONG(0.05),
  MILD(0.15),
  NONE(1);

  /** The share of pixels below which it is so. */
  private final double below;

  Imbalance(double below) {
    this.below = below;
  }

  static Imbalance of(SegmentationSurvey survey) {
    double share = survey.rarest().share();
    for (Imbalance one : values()) {
      if (share < one.below) {
        return one;
      }
    }
    return NONE;
  }

  /** Whether compounds that look at rare pixels pay. */
  boolean isStrong() {
    return this == EXTREME || this == STRONG;
  }

  @Override
  public String toString() {
    return switch (this) {
      case EXTREME -> "extremely unbalanced (below 1 %)";
      case STRONG -> "strongly unbalanced (1 to 5 %)";
      case MILD -> "mildly unbalanced (5 to 15 %)";
      case NONE -> "balanced (15 % or more)";
    };
  }
}
