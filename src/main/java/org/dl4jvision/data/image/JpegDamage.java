package org.dl4jvision.data.image;

import java.util.List;

/** Tells by a decoder's complaints whether a part of a JPEG image is missing. */
final class JpegDamage {

  private static final String NO_END = "Missing EOI marker";

  /** After each of these the image goes on wrong, or gray. */
  private static final List<String> LOSSES =
      List.of("premature end", "bad Huffman code", "instead of RST");

  private JpegDamage() {}

  /**
   * Refuses data that are cut off or garbled. That the mark of the end alone is missing, as some
   * cameras have it, does no harm: then this is the only complaint.
   */
  static void check(List<String> complaints) throws UnreadableException {
    boolean cutOff = complaints.stream().anyMatch(complaint -> complaint.contains(NO_END));
    boolean garbled =
        complaints.stream().anyMatch(complaint -> LOSSES.stream().anyMatch(complaint::contains));
    if (garbled || (cutOff && complaints.size() > 1)) {
      throw new UnreadableException(
          "its JPEG data are damaged or cut off: a part of the image is missing");
    }
  }
}
