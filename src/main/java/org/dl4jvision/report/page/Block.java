package org.dl4jvision.report.page;

import java.util.Locale;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A part of a section; Jackson writes it with its {@link #kind}. */
public sealed interface Block permits Remark, Facts, Table, Matrix, Chart, Pictures, Commands {

  /** Hands this block to the method of a writer that is for its kind. */
  void writeTo(BlockWriter writer);

  /** What kind of block it is, for programs. */
  @JsonProperty
  default String kind() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
