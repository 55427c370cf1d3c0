package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.io.TextFiles;

/** The names of the classes that {@link YoloFormat} numbers, and the files that say them. */
record YoloNames(Path file, List<String> names) {

  private static final Set<String> USUAL = Set.of("classes.txt", "obj.names", "_darknet.labels");

  /**
   * The names that data.yaml says, else darknet's file or one of the usual files.
   *
   * @param warnings to which it adds
   * @throws IllegalArgumentException if files differ and none of them is the data set's own
   */
  static Optional<List<String>> of(
      ImagePairs pairs, Optional<YoloConfig> config, List<String> warnings) {
    PathIndex files = pairs.files();
    List<YoloNames> stated = new ArrayList<>();
    config.ifPresent(
        one -> one.names().ifPresent(names -> stated.add(new YoloNames(one.file(), names))));
    config
        .flatMap(YoloConfig::namesFile)
        .flatMap(name -> new YoloPaths(files, config.orElseThrow()).find(name))
        .flatMap(found -> files.file(found.path()))
        .ifPresent(file -> stated.add(read(file)));
    boolean own = !stated.isEmpty();
    usual(files, pairs).stream()
        .filter(file -> stated.stream().noneMatch(names -> names.file().equals(file)))
        .map(YoloNames::read)
        .forEach(stated::add);
    if (stated.isEmpty()) {
      return Optional.empty();
    }
    YoloNames first = own ? stated.get(0) : longest(stated);
    for (YoloNames other : stated) {
      if (!other.startsAs(first)) {
        String differs = other + " differs from " + first;
        if (!own) {
          throw new IllegalArgumentException(
              differs + ": remove one of them, or name the classes yourself");
        }
        warnings.add(differs + ", which counts");
      }
    }
    for (int i = 0; i < first.names().size(); i++) {
      if (first.names().get(i).startsWith("#")) {
        warnings.add(
            first.file() + ": '" + first.names().get(i) + "' is class " + i + ", not a comment");
      }
    }
    if (Set.copyOf(first.names()).size() < first.names().size()) {
      throw new IllegalArgumentException(first + ": two classes have one name");
    }
    checkCount(first, config);
    return Optional.of(first.names());
  }

  private static void checkCount(YoloNames names, Optional<YoloConfig> config) {
    int stated = config.flatMap(YoloConfig::classes).orElse(names.names().size());
    if (stated != names.names().size()) {
      throw new IllegalArgumentException(
          config.orElseThrow().file() + ": says there are " + stated + " classes, but " + names);
    }
  }

  private static YoloNames longest(List<YoloNames> stated) {
    return stated.stream()
        .reduce((one, other) -> other.names().size() > one.names().size() ? other : one)
        .orElseThrow();
  }

  /** Whether the names are those of another file, or the first of them. */
  private boolean startsAs(YoloNames other) {
    return names.size() <= other.names.size() && names.equals(other.names.subList(0, names.size()));
  }

  /** The files of usual names in the folder, in data/, and in or above those of annotations. */
  private static List<Path> usual(PathIndex files, ImagePairs pairs) {
    Set<Path> folders = new HashSet<>(Set.of(files.root(), files.root().resolve("data")));
    for (Path folder : pairs.folders()) {
      for (Path above = folder;
          above != null && !above.equals(files.root());
          above = above.getParent()) {
        folders.add(above);
      }
    }
    return files.all().entrySet().stream()
        .filter(entry -> folders.contains(entry.getValue().getParent()))
        .filter(entry -> isUsual(PathIndex.nameOf(entry.getKey()).toLowerCase(Locale.ROOT)))
        .map(Map.Entry::getValue)
        .filter(file -> !pairs.isAnnotation(file))
        .sorted(Comparator.comparing(Path::getNameCount).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static boolean isUsual(String name) {
    return USUAL.contains(name) || name.endsWith(".names");
  }

  /** A name a line; a blank line would leave a class without one. */
  private static YoloNames read(Path file) {
    List<String> names = TextFiles.text(file).stripTrailing().lines().map(String::strip).toList();
    if (names.isEmpty() || names.contains("")) {
      throw new IllegalArgumentException(
          file + ": line " + (names.indexOf("") + 1) + " has no name of a class");
    }
    return new YoloNames(file, names);
  }

  /** The file and its names, for messages. */
  @Override
  public String toString() {
    String list = String.join(", ", names.subList(0, Math.min(5, names.size())));
    return file + " (" + list + (names.size() > 5 ? ", ..." : "") + ")";
  }
}
