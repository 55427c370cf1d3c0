package org.dl4jvision.data.format.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.format.DataFolder;

/**
 * Files that tools and public data sets put beside masks, which say what the numbers or colors in
 * them mean. They are looked for in the folders of the masks and in those above.
 */
final class LegendFiles {

  /** The names of the files, for people. */
  static final String NAMES =
      "labelmap.txt, class_names.txt, class_dict.csv, _classes.csv, label_colors.txt or"
          + " objectInfo150.txt";

  /** What the user's own file is called, which data sets read themselves. */
  private static final String OWN = "classes.txt";

  /** Beside it classes.txt has the classes of boxes, as in data of Pascal VOC. */
  private static final String LABEL_MAP = "labelmap.txt";

  private static final Map<String, Reader> READERS = readers();

  private interface Reader {
    MaskLegend read(Path file, List<String> warnings);
  }

  private LegendFiles() {}

  private static Map<String, Reader> readers() {
    Map<String, Reader> readers = new LinkedHashMap<>();
    readers.put(LABEL_MAP, (file, warnings) -> VocLegend.ofLabelMap(file));
    readers.put("class_names.txt", (file, warnings) -> VocLegend.ofNames(file));
    readers.put("class_dict.csv", LegendTables::ofColors);
    readers.put("_classes.csv", (file, warnings) -> LegendTables.ofValues(file));
    readers.put("label_colors.txt", LegendTables::ofColorLines);
    readers.put("objectinfo150.txt", (file, warnings) -> LegendTables.ofObjectInfo(file));
    return readers;
  }

  /**
   * The legend of masks.
   *
   * @param maskFolders where the masks are
   * @param warnings to which is added which of several files is not read
   * @return empty where there is no such file, or one of the user's own
   * @throws IllegalArgumentException naming file and line at fault, or two files that differ
   */
  static Optional<MaskLegend> find(
      DataFolder folder, Collection<Path> maskFolders, List<String> warnings) {
    boolean own = folder.has(folder.root().resolve(OWN));
    Set<Path> files = new LinkedHashSet<>();
    for (Path maskFolder : maskFolders) {
      READERS.keySet().forEach(name -> nearest(folder, maskFolder, name).ifPresent(files::add));
    }
    Optional<String> first =
        READERS.keySet().stream()
            .filter(name -> has(files, name) && (!own || name.equals(LABEL_MAP)))
            .findFirst();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    MaskLegend legend = null;
    for (Path file : files) {
      if (!name(file).equals(first.get())) {
        warnings.add("the masks mean what " + first.get() + " says, " + file + " is left alone");
        continue;
      }
      List<String> said = legend == null ? warnings : new ArrayList<>();
      MaskLegend read = READERS.get(first.get()).read(file, said);
      if (read.classNames().isEmpty()) {
        throw new IllegalArgumentException(file + ": names no class");
      }
      if (legend == null) {
        legend = read;
      } else if (!legend.indices().equals(read.indices())
          || !legend.classNames().equals(read.classNames())) {
        throw new IllegalArgumentException(
            file + " says other classes than " + legend.source() + ": all masks need the same");
      }
    }
    return Optional.ofNullable(legend);
  }

  private static boolean has(Set<Path> files, String name) {
    return files.stream().anyMatch(file -> name(file).equals(name));
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  /** The file of a name in a folder or in the nearest one above it that has it. */
  private static Optional<Path> nearest(DataFolder folder, Path start, String name) {
    for (Path home = start;
        home != null && home.startsWith(folder.root());
        home = home.getParent()) {
      Optional<Path> file =
          folder.filesIn(home).stream()
              .filter(one -> name(one).equals(name) && LegendTables.mayBeLegend(folder, one))
              .findFirst();
      if (file.isPresent()) {
        return file;
      }
    }
    return Optional.empty();
  }
}
