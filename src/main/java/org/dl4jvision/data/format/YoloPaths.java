package org.dl4jvision.data.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.io.FileNames;

/**
 * Finds what a {@link YoloConfig} names by paths, always inside of the data folder. Paths are
 * relative to "path", to the file or to the folder. Of the absolute paths of another computer, of
 * paths that begin with the folder's own name and of all paths of darknet, which are from
 * elsewhere, the end counts.
 */
final class YoloPaths {

  /**
   * A file or folder.
   *
   * @param path from the data folder
   * @param shortened whether folders at the beginning were left out that are not the data's own
   */
  record Found(String path, boolean shortened) {}

  private final PathIndex files;
  private final boolean darknet;
  private final Set<String> bases = new LinkedHashSet<>();

  YoloPaths(PathIndex files, YoloConfig config) {
    this.files = files;
    darknet = config.isDarknet();
    String home = files.pathOf(config.file().getParent());
    bases.add(home);
    bases.add("");
    Optional<Found> root = config.root().flatMap(this::find);
    if (root.isPresent()) {
      bases.clear();
      bases.addAll(List.of(root.get().path(), home, ""));
    }
  }

  /** What a path names, empty where it is not in the data folder. */
  Optional<Found> find(String path) {
    List<String> parts = parts(path);
    for (int i = 0; i <= parts.size(); i++) {
      if (i > 0 && (i == parts.size() || !mayLack(parts.subList(0, i), path))) {
        return Optional.empty();
      }
      String end = String.join("/", parts.subList(i, parts.size()));
      for (String base : bases) {
        String found = end.isEmpty() ? base : PathIndex.inFolder(base, end);
        if (files.hasFolder(found) || files.file(found).isPresent()) {
          return Optional.of(new Found(found, i > 0 && !isOwn(parts.get(i - 1))));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether folders may be left out: never the name of a split, it would be another one. */
  private boolean mayLack(List<String> folders, String path) {
    if (folders.stream().anyMatch(folder -> Splits.named(folder).isPresent())) {
      return false;
    }
    return darknet
        || path.startsWith("/")
        || path.matches("[A-Za-z]:.*")
        || isOwn(folders.get(folders.size() - 1));
  }

  private boolean isOwn(String folder) {
    return root().endsWith("/" + folder + "/");
  }

  private String root() {
    String path = files.root().toAbsolutePath().normalize().toString();
    return FileNames.comparable(path.replace('\\', '/')) + "/";
  }

  /** The folders and the file of a path, without those that lead out of the data folder. */
  private List<String> parts(String path) {
    String text = FileNames.comparable(path.replace('\\', '/'));
    String root = root();
    List<String> parts = new ArrayList<>();
    for (String part : (text.startsWith(root) ? text.substring(root.length()) : text).split("/")) {
      if (part.equals("..")) {
        if (!parts.isEmpty()) {
          parts.remove(parts.size() - 1);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts;
  }
}
