package org.dl4jvision.data.fault;

import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.io.DataFault.Kind;

/** Image files that cannot be decoded to their end. */
public final class UnreadableImages implements DataCheck {

  /** The check, as the registry makes it. */
  public UnreadableImages() {}

  @Override
  public String name() {
    return "unreadable-images";
  }

  @Override
  public String help() {
    return "image and mask files that are damaged, cut off, empty or of a kind that is not read";
  }

  @Override
  public boolean isFault() {
    return true;
  }

  @Override
  public String repair() {
    return "left out";
  }

  @Override
  public List<Finding> find(CheckedData data) {
    return Stream.of(
            Refusals.of(data, Kind.UNREADABLE),
            data.images().stream()
                .flatMap(
                    facts ->
                        facts.damage().stream()
                            .map(e -> new Finding(facts.image().file(), e.getMessage()))),
            MaskValues.findings(data.maskFaults(Kind.UNREADABLE)).stream())
        .flatMap(some -> some)
        .toList();
  }
}
