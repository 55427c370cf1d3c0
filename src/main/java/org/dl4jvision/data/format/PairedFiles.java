package org.dl4jvision.data.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.TextFiles;

/**
 * Pairs images with annotation files of the same name, for formats that have one file an image.
 * They lie in
 *
 * <ul>
 *   <li>folders of the splits: {@code train/images/} and {@code train/labels/}, {@code
 *       images/train/} and {@code labels/train/}, or all in {@code train/};
 *   <li>{@code images/} and {@code labels/}, or all in one folder, where lists {@code train.txt},
 *       {@code val.txt} and {@code test.txt} may divide them. {@code trainval.txt} lists those of
 *       no other list.
 * </ul>
 *
 * @param imageFolders what folders of images are called
 * @param annotationFolders what folders of annotations are called
 * @param listFolder where the lists of the splits are, below the data folder
 * @param together whether images and annotations may lie in one folder
 * @param annotations finds the annotations
 * @param order of the pairs of a folder
 */
record PairedFiles(
    List<String> imageFolders,
    List<String> annotationFolders,
    String listFolder,
    boolean together,
    Lister annotations,
    Comparator<Pair> order) {

  /** Lists annotation files. */
  interface Lister {
    /**
     * The annotation files of a folder by the names of their images.
     *
     * @param images names of the images there are
     */
    Map<String, Path> list(Path folder, Set<String> images);
  }

  /** Folders of images and their annotations; the split is empty where they are of all splits. */
  record Place(Path images, Path annotations, Optional<Split> split) {}

  /**
   * One image and its annotation.
   *
   * @param image null where there is none of this name
   * @param annotation null where there is none of this name
   * @param place where both should be
   * @param split empty where the images are not divided
   */
  record Pair(String name, Path image, Path annotation, Place place, Optional<Split> split) {

    /** The error that an annotation's image is missing. */
    IllegalArgumentException noImage(String imageName) {
      return new IllegalArgumentException(
          annotation
              + ": there is no image '"
              + imageName
              + "' ("
              + ImageFiles.FORMATS
              + ") in "
              + place.images());
    }
  }

  /**
   * Annotations with an extension of their own, in order of their names.
   *
   * @param extension with its dot
   * @param others names of files with that extension that are no annotations
   */
  static PairedFiles ofExtension(
      List<String> imageFolders,
      List<String> annotationFolders,
      String listFolder,
      String extension,
      Set<String> others) {
    return new PairedFiles(
        imageFolders,
        annotationFolders,
        listFolder,
        true,
        (folder, images) -> withExtension(folder, extension, others),
        Comparator.comparing(Pair::name));
  }

  private static Map<String, Path> withExtension(
      Path folder, String extension, Set<String> others) {
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

  /** Folders of the splits, else those of all; none where there are no annotations. */
  List<Place> find(Path root) {
    List<Place> parts = parts(root);
    return parts.isEmpty() ? whole(root) : parts;
  }

  /** The folders of each split that has annotations. */
  List<Place> parts(Path root) {
    return Stream.of(Split.values())
        .flatMap(
            split ->
                split.names().stream()
                    .flatMap(name -> places(root, name, Optional.of(split)))
                    .filter(this::hasAnnotations)
                    .limit(1))
        .toList();
  }

  /** The folders that are not divided, if they have annotations. */
  List<Place> whole(Path root) {
    return Stream.concat(pairs(root, "", "", Optional.empty()), same(root, Optional.empty()))
        .filter(this::hasAnnotations)
        .limit(1)
        .toList();
  }

  private Stream<Place> places(Path root, String name, Optional<Split> split) {
    return Stream.of(
            pairs(root, name, "", split),
            pairs(root, "", name, split),
            same(root.resolve(name), split))
        .flatMap(places -> places);
  }

  private Stream<Place> pairs(Path root, String above, String below, Optional<Split> split) {
    Path parent = root.resolve(above);
    return imageFolders.stream()
        .flatMap(
            images ->
                annotationFolders.stream()
                    .map(
                        labels ->
                            new Place(
                                parent.resolve(images).resolve(below),
                                parent.resolve(labels).resolve(below),
                                split)));
  }

  private Stream<Place> same(Path folder, Optional<Split> split) {
    return together ? Stream.of(new Place(folder, folder, split)) : Stream.of();
  }

  private boolean hasAnnotations(Place place) {
    return Files.isDirectory(place.images())
        && Files.isDirectory(place.annotations())
        && !annotations.list(place.annotations(), Set.of()).isEmpty();
  }

  /** The pairs in the order of the splits, within one in that of its list or of the files. */
  List<Pair> pairs(Path root, List<Place> places) {
    List<Pair> pairs = new ArrayList<>();
    for (Place place : places) {
      Listing files = new Listing(place);
      Optional<List<Pair>> listed =
          place.split().isEmpty() ? listed(root.resolve(listFolder), files) : Optional.empty();
      pairs.addAll(listed.orElseGet(files::all));
    }
    return pairs;
  }

  /** The pairs of the lists of splits, empty if there is no list. */
  private static Optional<List<Pair>> listed(Path folder, Listing files) {
    Map<Split, List<Pair>> splits = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      split.names().stream()
          .map(name -> folder.resolve(name + ".txt"))
          .filter(Files::isRegularFile)
          .findFirst()
          .ifPresent(list -> splits.put(split, files.listed(list, Optional.of(split))));
    }
    Path both = folder.resolve("trainval.txt");
    if (!splits.containsKey(Split.TRAIN) && Files.isRegularFile(both)) {
      Set<String> others = new HashSet<>();
      splits.values().forEach(pairs -> pairs.forEach(pair -> others.add(pair.name())));
      Optional<Split> train =
          splits.containsKey(Split.VALIDATION) ? Optional.of(Split.TRAIN) : Optional.empty();
      splits.put(
          Split.TRAIN,
          files.listed(both, train).stream()
              .filter(pair -> !others.contains(pair.name()))
              .toList());
    }
    return splits.isEmpty()
        ? Optional.empty()
        : Optional.of(splits.values().stream().flatMap(List::stream).toList());
  }

  /** The files of a place by the names of the images. */
  private final class Listing {
    private final Place place;
    private final Map<String, Path> images;
    private final Map<String, Path> labels;

    Listing(Place place) {
      this.place = place;
      images = ImageFiles.byStem(place.images());
      labels = annotations.list(place.annotations(), images.keySet());
    }

    Pair pair(String name, Optional<Split> split) {
      return new Pair(name, images.get(name), labels.get(name), place, split);
    }

    List<Pair> all() {
      Set<String> names = new LinkedHashSet<>(images.keySet());
      names.addAll(labels.keySet());
      return names.stream().map(name -> pair(name, place.split())).sorted(order).toList();
    }

    List<Pair> listed(Path list, Optional<Split> split) {
      return TextFiles.lines(list).stream()
          .map(ImageFiles::nameIn)
          // A comment, unless a file is called so.
          .filter(name -> !name.startsWith("#") || images.containsKey(name))
          .map(
              name -> {
                if (!images.containsKey(name) && !labels.containsKey(name)) {
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
                return pair(name, split);
              })
          .toList();
    }
  }
}
