package org.dl4jvision.data.format;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.io.DataFault;
import org.dl4jvision.io.DataFault.Kind;
import org.dl4jvision.io.FileNames;

/**
 * Images by the names that annotations state: paths of the computer on which they were made, web
 * addresses, names without folder or extension. Immutable and thread-safe.
 */
public final class ImageIndex {

  private final Path root;
  private final List<Path> images;
  private final Map<String, List<Path>> byName = new HashMap<>();
  private final Map<String, List<Path>> byStem = new HashMap<>();

  /**
   * An index of some images.
   *
   * @param root folder of the data
   * @param images below it
   */
  public ImageIndex(Path root, List<Path> images) {
    this.root = root;
    this.images = List.copyOf(images);
    for (Path image : this.images) {
      String name = image.getFileName().toString();
      byName.computeIfAbsent(key(name), key -> new ArrayList<>(1)).add(image);
      byStem.computeIfAbsent(key(ImageFiles.stem(name)), key -> new ArrayList<>(1)).add(image);
    }
  }

  /** The images, in their order. */
  public List<Path> images() {
    return images;
  }

  /**
   * The image that a name means: of those with this file name, else of those with this name but for
   * the extension, the one whose path agrees with the most stated folders; of equal ones the one in
   * or below the annotations' folder.
   *
   * @param stated a name or path with slashes or backslashes
   * @param source the file that states it
   * @return empty where there is none
   * @throws IllegalArgumentException in one line, if it may be several
   */
  public Optional<Path> find(String stated, Path source) {
    String[] parts = stated.strip().replace('\\', '/').split("/+");
    String name = parts.length == 0 ? "" : key(parts[parts.length - 1]);
    List<Path> candidates = byName.getOrDefault(name, List.of());
    if (candidates.isEmpty()) {
      candidates = byStem.getOrDefault(key(ImageFiles.stem(name)), List.of());
    }
    if (candidates.size() > 1) {
      candidates = best(candidates, image -> agreement(image, parts));
    }
    if (candidates.size() > 1) {
      Path home = source.getParent();
      candidates =
          best(
              candidates,
              image -> image.getParent().equals(home) ? 2 : image.startsWith(home) ? 1 : 0);
    }
    if (candidates.size() > 1) {
      throw new IllegalArgumentException(
          source
              + ": '"
              + stated
              + "' may be "
              + candidates.stream()
                  .limit(3)
                  .map(image -> root.relativize(image).toString())
                  .collect(joining(" or "))
              + (candidates.size() > 3 ? " or others" : "")
              + ": state it with its folder");
    }
    return candidates.stream().findFirst();
  }

  /**
   * The image that a name means.
   *
   * @param entry what states it, such as "image 7", for messages
   * @throws IllegalArgumentException in one line that names file and entry, if it is none or
   *     several
   */
  public Path get(String stated, Path source, String entry) {
    return find(stated, source)
        .orElseThrow(
            () ->
                new DataFault(
                    Kind.NO_IMAGE,
                    source + ": " + entry + " is '" + stated + "', which is not in " + root));
  }

  private static List<Path> best(List<Path> candidates, Function<Path, Integer> rank) {
    int most = candidates.stream().map(rank).max(Integer::compare).orElse(0);
    return candidates.stream().filter(image -> rank.apply(image) == most).toList();
  }

  /** How many folders above both agree. */
  private int agreement(Path image, String[] parts) {
    Path folder = root.relativize(image).getParent();
    int count = 0;
    for (int i = parts.length - 2; i >= 0 && folder != null; i--, folder = folder.getParent()) {
      if (!key(parts[i]).equals(key(folder.getFileName().toString()))) {
        break;
      }
      count++;
    }
    return count;
  }

  private static String key(String name) {
    return FileNames.comparable(name).toLowerCase(Locale.ROOT);
  }
}
