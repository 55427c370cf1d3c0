package org.dl4jvision.data.segmentation;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Split;

/**
 * Which classes occur in the pixels of each split: whether there is something to learn, and
 * something to measure. Immutable.
 */
final class ClassCoverage {

  private static final int NAMED = 5;

  private final List<String> names;
  private final Map<Split, Part> parts = new EnumMap<>(Split.class);

  /** The classes on the images of a split; {@code ignored} are those that are all void. */
  private record Part(int images, Set<Integer> present, List<Path> ignored) {

    static Part of(ClassMaps maps, List<AnnotatedImage> images) {
      Set<Integer> present = new TreeSet<>();
      List<Path> ignored = new ArrayList<>();
      for (AnnotatedImage image : images) {
        Set<Integer> classes = maps.classes(image);
        present.addAll(classes);
        if (classes.isEmpty()) {
          ignored.add(image.file());
        }
      }
      return new Part(images.size(), present, ignored);
    }
  }

  /** Looks which classes occur. */
  ClassCoverage(ClassMaps maps, Function<Split, List<AnnotatedImage>> images) {
    names = maps.names();
    for (Split split : Split.values()) {
      parts.put(split, Part.of(maps, images.apply(split)));
    }
  }

  /** What cannot be learnt or measured, a line each. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    parts.forEach(
        (split, part) -> {
          if (part.images() > 0) {
            lack(split, part).ifPresent(warnings::add);
            ignored(split, part).ifPresent(warnings::add);
          }
        });
    missing().ifPresent(warnings::add);
    return warnings;
  }

  private Optional<String> lack(Split split, Part part) {
    Set<Integer> present = part.present();
    if (present.size() > 1) {
      return Optional.empty();
    }
    String images = "the " + split.adjective() + " images";
    String purpose = split == Split.TRAIN ? "learnt from" : "measured on";
    if (present.isEmpty()) {
      return Optional.of(
          images
              + " have no pixel of any class, all are void: nothing can be "
              + purpose
              + " them");
    }
    return Optional.of(
        images
            + (present.contains(0) ? " have no foreground" : " have one class only")
            + ": all pixels are '"
            + names.get(present.iterator().next())
            + "', so that "
            + (split == Split.TRAIN
                ? "nothing can be learnt from them"
                : "scores of other classes say nothing"));
  }

  private static Optional<String> ignored(Split split, Part part) {
    int count = part.ignored().size();
    if (count == 0 || count == part.images()) {
      return Optional.empty();
    }
    return Optional.of(
        count
            + " of "
            + part.images()
            + " "
            + split.adjective()
            + (count == 1 ? " images is" : " images are")
            + " wholly void (first "
            + part.ignored().get(0)
            + "): nothing is "
            + (split == Split.TRAIN ? "learnt" : "measured")
            + " there");
  }

  private Optional<String> missing() {
    Set<Integer> learnt = parts.get(Split.TRAIN).present();
    if (learnt.size() < 2) {
      return Optional.empty();
    }
    List<Integer> missing =
        IntStream.range(0, names.size()).filter(i -> !learnt.contains(i)).boxed().toList();
    List<Integer> measured =
        missing.stream()
            .filter(i -> parts.values().stream().anyMatch(part -> part.present().contains(i)))
            .toList();
    if (!measured.isEmpty()) {
      return Optional.of(
          "no training image has "
              + list(measured)
              + ", but others have: that cannot be learnt, and counts as wrong");
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("no image has " + list(missing) + ": that cannot be learnt");
  }

  private String list(List<Integer> classes) {
    return classes.stream().limit(NAMED).map(i -> "'" + names.get(i) + "'").collect(joining(", "))
        + (classes.size() > NAMED ? " and " + (classes.size() - NAMED) + " more classes" : "");
  }
}
