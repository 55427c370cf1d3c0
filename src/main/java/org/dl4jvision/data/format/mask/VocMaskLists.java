package org.dl4jvision.data.format.mask;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Tally;
import org.dl4jvision.io.TextFiles;

/**
 * The lists in {@code ImageSets/Segmentation/}: those of splits first, {@code trainval.txt} and
 * {@code default.txt} for images of no other list.
 */
final class VocMaskLists {

  /**
   * What is said of an image.
   *
   * @param list that names it
   */
  record Listed(Optional<Split> split, Path list) {}

  private final Map<String, Listed> images = new LinkedHashMap<>();
  private final Tally again = new Tally();

  /**
   * Reads lists.
   *
   * @param lists in any order
   */
  VocMaskLists(List<Path> lists) {
    boolean validation =
        lists.stream().anyMatch(list -> split(list).equals(Optional.of(Split.VALIDATION)));
    for (Split split : Split.values()) {
      lists.stream()
          .filter(list -> split(list).equals(Optional.of(split)))
          .forEach(list -> read(list, Optional.of(split), false));
    }
    lists.stream()
        .filter(list -> split(list).isEmpty())
        .forEach(
            list ->
                read(
                    list,
                    Optional.of(Split.TRAIN).filter(t -> validation && isTrainval(list)),
                    true));
  }

  private void read(Path list, Optional<Split> split, boolean repeats) {
    for (String line : TextFiles.lines(list)) {
      String name = ImageFiles.stem(line.replaceAll("^\"|\"$", "").replace('\\', '/'));
      Listed other = images.putIfAbsent(name, new Listed(split, list));
      if (other != null && (!repeats || other.list().equals(list))) {
        again.add("'" + name + "' in " + list);
      }
    }
  }

  private static String name(Path list) {
    String name = list.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.substring(0, name.length() - ".txt".length());
  }

  private static Optional<Split> split(Path list) {
    return Split.named(name(list));
  }

  private static boolean isTrainval(Path list) {
    return name(list).equals("trainval");
  }

  /** The images by their names, those of the first list first. */
  Map<String, Listed> images() {
    return images;
  }

  /** Adds what is listed twice. */
  void report(List<String> warnings) {
    again.report("%d lines name an image again, which counts once, the first is %s", warnings);
  }
}
