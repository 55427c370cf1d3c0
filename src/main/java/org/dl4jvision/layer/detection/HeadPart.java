package org.dl4jvision.layer.detection;

/** What numbers of a prediction are about, in the order in which the network gives them. */
public enum HeadPart {
  /** A logit a class. */
  CLASSES("classes"),
  /** The four numbers of the box. */
  BOXES("boxes"),
  /** A logit of the prediction's own quality, or of there being an object at all. */
  QUALITY("quality");

  private final String title;

  HeadPart(String title) {
    this.title = title;
  }

  /** The part as metrics name it. */
  @Override
  public String toString() {
    return title;
  }
}
