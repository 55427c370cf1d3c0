package org.dl4jvision.data.segmentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.TextFiles;

/** Pairs the images of a data folder with their masks, by the folder's layout. */
final class FolderLayout {

  /** What is accepted, for messages and documentation. */
  static final String ACCEPTED =
      "images/ with labels/ or masks/, and train.txt and val.txt (test.txt) with one name a line;"
          + " or train/, val/ (test/), each with images/ and labels/ or masks/";

  /** One image and its mask. */
  record Pair(String name, Path image, Path mask) {}

  private static final int HOLD_OUT = 5;
  private static final List<String> MASK_FOLDERS = List.of("labels", "masks");

  private FolderLayout() {}

  /** The pairs of each split, empty for a split that the folder does not have. */
  static Map<Split, List<Pair>> find(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          (Files.exists(folder) ? "not a folder: " : "no such folder: ")
              + folder
              + "; expected a folder with "
              + ACCEPTED);
    }
    Map<Split, List<Pair>> splits = new EnumMap<>(Split.class);
    if (Files.isDirectory(folder.resolve("images"))) {
      readLists(folder, splits);
      if (splits.isEmpty()) {
        holdOut(pairAll(folder), splits);
      }
    } else {
      for (Split split : Split.values()) {
        split.names().stream()
            .map(folder::resolve)
            .filter(part -> Files.isDirectory(part.resolve("images")))
            .findFirst()
            .ifPresent(part -> splits.put(split, pairAll(part)));
      }
      if (splits.isEmpty()) {
        throw new IllegalArgumentException(
            "no images/ folder in " + folder + "; expected " + ACCEPTED);
      }
    }
    for (Split split : Split.values()) {
      splits.putIfAbsent(split, List.of());
    }
    return splits;
  }

  private static Path maskFolder(Path folder) {
    return MASK_FOLDERS.stream()
        .map(folder::resolve)
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no labels/ or masks/ folder beside " + folder.resolve("images")));
  }

  private static void readLists(Path folder, Map<Split, List<Pair>> splits) {
    for (Split split : Split.values()) {
      split.names().stream()
          .map(name -> folder.resolve(name + ".txt"))
          .filter(Files::isRegularFile)
          .findFirst()
          .ifPresent(list -> splits.put(split, pairListed(folder, list)));
    }
  }

  private static List<Pair> pairListed(Path folder, Path list) {
    Path maskFolder = maskFolder(folder);
    Map<String, Path> images = ImageFiles.byStem(folder.resolve("images"));
    Map<String, Path> masks = ImageFiles.byStem(maskFolder);
    List<Pair> pairs = new ArrayList<>();
    for (String line : TextFiles.lines(list)) {
      String name = ImageFiles.nameIn(line);
      Path image = images.get(name);
      Path mask = mask(masks, name).orElse(null);
      if (image == null) {
        throw new IllegalArgumentException(
            list
                + " names \""
                + name
                + "\", but "
                + folder.resolve("images")
                + " has no such image ("
                + ImageFiles.FORMATS
                + ")"
                + (mask == null ? "" : ", only the mask " + mask));
      }
      if (mask == null) {
        throw withoutMask(image, maskFolder);
      }
      pairs.add(new Pair(name, image, mask));
    }
    return List.copyOf(pairs);
  }

  private static List<Pair> pairAll(Path folder) {
    Path maskFolder = maskFolder(folder);
    Map<String, Path> images = ImageFiles.byStem(folder.resolve("images"));
    Map<String, Path> masks = ImageFiles.byStem(maskFolder);
    List<Pair> pairs = new ArrayList<>();
    images.forEach(
        (name, image) ->
            pairs.add(
                new Pair(
                    name,
                    image,
                    mask(masks, name).orElseThrow(() -> withoutMask(image, maskFolder)))));
    TreeSet<Path> alone = new TreeSet<>(masks.values());
    pairs.forEach(pair -> alone.remove(pair.mask()));
    if (!alone.isEmpty()) {
      throw new IllegalArgumentException(
          "mask without image: "
              + alone.first()
              + "; expected an image of the same name in "
              + folder.resolve("images"));
    }
    return List.copyOf(pairs);
  }

  private static IllegalArgumentException withoutMask(Path image, Path maskFolder) {
    return new IllegalArgumentException(
        "image without mask: " + image + "; expected a mask of the same name in " + maskFolder);
  }

  /** The mask of an image has its name, or its name and "_mask". */
  private static Optional<Path> mask(Map<String, Path> masks, String name) {
    return Optional.ofNullable(masks.getOrDefault(name, masks.get(name + "_mask")));
  }

  /** Every fifth image by name, or the last of fewer, is for validation. */
  private static void holdOut(List<Pair> pairs, Map<Split, List<Pair>> splits) {
    List<Pair> train = new ArrayList<>();
    List<Pair> validation = new ArrayList<>();
    int step = Math.min(HOLD_OUT, Math.max(2, pairs.size()));
    for (int i = 0; i < pairs.size(); i++) {
      (i % step == step - 1 ? validation : train).add(pairs.get(i));
    }
    splits.put(Split.TRAIN, List.copyOf(train));
    splits.put(Split.VALIDATION, List.copyOf(validation));
  }
}
