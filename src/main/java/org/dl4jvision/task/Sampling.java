package org.dl4jvision.task;

/** Which images, and which parts of them, a training sees more often than others. */
public enum Sampling {
  /** None. */
  UNIFORM,
  /** A share of the crops shows a pixel of the foreground. */
  FOREGROUND,
  /** Every class as often as the others, as far as images allow. */
  BALANCED
}
