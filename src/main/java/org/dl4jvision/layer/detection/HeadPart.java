package org.dl4jvision.layer.detection;

/** What numbers of a prediction are about, in the order in which the network gives them. */
public enum HeadPart {
  /** Every class has a logit. */
  CLASSES("classes"),
  /** Four numbers stand for the box, as {@link BoxCoder} has them. */
  BOXES("boxes"),
  /** A logit tells the prediction's own quality, or whether there is an object at all. */
  QUALITY("quality");

  private final String title;

  HeadPart(String title) {
    this.title = title;
  }

  /** Returns the name that the part has in metrics. */
  @Override
  public String toString() {
    return title;
  }
}
