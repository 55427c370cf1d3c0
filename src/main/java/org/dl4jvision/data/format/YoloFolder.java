package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.Split;

/**
 * Which images and annotation files of a folder a data set in {@link YoloFormat} has: those that
 * data.yaml or darknet's obj.data names, else those of folders named after splits, else those of
 * lists, else all.
 */
final class YoloFolder {

  private final PathIndex files;
  private final ImagePairs pairs;
  private final List<String> warnings;
  private final SplitLists lists;

  /**
   * Looks in a folder.
   *
   * @param warnings to which it adds
   */
  YoloFolder(ImagePairs pairs, List<String> warnings) {
    this.pairs = pairs;
    this.warnings = warnings;
    files = pairs.files();
    lists = new SplitLists(pairs, warnings);
  }

  /** Where the files are that describe the data: in the folder, or in the one with everything. */
  Set<String> homes() {
    return new LinkedHashSet<>(List.of("", pairs.home()));
  }

  /** What data.yaml or obj.data says. */
  Optional<YoloConfig> config() {
    return homes().stream()
        .map(home -> YoloConfig.find(files, home, warnings))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The images and annotations in the order of their splits. */
  List<ImagePair> choose(Optional<YoloConfig> config) {
    List<ImagePair> named = config.map(this::named).orElse(List.of());
    return Splits.ordered(named.isEmpty() ? found() : named, warnings);
  }

  /** By the names of folders and lists. */
  private List<ImagePair> found() {
    List<String> reports = new ArrayList<>();
    List<ImagePair> all = pairs.all(reports);
    if (Splits.areIn(all)) {
      warnings.addAll(reports);
      return Splits.insideOf(all, warnings);
    }
    for (String home : homes()) {
      Optional<List<ImagePair>> listed = lists.in(home, home);
      if (listed.isPresent()) {
        return listed.get();
      }
    }
    warnings.addAll(reports);
    return all;
  }

  /** By what is stated. */
  private List<ImagePair> named(YoloConfig config) {
    YoloPaths paths = new YoloPaths(files, config);
    Map<Split, List<ImagePair>> splits = new EnumMap<>(Split.class);
    Map<Split, Path> unstated =
        config.isDarknet()
            ? lists.find(PathIndex.folderOf(files.pathOf(config.file())))
            : new EnumMap<>(Split.class);
    config
        .images()
        .forEach(
            (split, entries) -> {
              List<ImagePair> images = new ArrayList<>();
              for (String entry : entries) {
                Optional<YoloPaths.Found> found = paths.find(entry);
                String says = config.file() + ": " + split.names().get(0) + " is '" + entry + "'";
                if (found.isEmpty()) {
                  warnings.add(says + ", which is not in " + files.root() + " and is left out");
                  continue;
                }
                String path = found.get().path();
                Path there = files.file(path).orElseGet(() -> files.root().resolve(path));
                if (found.get().shortened() && !config.isDarknet()) {
                  warnings.add(says + ", for which " + there + " is read");
                }
                unstated.values().remove(there);
                images.addAll(images(path, split));
              }
              unstated.remove(split);
              splits.put(split, images);
            });
    unstated.forEach((split, list) -> splits.put(split, lists.read(list, Optional.of(split), "")));
    List<ImagePair> result = new ArrayList<>();
    splits.forEach((split, images) -> result.addAll(annotated(split, images)));
    return result;
  }

  /** The images of a folder or list. */
  private List<ImagePair> images(String path, Split split) {
    Optional<Path> list = files.file(path);
    return list.isPresent()
        ? lists.read(list.get(), Optional.of(split), "")
        : pairs.below(path, Optional.of(split));
  }

  /** None of a split in which no image has an annotation file: it was not annotated. */
  private List<ImagePair> annotated(Split split, List<ImagePair> images) {
    if (images.isEmpty() || images.stream().anyMatch(pair -> pair.annotation() != null)) {
      return images;
    }
    warnings.add(
        "none of the "
            + images.size()
            + " "
            + split.adjective()
            + " images has a text file, they are left out, as "
            + images.get(0).image());
    return List.of();
  }
}
