package org.dl4jvision.report;

/** The numbers of a validation that summary.json keeps: a record that Jackson can read back. */
public interface Scores {

  /** What decides which epoch is best: higher is better; NaN where undefined. */
  double score();
}
