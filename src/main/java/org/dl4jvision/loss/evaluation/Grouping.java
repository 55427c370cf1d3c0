package org.dl4jvision.loss.evaluation;

/** Tells whose sums a sweep adds up. */
public enum Grouping {
  /** Each image's. The rows of rank 2 arrays are the pixels of one image. */
  IMAGE,
  /** Each pixel has sums of its own: the examples of rank 2 arrays are pixels. */
  PIXEL
}
