package org.dl4jvision.data.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dl4jvision.data.Split;

/** Images that are learned from and measured on. */
public final class SplitLeaks implements DataCheck {

  /** The check, as the registry makes it. */
  public SplitLeaks() {}

  @Override
  public String name() {
    return "split-leaks";
  }

  @Override
  public String help() {
    return "images of one split that show what an image of another shows, copies or the same in"
        + " another encoding or size: scores are too good";
  }

  @Override
  public boolean isFault() {
    return true;
  }

  @Override
  public String repair() {
    return "left out of the training images, or of validation where the other is for testing";
  }

  @Override
  public List<Finding> find(CheckedData data) {
    return of(data).stream().map(Leak::finding).toList();
  }

  /** Images that show what others of a later split show, in the order of the groups. */
  static List<Leak> of(CheckedData data) {
    List<Leak> leaks = new ArrayList<>();
    for (List<ImageFacts> group : data.twins().groups()) {
      Split last =
          group.stream().map(ImageFacts::split).max(Comparator.naturalOrder()).orElseThrow();
      ImageFacts kept =
          group.stream().filter(facts -> facts.split() == last).findFirst().orElseThrow();
      group.stream()
          .filter(facts -> facts.split() != last)
          .forEach(facts -> leaks.add(new Leak(facts, kept)));
    }
    return leaks;
  }

  /** An image that shows what another of a later split shows. */
  record Leak(ImageFacts image, ImageFacts kept) {

    private Finding finding() {
      return new Finding(
          image.image().file(),
          "the "
              + image.split().adjective()
              + " image "
              + image.image().file()
              + " "
              + Twins.relation(image, kept)
              + " the "
              + kept.split().adjective()
              + " image "
              + kept.image().file());
    }
  }
}
