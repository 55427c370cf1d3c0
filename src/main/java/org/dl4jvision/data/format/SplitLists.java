package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.TextFiles;

/**
 * Lists of the images of splits, a line an image: {@code train.txt}, {@code val.txt}, {@code
 * test.txt}. {@code trainval.txt} lists those of no other list, {@code default.txt} those of no
 * split, as CVAT does.
 */
final class SplitLists {

  private static final String EXTENSION = ".txt";

  private final PathIndex files;
  private final ImagePairs pairs;
  private final List<String> warnings;

  /**
   * Reads lists of these images.
   *
   * @param warnings to which it adds
   */
  SplitLists(ImagePairs pairs, List<String> warnings) {
    files = pairs.files();
    this.pairs = pairs;
    this.warnings = warnings;
  }

  /** The lists in a folder. */
  Map<Split, Path> find(String folder) {
    Map<Split, Path> lists = new EnumMap<>(Split.class);
    files
        .in(folder)
        .forEach(
            file ->
                stem(file)
                    .flatMap(Splits::named)
                    .filter(split -> !pairs.isAnnotation(file))
                    .ifPresent(split -> lists.putIfAbsent(split, file)));
    return lists;
  }

  /** The name of a list without its extension. */
  private static Optional<String> stem(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(EXTENSION)
        ? Optional.of(name.substring(0, name.length() - EXTENSION.length()))
        : Optional.empty();
  }

  /** The images that the lists in a folder name, of those below another; empty without lists. */
  Optional<List<ImagePair>> in(String folder, String below) {
    Map<Split, Path> lists = find(folder);
    Optional<Path> rest = Optional.empty();
    if (!lists.containsKey(Split.TRAIN)) {
      rest = named("trainval", folder);
    }
    if (lists.isEmpty() && rest.isEmpty()) {
      rest = named("default", folder);
    }
    if (lists.isEmpty() && rest.isEmpty()) {
      return Optional.empty();
    }
    List<ImagePair> result = new ArrayList<>();
    lists.forEach((split, list) -> result.addAll(read(list, Optional.of(split), below)));
    Set<String> listed = new HashSet<>();
    result.forEach(pair -> listed.add(pair.path()));
    Optional<Split> split =
        lists.containsKey(Split.VALIDATION) ? Optional.of(Split.TRAIN) : Optional.empty();
    rest.ifPresent(
        list ->
            read(list, split, below).stream()
                .filter(pair -> !listed.contains(pair.path()))
                .forEach(result::add));
    return Optional.of(result);
  }

  private Optional<Path> named(String name, String folder) {
    return files.in(folder).stream()
        .filter(file -> stem(file).equals(Optional.of(name)) && !pairs.isAnnotation(file))
        .findFirst();
  }

  /**
   * The images that a list names, of those below a folder.
   *
   * @throws IllegalArgumentException naming the first line that is no image
   */
  List<ImagePair> read(Path list, Optional<Split> split, String below) {
    Map<String, ImagePair> result = new LinkedHashMap<>();
    Tally again = new Tally();
    Tally comments = new Tally();
    for (String line : TextFiles.lines(list)) {
      Optional<ImagePair> pair = pairs.named(line, list, below);
      if (pair.isEmpty() && line.startsWith("#")) {
        comments.add(line);
      } else if (pair.isEmpty()) {
        throw new IllegalArgumentException(
            list
                + " names \""
                + line
                + "\", but "
                + files.root()
                + " has no such image ("
                + ImageFiles.FORMATS
                + ")");
      } else if (result.putIfAbsent(pair.get().path(), pair.get().in(split)) != null) {
        again.add(line);
      }
    }
    comments.report(
        list + ": %d lines begin with # and name no image, they are comments, as '%s'", warnings);
    again.report(list + ": %d lines name an image again, which counts once, as '%s'", warnings);
    return List.copyOf(result.values());
  }
}
