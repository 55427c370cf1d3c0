package org.dl4jvision.report.page;

import java.util.List;

/**
 * Pictures below each other.
 *
 * @param title what they show
 */
public record Pictures(String title, List<Picture> pictures) implements Block {

  /** Takes a copy. */
  public Pictures {
    pictures = List.copyOf(pictures);
  }

  /**
   * A picture.
   *
   * @param caption stands below it
   * @param file in the folder of the document, with slashes
   */
  public record Picture(String caption, String file) {}

  @Override
  public void writeTo(BlockWriter writer) {
    writer.pictures(this);
  }
}
