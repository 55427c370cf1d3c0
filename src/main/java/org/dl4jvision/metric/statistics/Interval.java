package org.dl4jvision.metric.statistics;

/** A range in which a number lies with some confidence. */
public record Interval(double low, double high) {

  /** Whether the range holds a number; its ends belong to it. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
