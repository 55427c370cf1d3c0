package org.dl4jvision.box;

import java.util.Arrays;

/**
 * The boxes that greedy suppression or merging has kept so far, in the cells of a grid over the
 * image: those that overlap a box are in the cells that it touches, so that few have to be
 * compared.
 */
final class TakenBoxes {

  /** When two boxes are of one object. */
  interface Rule {

    /**
     * @param intersection the area that both cover, above 0
     * @param area that of one
     * @param other that of the other
     */
    boolean holds(double intersection, double area, double other);
  }

  private static final int NONE = -1;

  private final double[] boxes;
  private final double[] areas;
  private final int[] groups;
  private final Axis across;
  private final Axis down;
  private final int[][] cells;
  private final int[] sizes;

  /** When each taken box was taken, from 0. */
  private final int[] places;

  private int taken;

  /**
   * @param boxes left, top, right and bottom edge of each
   * @param groups only boxes of the same group are compared
   * @param candidates the indices of those that may be taken
   */
  TakenBoxes(double[] boxes, int[] groups, int[] candidates) {
    this.boxes = boxes;
    this.groups = groups;
    areas = BoxArrays.areas(boxes);
    across = Axis.of(boxes, candidates, 0);
    down = Axis.of(boxes, candidates, 1);
    cells = new int[across.cells * down.cells][];
    sizes = new int[cells.length];
    places = new int[areas.length];
  }

  /** One direction of an image, cut into as many cells as boxes fit side by side. */
  private record Axis(double start, double cell, int cells) {
    private static final int MAX_CELLS = 128;

    /**
     * @param first where in a box its first edge in this direction is, 0 or 1
     */
    static Axis of(double[] boxes, int[] candidates, int first) {
      double start = Double.POSITIVE_INFINITY;
      double end = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int i : candidates) {
        start = Math.min(start, boxes[4 * i + first]);
        end = Math.max(end, boxes[4 * i + 2 + first]);
        sum += Math.max(0, boxes[4 * i + 2 + first] - boxes[4 * i + first]);
      }
      double fit = (end - start) * candidates.length / sum;
      // One cell where boxes have no size or no end.
      int cells = fit >= 1 && fit < Double.POSITIVE_INFINITY ? (int) Math.min(fit, MAX_CELLS) : 1;
      return new Axis(start, (end - start) / cells, cells);
    }

    int at(double x) {
      return cells == 1 ? 0 : (int) Math.max(0, Math.min(cells - 1, (x - start) / cell));
    }
  }

  void add(int box) {
    places[box] = taken++;
    int last = across.at(boxes[4 * box + 2]);
    int bottom = down.at(boxes[4 * box + 3]);
    for (int y = down.at(boxes[4 * box + 1]); y <= bottom; y++) {
      for (int x = across.at(boxes[4 * box]); x <= last; x++) {
        int cell = y * across.cells + x;
        if (cells[cell] == null) {
          cells[cell] = new int[8];
        } else if (sizes[cell] == cells[cell].length) {
          cells[cell] = Arrays.copyOf(cells[cell], 2 * sizes[cell]);
        }
        cells[cell][sizes[cell]++] = box;
      }
    }
  }

  /** Whether a rule holds for a box and one of its group. */
  boolean overlap(int box, Rule rule) {
    int last = across.at(boxes[4 * box + 2]);
    int bottom = down.at(boxes[4 * box + 3]);
    for (int y = down.at(boxes[4 * box + 1]); y <= bottom; y++) {
      for (int x = across.at(boxes[4 * box]); x <= last; x++) {
        if (find(box, rule, y * across.cells + x) != NONE) {
          return true;
        }
      }
    }
    return false;
  }

  /** The first taken box of the same group for which a rule holds, or -1. */
  int first(int box, Rule rule) {
    int first = NONE;
    int last = across.at(boxes[4 * box + 2]);
    int bottom = down.at(boxes[4 * box + 3]);
    for (int y = down.at(boxes[4 * box + 1]); y <= bottom; y++) {
      for (int x = across.at(boxes[4 * box]); x <= last; x++) {
        int found = find(box, rule, y * across.cells + x);
        if (found != NONE && (first == NONE || places[found] < places[first])) {
          first = found;
        }
      }
    }
    return first;
  }

  private int find(int box, Rule rule, int cell) {
    for (int k = 0; k < sizes[cell]; k++) {
      int other = cells[cell][k];
      double intersection = BoxArrays.intersection(boxes, box, boxes, other);
      if (intersection > 0
          && groups[other] == groups[box]
          && rule.holds(intersection, areas[box], areas[other])) {
        return other;
      }
    }
    return NONE;
  }
}
