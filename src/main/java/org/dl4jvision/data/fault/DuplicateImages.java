package org.dl4jvision.data.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.data.Split;

/** Images that are several times in one split. */
public final class DuplicateImages implements DataCheck {

  /** The check, as the registry makes it. */
  public DuplicateImages() {}

  @Override
  public String name() {
    return "duplicate-images";
  }

  @Override
  public String help() {
    return "images that show what another of their split shows; where a part is held out for"
        + " validation, they may be parted";
  }

  @Override
  public boolean isFault() {
    return false;
  }

  @Override
  public String repair() {
    return "kept";
  }

  @Override
  public List<Finding> find(CheckedData data) {
    List<Finding> findings = new ArrayList<>();
    for (List<ImageFacts> group : data.twins().groups()) {
      Map<Split, ImageFacts> first = new EnumMap<>(Split.class);
      for (ImageFacts facts : group) {
        ImageFacts other = first.putIfAbsent(facts.split(), facts);
        if (other != null) {
          findings.add(
              new Finding(
                  facts.image().file(),
                  facts.image().file()
                      + " "
                      + Twins.relation(facts, other)
                      + " "
                      + other.image().file()));
        }
      }
    }
    return findings;
  }
}
