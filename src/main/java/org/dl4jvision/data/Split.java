package org.dl4jvision.data;

/** The parts of a data set. */
public enum Split {
  TRAIN,
  VALIDATION,
  TEST
}
