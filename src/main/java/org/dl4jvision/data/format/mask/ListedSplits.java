package org.dl4jvision.data.format.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.ImageIndex;
import org.dl4jvision.io.TextFiles;

/**
 * Lists of the images of splits, a line an image: {@code train.txt}, {@code val.txt}, {@code
 * test.txt}, wherever they are; of several folders with lists the uppermost. {@code trainval.txt}
 * lists those of no other list.
 */
final class ListedSplits {

  private final Map<Path, Optional<Split>> splits = new LinkedHashMap<>();
  private final boolean empty;

  /**
   * Reads the lists.
   *
   * @param images that can be used
   * @param others that may be listed, but are left out
   * @throws IllegalArgumentException naming the first line that is no image
   */
  ListedSplits(DataFolder folder, Set<Path> images, List<Path> others, List<String> warnings) {
    Map<Split, Path> lists = lists(folder);
    Optional<Path> rest =
        lists.containsKey(Split.TRAIN) ? Optional.empty() : uppermost(folder.named("trainval.txt"));
    empty = lists.isEmpty() && rest.isEmpty();
    if (empty) {
      return;
    }
    List<Path> all = new ArrayList<>(images);
    all.addAll(others);
    ImageIndex index = new ImageIndex(folder.root(), all);
    lists.forEach((split, list) -> read(list, Optional.of(split), index, images, warnings));
    Optional<Split> training =
        lists.containsKey(Split.VALIDATION) ? Optional.of(Split.TRAIN) : Optional.empty();
    rest.ifPresent(list -> read(list, training, index, images, warnings));
    long unlisted = images.stream().filter(image -> !splits.containsKey(image)).count();
    if (unlisted > 0) {
      warnings.add(unlisted + " of " + images.size() + " images are in no list and are left out");
    }
  }

  /** The lists in the uppermost folder that has any. */
  private static Map<Split, Path> lists(DataFolder folder) {
    List<Path> all = folder.files("txt").stream().filter(file -> split(file).isPresent()).toList();
    Map<Split, Path> lists = new EnumMap<>(Split.class);
    uppermost(all)
        .map(Path::getParent)
        .ifPresent(
            home ->
                all.stream()
                    .filter(file -> file.getParent().equals(home))
                    .forEach(file -> lists.putIfAbsent(split(file).orElseThrow(), file)));
    return lists;
  }

  private static Optional<Path> uppermost(Collection<Path> files) {
    return files.stream().min(Comparator.comparingInt(Path::getNameCount));
  }

  private static Optional<Split> split(Path file) {
    return Split.named(file.getFileName().toString().replaceAll("\\.[^.]*$", ""));
  }

  private void read(
      Path list, Optional<Split> split, ImageIndex index, Set<Path> images, List<String> warnings) {
    boolean rest =
        !splits.isEmpty() && list.getFileName().toString().equalsIgnoreCase("trainval.txt");
    int again = 0;
    for (String line : TextFiles.uncommentedLines(list)) {
      Path image = image(line, list, index);
      if (splits.containsKey(image)) {
        again += rest ? 0 : 1;
      } else if (images.contains(image)) {
        splits.put(image, split);
      }
    }
    if (again > 0) {
      warnings.add(list + ": " + again + " lines name an image again, which counts once");
    }
  }

  /** The image that a line or, where masks stand in a second column, its first word names. */
  private static Path image(String line, Path list, ImageIndex index) {
    return index
        .find(line, list)
        .or(() -> index.find(line.split("\\s+")[0], list))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    list
                        + " names \""
                        + line
                        + "\", but there is no such image ("
                        + ImageFiles.FORMATS
                        + ") with a mask"));
  }

  /** Whether there are no lists. */
  boolean isEmpty() {
    return empty;
  }

  /** Goes through the images in the order of the lists. */
  void forEach(BiConsumer<Path, Optional<Split>> action) {
    splits.forEach(action);
  }
}
