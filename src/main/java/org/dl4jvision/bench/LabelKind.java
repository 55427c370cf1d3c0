package org.dl4jvision.bench;

/** How labels name the class of a pixel. */
public enum LabelKind {
  /** A channel a class; of one class, 0 or 1. */
  ONE_HOT("one-hot"),
  /** The number of the class. */
  INDEX("index");

  private final String text;

  LabelKind(String text) {
    this.text = text;
  }

  /** The name in tables and JSON. */
  @Override
  public String toString() {
    return text;
  }
}
