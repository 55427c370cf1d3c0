package org.dl4jvision.data.format;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.data.ImageSize;

/**
 * What was repaired or left out, counted by kind: each kind is said once, with the first as an
 * example. Files that are read at the same time have notes of their own, which are then put
 * together in the files' order; for one count among others there is {@link Tally}.
 */
public final class Notes {

  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  /**
   * Counts one.
   *
   * @param kind the line that is said, with {@code %d} for the number and {@code %s} for the first
   */
  public void add(String kind, Object example) {
    of(kind).add(example);
  }

  /** Counts what was counted in something that follows. */
  public void addAll(Notes later) {
    later.tallies.forEach((kind, tally) -> of(kind).addAll(tally));
  }

  private Tally of(String kind) {
    return tallies.computeIfAbsent(kind, key -> new Tally());
  }

  /**
   * Counts an image whose size is not what annotations state: coordinates may be those of another
   * copy of it.
   *
   * @param stated 0x0 for none
   * @throws IllegalArgumentException if they see the image before its orientation tag turns it
   */
  public void addSize(Path source, ImageSize stated, Path image, ImageSize size) {
    StatedSize.problem(source + ": says " + image.getFileName(), stated, image, size)
        .ifPresent(
            problem ->
                add("%d images have other sizes than annotations state, the first: %s", problem));
  }

  /** Counts the image files beside those that are used: of them nothing is said. */
  public void addUnused(DataFolder folder, Set<Path> used) {
    Set<Path> folders = used.stream().map(Path::getParent).collect(toSet());
    folder.images().stream()
        .filter(image -> folders.contains(image.getParent()) && !used.contains(image))
        .forEach(
            image -> add("%d images have no annotations and are left out, the first is %s", image));
  }

  /** The lines, in the order in which their kinds were first counted. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    tallies.forEach((kind, tally) -> tally.report(kind, lines));
    return lines;
  }
}
