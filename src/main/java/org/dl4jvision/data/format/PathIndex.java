package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.io.FileNames;

/**
 * The files of a folder of data by their paths from it, divided by slashes, and the images by these
 * without extension: so the files of one image are found by what their paths share.
 */
final class PathIndex {

  private final Path root;
  private final SortedMap<String, Path> files = new TreeMap<>();
  private final SortedMap<String, Path> images = new TreeMap<>();
  private final Map<String, Path> seconds = new HashMap<>();
  private final Map<Path, String> keys = new HashMap<>();

  PathIndex(DataFolder folder) {
    root = folder.root();
    folder.files().forEach(file -> files.put(pathOf(file), file));
    for (Path image : folder.images()) {
      String key = ImageFiles.stem(pathOf(image));
      keys.put(image, key);
      Path other = images.putIfAbsent(key, image);
      if (other != null) {
        seconds.put(key, image);
      }
    }
  }

  /** The folder. */
  Path root() {
    return root;
  }

  /**
   * The path of a file or folder as it is compared, "" for the root; on disk it may be decomposed.
   */
  String pathOf(Path file) {
    return FileNames.comparable(root.relativize(file).toString().replace('\\', '/'));
  }

  /** All files by their paths. */
  SortedMap<String, Path> all() {
    return Collections.unmodifiableSortedMap(files);
  }

  /** All images by their paths without extension. */
  SortedMap<String, Path> images() {
    return Collections.unmodifiableSortedMap(images);
  }

  /**
   * An image by its path without extension, null where there is none.
   *
   * @throws IllegalArgumentException if there are two
   */
  Path image(String key) {
    Path second = seconds.get(key);
    if (second != null) {
      throw new IllegalArgumentException(
          "two files of one name: " + images.get(key) + " and " + second.getFileName());
    }
    return images.get(key);
  }

  /** The path of an image without extension. */
  String keyOf(Path image) {
    return keys.get(image);
  }

  /** A file by its path. */
  Optional<Path> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** The files in a folder, not below it; "" is the root. */
  List<Path> in(String folder) {
    return below(files, folder).entrySet().stream()
        .filter(entry -> folderOf(entry.getKey()).equals(folder))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Whether there are files below a folder; "" is the root. */
  boolean hasFolder(String path) {
    return !below(files, path).isEmpty();
  }

  /** The part of a map that lies below a folder; "" is the root. */
  static <T> SortedMap<String, T> below(SortedMap<String, T> map, String folder) {
    // '0' follows '/' among the characters.
    return folder.isEmpty() ? map : map.subMap(folder + "/", folder + "0");
  }

  /** The files with an extension by their paths without it. */
  SortedMap<String, Path> withExtension(String extension) {
    SortedMap<String, Path> result = new TreeMap<>();
    files.forEach(
        (path, file) -> {
          if (path.toLowerCase(Locale.ROOT).endsWith(extension)) {
            result.put(
                path.substring(0, path.length() - extension.length()), FileNames.readable(file));
          }
        });
    return result;
  }

  /** Whether a path leads below a folder; "" is the root. */
  static boolean isIn(String folder, String path) {
    return folder.isEmpty() || path.startsWith(folder + "/");
  }

  /** The folder of a path, "" for the root. */
  static String folderOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The path of a file in a folder, "" for the root. */
  static String inFolder(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** The last part of a path. */
  static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
