package org.dl4jvision.data.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.CocoFile.ImageEntry;
import org.dl4jvision.data.format.CocoFile.ObjectEntry;
import org.dl4jvision.io.Parallel;

/**
 * COCO: a JSON file a split with "images", "annotations" and "categories", named by its split
 * ({@code instances_train.json}), in the folder, in {@code annotations/} or beside the split's
 * images. Segmentations are not read.
 */
final class CocoFormat implements AnnotationFormat {

  @Override
  public String name() {
    return "coco";
  }

  @Override
  public String help() {
    return "COCO: a JSON file a split with all images, objects and categories";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES);
  }

  @Override
  public String layout() {
    return "instances_train.json and instances_val.json, in the folder, in annotations/ or beside"
        + " the images";
  }

  @Override
  public Optional<Found> find(Path folder) {
    Map<Split, Path> files = files(folder);
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(new Found(this, List.copyOf(files.values()), names -> read(folder, files)));
  }

  private static Annotations read(Path folder, Map<Split, Path> files) {
    Map<Split, CocoFile> contents = new EnumMap<>(Split.class);
    TreeMap<Integer, String> categories = new TreeMap<>();
    files.forEach(
        (split, file) -> {
          CocoFile content = CocoFile.read(file);
          contents.put(split, content);
          content
              .categories()
              .forEach(
                  (id, name) -> {
                    String other = categories.putIfAbsent(id, name);
                    if (other != null && !other.equals(name)) {
                      throw new IllegalArgumentException(
                          file
                              + ": category "
                              + id
                              + " is '"
                              + name
                              + "', but '"
                              + other
                              + "' in another split");
                    }
                  });
        });
    List<AnnotatedImage> images = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    contents.forEach((split, content) -> images.addAll(images(folder, split, content, warnings)));
    return new Annotations(
        images,
        Optional.of(List.copyOf(categories.values())),
        Optional.of(List.copyOf(categories.keySet())),
        warnings);
  }

  private static List<AnnotatedImage> images(
      Path folder, Split split, CocoFile content, List<String> warnings) {
    List<ImageEntry> entries = content.images();
    Map<String, Integer> indices = new HashMap<>();
    List<List<Annotation>> objects = new ArrayList<>();
    for (ImageEntry entry : entries) {
      if (indices.put(entry.id(), objects.size()) != null) {
        throw new IllegalArgumentException(
            content.file() + ": two images have the id " + entry.id());
      }
      objects.add(new ArrayList<>());
    }
    for (ObjectEntry annotation : content.annotations()) {
      Integer index = indices.get(annotation.imageId());
      if (index == null) {
        throw new IllegalArgumentException(
            content.file()
                + ": "
                + annotation.label()
                + " is on image "
                + annotation.imageId()
                + ", which is not declared");
      }
      String name = content.categories().get(annotation.categoryId());
      if (name == null) {
        throw new IllegalArgumentException(
            content.file()
                + ": "
                + annotation.label()
                + " is of category "
                + annotation.categoryId()
                + ", which is not declared");
      }
      double[] box = annotation.box();
      objects
          .get(index)
          .add(
              Annotation.of(
                  annotation.label() + " (" + name + ")",
                  name,
                  new Box(box[0], box[1], box[0] + box[2], box[1] + box[3]),
                  annotation.crowd() ? Set.of(Flag.CROWD) : Set.of()));
    }
    List<Path> bases = bases(folder, content.file(), split);
    AnnotatedImage[] images = new AnnotatedImage[entries.size()];
    String[] problems = new String[entries.size()];
    Parallel.forEach(
        images.length,
        i -> {
          ImageEntry entry = entries.get(i);
          Path file = locate(folder, bases, entry, content.file());
          ImageSize size = ImageFiles.readSize(file);
          if (entry.size() != null && !entry.size().equals(size)) {
            problems[i] =
                content.file()
                    + ": says image "
                    + entry.id()
                    + " is "
                    + entry.size()
                    + ", but "
                    + file
                    + " is "
                    + size
                    + " (height x width)";
          }
          images[i] =
              new AnnotatedImage(
                  ImageFiles.stem(file),
                  number(entry.id()),
                  file,
                  size,
                  content.file(),
                  objects.get(i),
                  Optional.empty(),
                  Optional.of(split));
        });
    Arrays.stream(problems).filter(Objects::nonNull).forEach(warnings::add);
    return List.of(images);
  }

  private static OptionalLong number(String id) {
    return id.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
  }

  /** Where images may be, the most likely folder first. */
  private static List<Path> bases(Path folder, Path json, Split split) {
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

  private static Path locate(Path folder, List<Path> bases, ImageEntry entry, Path json) {
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
        // As the user names the folder, for messages.
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
  private static Map<Split, Path> files(Path folder) {
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

  /** By the file's name, else by its folder's. */
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
