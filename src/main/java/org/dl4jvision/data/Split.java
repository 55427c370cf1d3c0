package org.dl4jvision.data;

import java.util.List;

/** The parts of a data set. */
public enum Split {
  TRAIN("train", "training"),
  VALIDATION("val", "valid", "validation"),
  TEST("test");

  private final List<String> names;

  Split(String... names) {
    this.names = List.of(names);
  }

  /** What folders and lists of this part are called, the most usual name first. */
  public List<String> names() {
    return names;
  }
}
