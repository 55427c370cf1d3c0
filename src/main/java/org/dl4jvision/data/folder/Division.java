package org.dl4jvision.data.folder;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.folder.HoldOut.Candidates;
import org.dl4jvision.data.format.Tally;

/**
 * Divides the images of a folder into splits. Those that no format puts into one are for training;
 * of these some are held out for validation where there are no other images for it.
 */
final class Division {

  private final Map<Split, List<AnnotatedImage>> splits = new EnumMap<>(Split.class);
  private final Map<AnnotatedImage, String> keys = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param classes those on an image
   */
  Division(
      FolderOptions<?> options,
      List<AnnotatedImage> images,
      Function<AnnotatedImage, Set<String>> classes) {
    for (Split split : Split.values()) {
      splits.put(
          split, images.stream().filter(i -> i.split().orElse(Split.TRAIN) == split).toList());
    }
    Photographs photographs = new Photographs(options.folder, images, options.groupBy);
    images.forEach(image -> keys.put(image, photographs.key(image)));
    photographs.report(warnings);
    List<AnnotatedImage> training = splits.get(Split.TRAIN);
    if (splits.get(Split.VALIDATION).isEmpty() && training.size() >= 2) {
      holdOut(options, training, classes);
    }
    warnOfLeak(Split.VALIDATION);
    warnOfLeak(Split.TEST);
  }

  private void holdOut(
      FolderOptions<?> options,
      List<AnnotatedImage> training,
      Function<AnnotatedImage, Set<String>> classes) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    int[] groups =
        training.stream()
            .mapToInt(image -> numbers.computeIfAbsent(keys.get(image), k -> numbers.size()))
            .toArray();
    if (numbers.size() == 1) {
      warnings.add(
          "all "
              + training.size()
              + " training images are of one photograph or group: validation images show what was"
              + " learned");
      groups = IntStream.range(0, training.size()).toArray();
      training.forEach(image -> keys.put(image, image.file().toString()));
    }
    BitSet held =
        options.holdOut.choose(
            new Candidates(
                training,
                training.stream().map(classes).toList(),
                groups,
                options.validationShare,
                options.splitSeed));
    splits.put(Split.VALIDATION, held.stream().mapToObj(training::get).toList());
    splits.put(
        Split.TRAIN,
        IntStream.range(0, training.size())
            .filter(i -> !held.get(i))
            .mapToObj(training::get)
            .toList());
    if (!held.isEmpty() && options.holdOut != HoldOut.FIFTH) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "there are no validation images: %d of %d training images, drawn by seed %d, are"
                  + " held out for it",
              held.cardinality(),
              training.size(),
              options.splitSeed));
    }
  }

  /** Says how many images show what is learned from other images. */
  private void warnOfLeak(Split split) {
    Map<String, List<AnnotatedImage>> learned =
        splits.get(Split.TRAIN).stream().collect(groupingBy(keys::get));
    Tally leaks = new Tally();
    for (AnnotatedImage image : splits.get(split)) {
      List<AnnotatedImage> twins = learned.getOrDefault(keys.get(image), List.of());
      if (twins.stream().noneMatch(twin -> twin.file().equals(image.file()))) {
        twins.stream()
            .findFirst()
            .ifPresent(twin -> leaks.add(image.name() + " and " + twin.name()));
      }
    }
    leaks.report(
        "%d "
            + split.adjective()
            + " images show photographs that are also trained on, as %s: scores will be too good",
        warnings);
  }

  /** The images of each split, in their order. */
  Map<Split, List<AnnotatedImage>> splits() {
    return splits;
  }

  /** The same text for images of the same photograph or group. */
  Map<AnnotatedImage, String> groups() {
    return keys;
  }

  /** What users should know of it. */
  List<String> warnings() {
    return warnings;
  }
}
