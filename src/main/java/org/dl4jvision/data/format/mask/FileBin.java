package org.dl4jvision.data.format.mask;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.dl4jvision.data.ImageFiles;

/**
 * Image files of one folder with names of their own: all of them, or those of one extension where
 * files of several share their names.
 *
 * @param folder where they are
 * @param files by name without extension
 */
record FileBin(Path folder, NavigableMap<String, Path> files) {

  /** The bins of these files, in order of folders. */
  static List<FileBin> of(List<Path> files) {
    Map<Path, List<Path>> byFolder =
        files.stream().collect(groupingBy(Path::getParent, TreeMap::new, toList()));
    List<FileBin> bins = new ArrayList<>();
    byFolder.forEach((folder, inside) -> bins.addAll(of(folder, inside)));
    return bins;
  }

  private static List<FileBin> of(Path folder, List<Path> files) {
    NavigableMap<String, Path> all = byStem(files);
    if (all.size() == files.size()) {
      return List.of(new FileBin(folder, all));
    }
    Map<String, List<Path>> byExtension =
        files.stream().collect(groupingBy(FileBin::extension, TreeMap::new, toList()));
    return byExtension.values().stream().map(some -> new FileBin(folder, byStem(some))).toList();
  }

  private static NavigableMap<String, Path> byStem(List<Path> files) {
    NavigableMap<String, Path> byStem = new TreeMap<>();
    files.forEach(file -> byStem.putIfAbsent(ImageFiles.stem(file), file));
    return byStem;
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
