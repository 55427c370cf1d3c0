package org.dl4jvision.report.page;

import java.util.List;

/**
 * A report.
 *
 * @param title what it is about
 * @param summary its outcome in a line
 */
public record Document(String title, String summary, List<Section> sections) {

  /** Takes a copy. */
  public Document {
    sections = List.copyOf(sections);
  }
}
