package org.dl4jvision.data.folder;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.format.Tally;

/**
 * Which images show the same photograph, by their names: changed copies as Roboflow calls them
 * ({@code X_jpg.rf.HASH}), tiles of a grid ({@code X_0_0}, {@code X_0_1}), or what users say by a
 * regular expression, such as the frames of a clip. A network that has seen one of them is not
 * measured by another.
 */
final class Photographs {

  private static final Pattern COPY = Pattern.compile("(.+)\\.rf\\.[0-9A-Za-z]{8,}");
  private static final Pattern TILE = Pattern.compile("(.+?)[_-](\\d{1,6})[_-](\\d{1,6})");

  private final Path root;

  /** Groups by the first group of a pattern, else by all that it finds; null: copies and tiles. */
  private final Pattern groupBy;

  private final Set<String> tiled;

  private final Tally ungrouped = new Tally();

  /**
   * @param root images are told apart by their paths below it
   * @param images those of all splits: a grid may be divided among them
   */
  Photographs(Path root, List<AnnotatedImage> images, Pattern groupBy) {
    this.root = root;
    this.groupBy = groupBy;
    tiled = groupBy == null ? tiled(images) : Set.of();
  }

  /** The same text for images of the same photograph. */
  String key(AnnotatedImage image) {
    String path = path(image.file());
    if (groupBy != null) {
      Matcher matcher = groupBy.matcher(path);
      String group = matcher.find() ? matcher.group(Math.min(1, matcher.groupCount())) : null;
      if (group == null) {
        ungrouped.add(path);
      }
      return group == null ? alone(path) : group;
    }
    String name = ImageFiles.stem(image.file());
    Matcher copy = COPY.matcher(name);
    if (copy.matches()) {
      return copy.group(1);
    }
    Matcher tile = TILE.matcher(name);
    return tile.matches() && tiled.contains(tile.group(1)) ? tile.group(1) : alone(path);
  }

  /** Tells of images in which the pattern found nothing. */
  void report(List<String> warnings) {
    ungrouped.report(
        "the pattern of groups finds nothing in the names of %d images, as %s; each of them is a"
            + " group of its own",
        warnings);
  }

  /** Names and groups have no two slashes side by side. */
  private static String alone(String path) {
    return "//" + path;
  }

  private String path(Path file) {
    return (file.startsWith(root) ? root.relativize(file) : file).toString().replace('\\', '/');
  }

  /**
   * What stands before two numbers that count the rows and columns of a grid, from 0 or 1 on, of
   * which half of the places are there at least. Other numbers, as of dates or of cases and their
   * channels, are no grid.
   */
  private static Set<String> tiled(List<AnnotatedImage> images) {
    Map<String, Grid> grids = new HashMap<>();
    for (AnnotatedImage image : images) {
      Matcher tile = TILE.matcher(ImageFiles.stem(image.file()));
      if (tile.matches()) {
        grids
            .computeIfAbsent(tile.group(1), prefix -> new Grid())
            .add(Integer.parseInt(tile.group(2)), Integer.parseInt(tile.group(3)));
      }
    }
    Set<String> prefixes = new HashSet<>();
    grids.forEach(
        (prefix, grid) -> {
          if (grid.isOne()) {
            prefixes.add(prefix);
          }
        });
    return prefixes;
  }

  /** The places that the numbers in names say. */
  private static final class Grid {
    private final TreeSet<Integer> rows = new TreeSet<>();
    private final TreeSet<Integer> columns = new TreeSet<>();
    private final Set<Long> places = new HashSet<>();

    void add(int row, int column) {
      rows.add(row);
      columns.add(column);
      places.add((long) row << 32 | column);
    }

    boolean isOne() {
      return rows.size() > 1
          && columns.size() > 1
          && rows.first() <= 1
          && columns.first() <= 1
          && 2 * places.size() >= rows.size() * columns.size();
    }
  }
}
