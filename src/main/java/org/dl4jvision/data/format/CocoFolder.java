package org.dl4jvision.data.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.coco.CocoFile;
import org.dl4jvision.io.coco.CocoFile.ImageEntry;

/** Where the JSON files and the images of a data set in {@link CocoFormat} are. */
final class CocoFolder {

  private CocoFolder() {}

  /** Where images may be, the most likely folder first. */
  static List<Path> imageFolders(Path folder, Path json, Split split) {
    Path home = json.toAbsolutePath().getParent();
    Set<Path> bases = new LinkedHashSet<>();
    for (Path parent : List.of(home, folder, home.resolve("images"), folder.resolve("images"))) {
      bases.addAll(folders(parent, name -> split.names().stream().anyMatch(name::startsWith)));
    }
    bases.addAll(
        List.of(
            home,
            home.resolve("images"),
            folder,
            folder.resolve("images"),
            folder.resolve("JPEGImages")));
    return bases.stream().filter(Files::isDirectory).toList();
  }

  private static List<Path> folders(Path parent, Predicate<String> wanted) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(parent)) {
      return files
          .filter(Files::isDirectory)
          .filter(file -> wanted.test(file.getFileName().toString().toLowerCase(Locale.ROOT)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot list the folder " + parent, e);
    }
  }

  /**
   * The file of an image.
   *
   * @param json that names it
   * @throws IllegalArgumentException if it is not in the data folder
   */
  static Path locate(Path folder, List<Path> bases, ImageEntry entry, Path json) {
    if (entry.fileName() == null) {
      throw new IllegalArgumentException(json + ": image " + entry.id() + " has no file_name");
    }
    Path root = folder.toAbsolutePath().normalize();
    for (Path base : bases) {
      Path file;
      try {
        file = base.resolve(entry.fileName()).toAbsolutePath().normalize();
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException(
            json + ": image " + entry.id() + " has no file name: '" + entry.fileName() + "'", e);
      }
      if (file.startsWith(root) && Files.isRegularFile(file)) {
        // Messages name the folder as the user does.
        return folder.resolve(root.relativize(file));
      }
    }
    throw new IllegalArgumentException(
        json
            + ": image "
            + entry.id()
            + " is '"
            + entry.fileName()
            + "', which is not in "
            + folder
            + " or its image folders");
  }

  /** The file of each split: those named "instances" where there are any, else all with images. */
  static Map<Split, Path> files(Path folder) {
    List<Path> all = new ArrayList<>();
    List<Path> places = new ArrayList<>(List.of(folder, folder.resolve("annotations")));
    for (Split split : Split.values()) {
      split.names().forEach(name -> places.add(folder.resolve(name)));
    }
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place)) {
          files
              .filter(file -> file.getFileName().toString().endsWith(".json"))
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .sorted()
              .forEach(all::add);
        } catch (IOException e) {
          throw new IllegalArgumentException("cannot list the folder " + place, e);
        }
      }
    }
    for (String kind : List.of("instances", "coco")) {
      List<Path> named =
          all.stream().filter(file -> file.getFileName().toString().contains(kind)).toList();
      if (!named.isEmpty()) {
        return bySplit(folder, named);
      }
    }
    return bySplit(folder, all.stream().filter(CocoFile::mayBe).toList());
  }

  private static Map<Split, Path> bySplit(Path folder, List<Path> files) {
    Map<Split, Path> result = new EnumMap<>(Split.class);
    for (Path file : files) {
      Split split = files.size() == 1 ? Split.TRAIN : split(folder, file);
      Path other = split == null ? null : result.putIfAbsent(split, file);
      if (other != null) {
        throw new IllegalArgumentException(
            "two COCO files for one split: " + other + " and " + file);
      }
    }
    return result;
  }

  /** The split that the file's name says, else its folder's. */
  private static Split split(Path folder, Path file) {
    Map<Split, String> shortest = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      shortest.put(split, split.names().get(0));
    }
    List<String> names = new ArrayList<>(List.of(file.getFileName().toString()));
    if (!file.getParent().equals(folder)) {
      names.add(file.getParent().getFileName().toString());
    }
    for (String name : names) {
      for (Map.Entry<Split, String> entry : shortest.entrySet()) {
        if (name.toLowerCase(Locale.ROOT).contains(entry.getValue())) {
          return entry.getKey();
        }
      }
    }
    return null;
  }
}
