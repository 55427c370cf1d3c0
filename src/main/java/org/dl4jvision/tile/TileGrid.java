package org.dl4jvision.tile;

import org.dl4jvision.data.Region;

/**
 * The tiles of an image, row by row: those of all pairs of a place along its rows and one along its
 * columns.
 *
 * @param rows along the image's height, padding included
 * @param columns along its width
 */
public record TileGrid(TileAxis rows, TileAxis columns) {

  /** Number of tiles. */
  public long count() {
    return (long) rows.count() * columns.count();
  }

  /** The pixels of a tile, some of which may be padding below or right of the image. */
  public Region place(int row, int column) {
    return new Region(rows.offset(row), columns.offset(column), rows.side(), columns.side());
  }

  /** Number and size, such as {@code 12 tiles of 512x512}. */
  @Override
  public String toString() {
    return count() + (count() == 1 ? " tile" : " tiles") + " of " + place(0, 0).size();
  }
}
