package org.dl4jvision.report.page;

import java.util.Locale;
import org.nd4j.shade.jackson.annotation.JsonValue;

/**
 * A sentence or two, such as a verdict.
 *
 * @param tone what it is for the reader
 */
public record Remark(Tone tone, String text) implements Block {

  /** What a remark is for its reader. */
  public enum Tone {
    /** To be known. */
    NOTE,
    /** As it should be. */
    GOOD,
    /** To be looked at. */
    WARNING;

    /** The name in files. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A remark that neither praises nor warns. */
  public static Remark note(String text) {
    return new Remark(Tone.NOTE, text);
  }

  /** A remark that all is well. */
  public static Remark good(String text) {
    return new Remark(Tone.GOOD, text);
  }

  /** A remark that something is to be looked at. */
  public static Remark warning(String text) {
    return new Remark(Tone.WARNING, text);
  }

  @Override
  public void writeTo(BlockWriter writer) {
    writer.remark(this);
  }
}
