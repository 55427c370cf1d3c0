package org.dl4jvision.data.format;

import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.ImageFiles.Mask;

/** Compares data sets with what the shared layouts mean. */
public final class LayoutTruth {

  private LayoutTruth() {}

  /** Whether the truth has a value at a pixel or not farther from it than so many pixels. */
  public static boolean isNear(Mask truth, int p, int value, int distance) {
    int x = p % truth.width();
    int y = p / truth.width();
    for (int v = Math.max(0, y - distance); v <= Math.min(truth.height() - 1, y + distance); v++) {
      for (int u = Math.max(0, x - distance); u <= Math.min(truth.width() - 1, x + distance); u++) {
        if (truth.codes()[v * truth.width() + u] == value) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether an object has the class and, within a pixel, the edges of the truth.
   *
   * @param truth class, left, top, right, bottom
   */
  public static boolean isNear(List<?> truth, String name, Box box) {
    double[] edges = truth.stream().skip(1).mapToDouble(e -> ((Number) e).doubleValue()).toArray();
    return truth.get(0).equals(name)
        && Math.abs(edges[0] - box.left()) <= 1
        && Math.abs(edges[1] - box.top()) <= 1
        && Math.abs(edges[2] - box.right()) <= 1
        && Math.abs(edges[3] - box.bottom()) <= 1;
  }
}
