package org.dl4jvision.tile;

import java.util.ArrayDeque;
import java.util.Deque;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Mirror;
import org.dl4jvision.data.Region;

/**
 * The rows of an image that tiles are cut from. Every row is read once, and kept while a tile needs
 * it.
 */
final class SourceRows {

  private record Block(Region place, float[] values) {}

  private final TileSource source;
  private final ImageSize size;
  private final Deque<Block> blocks = new ArrayDeque<>();

  /** The first row that the padding below the image mirrors. */
  private final int firstMirrored;

  private int read;

  /**
   * @param padded height of the image with the padding below it
   */
  SourceRows(TileSource source, int padded) {
    this.source = source;
    size = source.size();
    int first = size.height();
    for (int y = size.height(); y < padded; y++) {
      first = Math.min(first, Mirror.index(y, size.height()));
    }
    firstMirrored = first;
  }

  /** Makes rows available, and forgets those above that no tile from there on needs. */
  void moveTo(int top, int bottom) {
    int needed = Math.min(top, firstMirrored);
    blocks.removeIf(block -> block.place.bottom() <= needed);
    int end = Math.min(bottom, size.height());
    if (end > read) {
      Region rows = Region.rows(read, end - read, size.width());
      float[] values = source.read(rows);
      long expected = source.channels() * rows.area();
      Check.that(
          values.length == expected,
          "the image's values of " + rows,
          values.length + " numbers",
          expected + " numbers");
      blocks.addLast(new Block(rows, values));
      read = end;
    }
  }

  /** Writes a tile into {@code to} at {@code at}, channel by channel. */
  void cut(Region tile, float[] to, int at) {
    int[] columns = Mirror.indices(tile.left(), tile.width(), size.width());
    int inside = Math.min(tile.width(), size.width() - tile.left());
    for (int y = 0; y < tile.height(); y++) {
      int row = Mirror.index(tile.top() + y, size.height());
      Block block = blockOf(row);
      Region place = block.place;
      for (int c = 0; c < source.channels(); c++) {
        int from = (c * place.height() + row - place.top()) * place.width();
        int target = at + (c * tile.height() + y) * tile.width();
        System.arraycopy(block.values, from + tile.left(), to, target, inside);
        for (int x = inside; x < columns.length; x++) {
          to[target + x] = block.values[from + columns[x]];
        }
      }
    }
  }

  private Block blockOf(int row) {
    for (Block block : blocks) {
      if (row < block.place.bottom()) {
        return block;
      }
    }
    throw new IllegalStateException("row " + row + " is not read");
  }
}
