package org.dl4jvision.data.fault;

import java.util.List;
import java.util.Locale;
import org.dl4jvision.data.image.Orientation;

/** Images that their orientation tag turns. */
public final class TurnedImages implements DataCheck {

  /** The check, as the registry makes it. */
  public TurnedImages() {}

  @Override
  public String name() {
    return "turned-images";
  }

  @Override
  public String help() {
    return "images that are stored turned or mirrored, with an orientation tag (EXIF): they are"
        + " read upright, which annotations of a tool that ignores the tag do not fit";
  }

  @Override
  public boolean isFault() {
    return false;
  }

  @Override
  public String repair() {
    return "kept with their tag";
  }

  @Override
  public List<Finding> find(CheckedData data) {
    return data.images().stream()
        .filter(facts -> facts.orientation() != Orientation.UPRIGHT)
        .map(
            facts ->
                new Finding(
                    facts.image().file(),
                    facts.image().file()
                        + ": its orientation tag says "
                        + facts.orientation().name().toLowerCase(Locale.ROOT).replace('_', ' ')))
        .toList();
  }
}
