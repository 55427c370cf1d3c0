package org.dl4jvision.report.page;

import java.util.List;

/** A part of a document. */
public record Section(String title, List<Block> blocks) {

  /** Takes a copy. */
  public Section {
    blocks = List.copyOf(blocks);
  }

  /** A section of these blocks. */
  public static Section of(String title, Block... blocks) {
    return new Section(title, List.of(blocks));
  }
}
