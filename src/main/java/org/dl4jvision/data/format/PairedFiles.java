package org.dl4jvision.data.format;

import java.io.IOException;
import java.nio.file.Files;
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
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.TextFiles;

/**
 * Pairs images with annotation files of the same name, for formats that have one file an image.
 *
 * @param imageFolders what folders of images are called
 * @param annotationFolders what folders of annotations are called
 * @param extension of annotations, with its dot
 * @param others names of files with that extension that are no annotations
 * @param listFolder where the lists of the splits are, below the data folder
 */
record PairedFiles(
    List<String> imageFolders,
    List<String> annotationFolders,
    String extension,
    Set<String> others,
    String listFolder) {

  /**
   * One image and its annotation.
   *
   * @param image null where there is none of this name
   * @param annotation null where there is none of this name
   * @param folder where the image should be
   */
  record Pair(String name, Path image, Path annotation, Path folder) {}

  private record Place(Path images, Path annotations) {}

  boolean matches(Path root) {
    return !parts(root).isEmpty() || whole(root).isPresent();
  }

  /** The pairs of each split; all are for training where the folder has no splits. */
  Map<Split, List<Pair>> find(Path root) {
    Map<Split, List<Pair>> splits = new EnumMap<>(Split.class);
    Map<Split, Place> parts = parts(root);
    if (!parts.isEmpty()) {
      parts.forEach((split, place) -> splits.put(split, all(place)));
      return splits;
    }
    Place whole =
        whole(root)
            .orElseThrow(
                () ->
                    new IllegalArgumentException("no annotations (*" + extension + ") in " + root));
    readLists(root.resolve(listFolder), whole, splits);
    if (splits.isEmpty()) {
      splits.put(Split.TRAIN, all(whole));
    }
    return splits;
  }

  private Map<Split, Place> parts(Path root) {
    Map<Split, Place> parts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      split.names().stream()
          .flatMap(name -> places(root, name))
          .filter(this::hasAnnotations)
          .findFirst()
          .ifPresent(place -> parts.put(split, place));
    }
    return parts;
  }

  private Stream<Place> places(Path root, String split) {
    Path part = root.resolve(split);
    Stream<Place> inside =
        pairs((images, annotations) -> new Place(part.resolve(images), part.resolve(annotations)));
    Stream<Place> outside =
        pairs(
            (images, annotations) ->
                new Place(
                    root.resolve(images).resolve(split), root.resolve(annotations).resolve(split)));
    return Stream.of(inside, outside, Stream.of(new Place(part, part))).flatMap(s -> s);
  }

  private Optional<Place> whole(Path root) {
    Stream<Place> folders =
        pairs((images, annotations) -> new Place(root.resolve(images), root.resolve(annotations)));
    return Stream.concat(folders, Stream.of(new Place(root, root)))
        .filter(this::hasAnnotations)
        .findFirst();
  }

  private interface Pairing {
    Place of(String images, String annotations);
  }

  private Stream<Place> pairs(Pairing pairing) {
    return imageFolders.stream()
        .flatMap(images -> annotationFolders.stream().map(a -> pairing.of(images, a)));
  }

  private boolean hasAnnotations(Place place) {
    return Files.isDirectory(place.images())
        && Files.isDirectory(place.annotations())
        && !annotations(place.annotations()).isEmpty();
  }

  /** The annotation files of a folder by their names without extension. */
  private Map<String, Path> annotations(Path folder) {
    Map<String, Path> result = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .sorted()
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                String name = file.getFileName().toString();
                String lower = name.toLowerCase(Locale.ROOT);
                if (lower.endsWith(extension) && !name.startsWith(".") && !others.contains(lower)) {
                  result.put(name.substring(0, name.length() - extension.length()), file);
                }
              });
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot list the folder " + folder, e);
    }
    return result;
  }

  private List<Pair> all(Place place) {
    Map<String, Path> images = ImageFiles.byStem(place.images());
    Map<String, Path> annotations = annotations(place.annotations());
    Set<String> names = new TreeSet<>(images.keySet());
    names.addAll(annotations.keySet());
    return names.stream()
        .map(n -> new Pair(n, images.get(n), annotations.get(n), place.images()))
        .toList();
  }

  private void readLists(Path folder, Place place, Map<Split, List<Pair>> splits) {
    for (Split split : Split.values()) {
      split.names().stream()
          .map(name -> folder.resolve(name + ".txt"))
          .filter(Files::isRegularFile)
          .findFirst()
          .ifPresent(list -> splits.put(split, listed(list, place)));
    }
    Path both = folder.resolve("trainval.txt");
    if (!splits.containsKey(Split.TRAIN) && Files.isRegularFile(both)) {
      Set<String> others = new HashSet<>();
      splits.values().forEach(pairs -> pairs.forEach(pair -> others.add(pair.name())));
      splits.put(
          Split.TRAIN,
          listed(both, place).stream().filter(pair -> !others.contains(pair.name())).toList());
    }
  }

  private List<Pair> listed(Path list, Place place) {
    Map<String, Path> images = ImageFiles.byStem(place.images());
    Map<String, Path> annotations = annotations(place.annotations());
    List<Pair> pairs = new ArrayList<>();
    for (String line : TextFiles.lines(list)) {
      String name = ImageFiles.nameIn(line);
      if (!images.containsKey(name) && !annotations.containsKey(name)) {
        throw new IllegalArgumentException(
            list
                + " names \""
                + name
                + "\", but "
                + place.images()
                + " has no such image ("
                + ImageFiles.FORMATS
                + ")");
      }
      pairs.add(new Pair(name, images.get(name), annotations.get(name), place.images()));
    }
    return pairs;
  }
}
