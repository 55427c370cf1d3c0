package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.coco.CocoFile.ImageEntry;
import org.dl4jvision.io.coco.CocoKind;

/** Where the JSON files and the images of a data set in COCO's form are. */
final class CocoFolder {

  /** Where there are more JSON files, they are one an image, as other formats have them. */
  private static final int FEW = 20;

  /** Of several files those are read that are called so: others are of captions or key points. */
  private static final List<String> PREFERRED = List.of("instances", "coco", "");

  private final DataFolder folder;

  CocoFolder(DataFolder folder) {
    this.folder = folder;
  }

  /** What becomes of entries that cannot be read. */
  Faults faults() {
    return folder.faults();
  }

  /**
   * The JSON files of a kind.
   *
   * @param own whether it is one, by its name in lower case and its kind
   */
  Map<Path, CocoKind> files(BiPredicate<String, CocoKind> own) {
    Map<Path, CocoKind> all = new LinkedHashMap<>();
    for (Path file : folder.files("json")) {
      if (isOneOfFew(file)) {
        CocoKind kind = CocoKind.of(file);
        if (own.test(name(file), kind)) {
          all.put(file, kind);
        }
      }
    }
    PREFERRED.stream()
        .filter(word -> all.keySet().stream().anyMatch(file -> name(file).contains(word)))
        .findFirst()
        .ifPresent(word -> all.keySet().removeIf(file -> !name(file).contains(word)));
    return all;
  }

  private boolean isOneOfFew(Path file) {
    return isNamed(name(file))
        || folder.filesIn(file.getParent()).stream()
                .filter(other -> name(other).endsWith(".json"))
                .limit(FEW + 1L)
                .count()
            <= FEW;
  }

  /** Whether a name in lower case says that a file is COCO's. */
  static boolean isNamed(String name) {
    return name.contains("instances") || name.contains("coco");
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  /** The split that the file's name says, else a folder's above it. */
  Optional<Split> split(Path file) {
    for (Path path = file; path != null && !path.equals(folder.root()); path = path.getParent()) {
      Optional<Split> split = split(name(path));
      if (split.isPresent()) {
        return split;
      }
    }
    return Optional.empty();
  }

  /** Of the words of a name the first that a split is called, such as "train" in "train2017". */
  private static Optional<Split> split(String name) {
    List<String> words = Stream.of(name.split("[^\\p{L}]+")).toList();
    return words.stream()
        .map(Split::named)
        .flatMap(Optional::stream)
        .findFirst()
        .or(
            () ->
                Stream.of(Split.values())
                    .filter(
                        split ->
                            words.stream().anyMatch(word -> word.startsWith(split.names().get(0))))
                    .findFirst());
  }

  /** Folders in which the images of a file may be, the most likely first. */
  List<Path> imageFolders(Path json, Optional<Split> split) {
    Path home = json.getParent();
    Path root = folder.root();
    List<Path> parents = List.of(home, root, home.resolve("images"), root.resolve("images"));
    Set<Path> folders = new LinkedHashSet<>();
    for (Path parent : split.isPresent() ? parents : List.<Path>of()) {
      folder.foldersIn(parent).stream()
          .filter(one -> split(name(one)).equals(split))
          .forEach(folders::add);
    }
    folders.add(home);
    folders.add(home.resolve("images"));
    folders.add(root);
    folders.add(root.resolve("images"));
    folders.add(root.resolve("JPEGImages"));
    return List.copyOf(folders);
  }

  /**
   * The file of an image.
   *
   * @param json that names it
   * @throws IllegalArgumentException if it is not in the data's folder
   */
  Path locate(List<Path> folders, ImageEntry entry, Path json) {
    if (entry.fileName() == null) {
      throw new IllegalArgumentException(json + ": image " + entry.id() + " has no file_name");
    }
    return folders.stream()
        .map(one -> folder.file(one, entry.fileName()))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> folder.index().get(entry.fileName(), json, "image " + entry.id()));
  }
}
