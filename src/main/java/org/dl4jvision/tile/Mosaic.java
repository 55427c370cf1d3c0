package org.dl4jvision.tile;

import java.util.Arrays;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;

/**
 * Puts tiles together, one row of tiles after the other: it keeps the rows that a later tile may
 * add to, and gives those away that none does.
 */
final class Mosaic {

  /** Numbers that are given away at once, but for a single row. */
  private static final int AT_ONCE = 1 << 20;

  private final TileGrid grid;
  private final int factor;
  private final int channels;
  private final int width;
  private final int height;
  private final int kept;
  private final float[] sums;
  private final RowSink sink;

  /** The row of the image that {@code sums} begins with. */
  private int top;

  /**
   * @param image the image without padding
   * @param factor pixels of the image in a row, and in a column, for one of the output
   * @param channels of the output
   */
  Mosaic(TileGrid grid, ImageSize image, int factor, int channels, RowSink sink) {
    this.grid = grid;
    this.factor = factor;
    this.channels = channels;
    this.sink = sink;
    ImageSize output = image.roundUp(factor);
    width = output.width() / factor;
    height = output.height() / factor;
    kept = Math.min(height, grid.rows().side() / factor);
    long numbers = (long) channels * kept * width;
    Check.that(
        numbers <= Integer.MAX_VALUE - 8,
        "a row of tiles",
        numbers + " numbers for " + channels + " channels and a width of " + width,
        "fewer than 2^31: choose lower tiles");
    sums = new float[(int) numbers];
    sink.begin(channels, new ImageSize(height, width));
  }

  /** Adds the output of a tile, {@code [channels][side / factor][side / factor]} at {@code at}. */
  void add(int row, int column, float[] values, int at) {
    float[] down = grid.rows().weights(row, factor);
    float[] right = grid.columns().weights(column, factor);
    int left = grid.columns().offset(column) / factor;
    int rows = Math.min(down.length, height - top);
    int columns = Math.min(right.length, width - left);
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < rows; y++) {
        int from = at + (c * down.length + y) * right.length;
        int to = (c * kept + y) * width + left;
        for (int x = 0; x < columns; x++) {
          sums[to + x] += down[y] * right[x] * values[from + x];
        }
      }
    }
  }

  /** Gives the rows away that no tile of a later row covers. */
  void end(int row) {
    boolean last = row == grid.rows().count() - 1;
    int next = last ? height : Math.min(height, grid.rows().offset(row + 1) / factor);
    int done = next - top;
    if (done == 0) {
      return;
    }
    give(done);
    int rest = (kept - done) * width;
    for (int c = 0; c < channels; c++) {
      int from = c * kept * width;
      System.arraycopy(sums, from + done * width, sums, from, rest);
      Arrays.fill(sums, from + rest, from + kept * width, 0);
    }
    top = next;
  }

  /** Gives away the first rows, not all at once: a row of tiles may be as wide as an image. */
  private void give(int rows) {
    int atOnce = Math.max(1, AT_ONCE / (channels * width));
    for (int from = 0; from < rows; from += atOnce) {
      int count = Math.min(atOnce, rows - from);
      float[] part = new float[channels * count * width];
      for (int c = 0; c < channels; c++) {
        int first = (c * kept + from) * width;
        System.arraycopy(sums, first, part, c * count * width, count * width);
      }
      sink.rows(Region.rows(top + from, count, width), part);
    }
  }
}
