package org.dl4jvision.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.dl4jvision.check.Check;

/** Connected pixels of one value in a map of classes; corners connect. */
public final class Components {

  private final byte[] map;
  private final int width;
  private final IntPredicate wanted;

  /**
   * Runs of pixels of a row, in order: row, first column, end, and the run that stands for them.
   */
  private final List<int[]> runs = new ArrayList<>();

  private Components(byte[] map, int width, IntPredicate wanted) {
    this.map = map;
    this.width = width;
    this.wanted = wanted;
  }

  /**
   * Pixels that are connected.
   *
   * @param value that they have, 0 to 255
   */
  public record Component(int value, PixelRegion pixels) {}

  /**
   * Where connected pixels are.
   *
   * @param value that they have, 0 to 255
   * @param box the smallest around them
   */
  public record Extent(int value, Region box) {}

  /**
   * The components of a map, in order of their uppermost pixels.
   *
   * @param map of the image, an unsigned byte a pixel, row by row
   * @param wanted which values have components
   */
  public static List<Component> of(byte[] map, ImageSize size, IntPredicate wanted) {
    List<Component> components = new ArrayList<>();
    Components found = connected(map, size, wanted);
    for (List<int[]> runs : found.members()) {
      PixelRegion.Builder region = new PixelRegion.Builder(size);
      runs.forEach(run -> region.run(run[0], run[1], run[2]));
      components.add(new Component(found.value(runs.get(0)), region.build()));
    }
    return components;
  }

  /**
   * Where the components of a map are, for those who need no more: their pixels take memory. In
   * order of their uppermost pixels.
   *
   * @param map of the image, an unsigned byte a pixel, row by row
   * @param wanted which values have components
   */
  public static List<Extent> extents(byte[] map, ImageSize size, IntPredicate wanted) {
    Components found = connected(map, size, wanted);
    return found.members().stream()
        .map(runs -> new Extent(found.value(runs.get(0)), box(runs)))
        .toList();
  }

  /** Runs are in the order of their rows. */
  private static Region box(List<int[]> runs) {
    int top = runs.get(0)[0];
    int bottom = runs.get(runs.size() - 1)[0] + 1;
    int left = runs.stream().mapToInt(run -> run[1]).min().orElseThrow();
    int right = runs.stream().mapToInt(run -> run[2]).max().orElseThrow();
    return new Region(top, left, bottom - top, right - left);
  }

  private static Components connected(byte[] map, ImageSize size, IntPredicate wanted) {
    Check.that(
        map.length == (long) size.height() * size.width(),
        "map",
        map.length + " values",
        size + " values");
    Components components = new Components(map, size.width(), wanted);
    for (int y = 0, above = 0; y < size.height(); y++) {
      int start = components.runs.size();
      components.addRow(y);
      components.connect(above, start);
      above = start;
    }
    return components;
  }

  private int value(int[] run) {
    return Byte.toUnsignedInt(map[run[0] * width + run[1]]);
  }

  private void addRow(int y) {
    int row = y * width;
    for (int from = 0, to = 1; from < width; from = to++) {
      while (to < width && map[row + to] == map[row + from]) {
        to++;
      }
      if (wanted.test(Byte.toUnsignedInt(map[row + from]))) {
        runs.add(new int[] {y, from, to, runs.size()});
      }
    }
  }

  /** Connects the runs of a row with those of the row above. */
  private void connect(int above, int start) {
    int first = above;
    for (int run = start; run < runs.size(); run++) {
      int[] lower = runs.get(run);
      while (first < start && runs.get(first)[2] < lower[1]) {
        first++;
      }
      for (int other = first; other < start && runs.get(other)[1] <= lower[2]; other++) {
        if (value(runs.get(other)) == value(lower)) {
          int one = root(run);
          int two = root(other);
          runs.get(Math.max(one, two))[3] = Math.min(one, two);
        }
      }
    }
  }

  private int root(int run) {
    int root = run;
    while (runs.get(root)[3] != root) {
      root = runs.get(root)[3];
    }
    for (int i = run; i != root; ) {
      int[] passed = runs.get(i);
      i = passed[3];
      passed[3] = root;
    }
    return root;
  }

  /** The runs of each component. */
  private Collection<List<int[]>> members() {
    Map<Integer, List<int[]>> members = new LinkedHashMap<>();
    for (int run = 0; run < runs.size(); run++) {
      members.computeIfAbsent(root(run), one -> new ArrayList<>(4)).add(runs.get(run));
    }
    return members.values();
  }
}
