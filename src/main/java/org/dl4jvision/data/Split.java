package org.dl4jvision.data;

import java.util.List;
import java.util.Locale;

/** The parts of a data set. */
public enum Split {
  TRAIN("train", "training"),
  VALIDATION("val", "valid", "validation"),
  TEST("test");

  private final List<String> names;

  Split(String... names) {
    this.names = List.of(names);
  }

  /** What its images are, in messages: training, validation or test images. */
  public String adjective() {
    return this == TRAIN ? "training" : name().toLowerCase(Locale.ROOT);
  }

  /** What folders and lists of this part are called, the most usual name first. */
  public List<String> names() {
    return names;
  }
}
