package org.dl4jvision.loss.evaluation;

/** Which pixels' sums a loss is a function of. */
public enum Grouping {
  /** Those of one image. */
  IMAGE,
  /** Those of all images. */
  BATCH,
  /** Each for itself: the rows of rank 2 arrays, whose examples are single pixels. */
  PIXEL
}
