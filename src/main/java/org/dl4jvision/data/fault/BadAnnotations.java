package org.dl4jvision.data.fault;

import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.data.fault.ObjectDoubt.Kind;

/** Annotations that cannot be understood. */
public final class BadAnnotations extends ObjectCheck {

  /** The check, as the registry makes it. */
  public BadAnnotations() {
    super(
        "bad-annotations",
        "annotation files and entries that cannot be understood; of a file that lists many images"
            + " perhaps only the first",
        Kind.BAD,
        "left out");
  }

  @Override
  public List<Finding> find(CheckedData data) {
    return Stream.of(
            Refusals.of(data, null),
            data.classFault().stream().map(e -> new Finding(data.files().root(), e.getMessage())),
            super.find(data).stream())
        .flatMap(some -> some)
        .toList();
  }
}
