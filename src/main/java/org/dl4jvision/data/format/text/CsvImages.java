package org.dl4jvision.data.format.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Tally;

/**
 * Gathers the images of tables with a row an object, in the order in which they are first named.
 * The split of an image is that of its table, by the table's name or a folder above it, else that
 * of a folder above the image. A table without a split may repeat images of tables that have one.
 */
final class CsvImages {

  private final DataFolder folder;
  private final Map<Path, Entry> entries = new LinkedHashMap<>();
  private final Map<Path, Map<String, Optional<Path>>> known = new HashMap<>();
  private final Map<Path, Tally> repeated = new LinkedHashMap<>();
  private final Map<Path, Set<String>> missing = new LinkedHashMap<>();

  /** Gathers images of a folder. */
  CsvImages(DataFolder folder) {
    this.folder = folder;
  }

  /**
   * An image that was named.
   *
   * @param objects to which more may be added
   */
  record Entry(AnnotatedImage image, List<Annotation> objects) {

    Path table() {
      return image.source();
    }
  }

  /** These tables, those without a split last: they may repeat the others. */
  List<Path> ordered(List<Path> tables) {
    return Stream.of(true, false)
        .flatMap(with -> tables.stream().filter(table -> split(table).isPresent() == with))
        .toList();
  }

  /** The file of a stated name, empty where there is none. */
  Optional<Path> find(Path table, String stated) {
    return known
        .computeIfAbsent(table, key -> new HashMap<>())
        .computeIfAbsent(stated, name -> folder.index().find(name, table));
  }

  /**
   * The image of a row.
   *
   * @param where the row, for messages, such as "line 7"
   * @return empty where the image is known by another table that has a split
   * @throws IllegalArgumentException if there is no such image, or several, or tables of two splits
   *     name it
   */
  Optional<Entry> get(Path table, String stated, String where) {
    Path file = find(table, stated).orElseGet(() -> folder.index().get(stated, table, where));
    Optional<Split> split = split(table);
    Entry entry = entries.computeIfAbsent(file, image -> entry(image, table, split));
    if (entry.table().equals(table)) {
      return Optional.of(entry);
    }
    if (split.isEmpty() && split(entry.table()).isPresent()) {
      repeated.computeIfAbsent(table, key -> new Tally()).add(where);
      return Optional.empty();
    }
    throw new IllegalArgumentException(
        table + ": " + where + " is of '" + stated + "', which is also in " + entry.table());
  }

  /** As {@link #get}; an image that is not there is left out and counted. */
  Optional<Entry> getIfThere(Path table, String stated, String where) {
    if (find(table, stated).isEmpty()) {
      missing.computeIfAbsent(table, key -> new LinkedHashSet<>()).add(stated);
      return Optional.empty();
    }
    return get(table, stated, where);
  }

  private Entry entry(Path file, Path table, Optional<Split> split) {
    List<Annotation> objects = new ArrayList<>();
    return new Entry(
        AnnotatedImage.of(file)
            .source(table)
            .objects(Collections.unmodifiableList(objects))
            .split(split.or(() -> Split.above(file, folder.root())))
            .build(),
        objects);
  }

  /** All images that were named. */
  List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  private Optional<Split> split(Path table) {
    String name = table.getFileName().toString().toLowerCase(Locale.ROOT);
    return Stream.of(name.split("[^a-z]+"))
        .map(Split::named)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> Split.above(table, folder.root()));
  }

  /**
   * The images.
   *
   * @param warnings what was left out or repaired; added is what these tables repeat, and images
   *     beside those that were named that were not
   * @throws IllegalArgumentException if none of those that may be missing is there
   */
  Annotations annotations(List<String> warnings) {
    List<String> lines = new ArrayList<>(warnings);
    repeated.forEach(
        (table, tally) ->
            tally.report(
                table
                    + ": %d rows are of images that a table of a split has, too, and are left out,"
                    + " the first is %s",
                lines));
    missing.forEach((table, names) -> reportMissing(table, names, lines));
    Set<Path> folders = new HashSet<>();
    entries.keySet().forEach(file -> folders.add(file.getParent()));
    Tally unnamed = new Tally();
    folder.images().stream()
        .filter(image -> folders.contains(image.getParent()) && !entries.containsKey(image))
        .forEach(unnamed::add);
    unnamed.report("%d images are in no row and are left out, the first is %s", lines);
    return Annotations.of(entries.values().stream().map(Entry::image).toList()).withWarnings(lines);
  }

  private void reportMissing(Path table, Set<String> names, List<String> lines) {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          table
              + ": none of its "
              + names.size()
              + " images is in "
              + folder.root()
              + ", not even '"
              + names.iterator().next()
              + "'");
    }
    Tally tally = new Tally();
    names.forEach(tally::add);
    tally.report(
        "%d images of "
            + table
            + " are not in "
            + folder.root()
            + " and are left out, the first is %s",
        lines);
  }
}
