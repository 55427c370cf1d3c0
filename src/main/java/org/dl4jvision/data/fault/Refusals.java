package org.dl4jvision.data.fault;

import java.util.stream.Stream;
import org.dl4jvision.io.DataFault;

/** What formats could not read, as findings. */
final class Refusals {

  private Refusals() {}

  /**
   * Of this kind; null for those of none. In order of what they say, which begins with the file.
   */
  static Stream<Finding> of(CheckedData data, DataFault.Kind kind) {
    return data.refusals(kind).stream()
        .map(Throwable::getMessage)
        .distinct()
        .sorted()
        .map(text -> new Finding(data.files().root(), text));
  }
}
