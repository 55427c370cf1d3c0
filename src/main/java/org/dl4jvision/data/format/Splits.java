package org.dl4jvision.data.format;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.dl4jvision.data.Split;

/** What names of folders and lists say about splits, and what does not fit in what they say. */
final class Splits {

  private static final Pattern YEAR = Pattern.compile("\\d+$");

  private Splits() {}

  /** The split of this name, which may have a year behind it, such as train2017. */
  static Optional<Split> named(String name) {
    return Split.named(YEAR.matcher(name).replaceFirst(""));
  }

  /** The split of the nearest folder of a path that is named after one. */
  static Optional<Split> ofFolders(String path) {
    return Arrays.stream(PathIndex.folderOf(path).split("/"))
        .map(Splits::named)
        .flatMap(Optional::stream)
        .reduce((above, below) -> below);
  }

  /** Whether any pair is in a split. */
  static boolean areIn(List<ImagePair> pairs) {
    return pairs.stream().anyMatch(pair -> pair.split().isPresent());
  }

  /** The pairs without those of no split, where folders are named after splits. */
  static List<ImagePair> insideOf(List<ImagePair> pairs, List<String> warnings) {
    Tally outside = new Tally();
    pairs.stream()
        .filter(pair -> pair.split().isEmpty())
        .forEach(pair -> outside.add(pair.image() == null ? pair.annotation() : pair.image()));
    outside.report("%d images are in no folder of a split and are left out, as %s", warnings);
    return pairs.stream().filter(pair -> pair.split().isPresent()).toList();
  }

  /**
   * The pairs in the order of their splits. Where the same images are for training and for
   * validation, they are divided no more: validation on what was learned says nothing.
   */
  static List<ImagePair> ordered(List<ImagePair> pairs, List<String> warnings) {
    List<ImagePair> training = of(Split.TRAIN, pairs);
    List<ImagePair> validation = of(Split.VALIDATION, pairs);
    List<ImagePair> result =
        new ArrayList<>(pairs.stream().filter(pair -> pair.split().isEmpty()).toList());
    if (!training.isEmpty() && files(training).equals(files(validation))) {
      warnings.add(
          "the same "
              + training.size()
              + " images are for training and for validation: a part of them is held out instead");
      training.forEach(pair -> result.add(pair.in(Optional.empty())));
    } else {
      result.addAll(training);
      result.addAll(validation);
      warnOfLeak(training, validation, "validation", warnings);
    }
    List<ImagePair> test = of(Split.TEST, pairs);
    warnOfLeak(training, test, "testing", warnings);
    result.addAll(test);
    return result;
  }

  private static void warnOfLeak(
      List<ImagePair> training, List<ImagePair> others, String what, List<String> warnings) {
    Set<Path> learned = files(training);
    Tally leaks = new Tally();
    others.stream()
        .filter(pair -> pair.image() != null && learned.contains(pair.image()))
        .forEach(pair -> leaks.add(pair.image()));
    leaks.report("%d images are for training and for " + what + ", the first is %s", warnings);
  }

  private static List<ImagePair> of(Split split, List<ImagePair> pairs) {
    return pairs.stream().filter(pair -> pair.split().equals(Optional.of(split))).toList();
  }

  private static Set<Path> files(List<ImagePair> pairs) {
    return pairs.stream()
        .map(pair -> pair.image() == null ? pair.annotation() : pair.image())
        .collect(toSet());
  }

  /**
   * A name for each pair: its path below the folder that all pairs of its split share, which is the
   * file's name where they share all.
   */
  static List<String> names(List<ImagePair> pairs) {
    Set<Optional<Split>> splits = pairs.stream().map(ImagePair::split).collect(toSet());
    String[] names = new String[pairs.size()];
    for (Optional<Split> split : splits) {
      Set<String> folders =
          pairs.stream()
              .filter(pair -> pair.split().equals(split))
              .map(pair -> PathIndex.folderOf(pair.path()))
              .collect(toCollection(TreeSet::new));
      String shared = shared(folders);
      for (int i = 0; i < names.length; i++) {
        if (pairs.get(i).split().equals(split)) {
          String path = pairs.get(i).path();
          names[i] = shared.isEmpty() ? path : path.substring(shared.length() + 1);
        }
      }
    }
    return List.of(names);
  }

  /** The folder that is above all of these, or is one of them. */
  static String shared(Set<String> folders) {
    List<String> shared = null;
    for (String folder : folders) {
      List<String> parts = folder.isEmpty() ? List.of() : List.of(folder.split("/"));
      int length = 0;
      while (shared != null
          && length < Math.min(shared.size(), parts.size())
          && shared.get(length).equals(parts.get(length))) {
        length++;
      }
      shared = shared == null ? parts : parts.subList(0, length);
    }
    return shared == null ? "" : String.join("/", shared);
  }
}
