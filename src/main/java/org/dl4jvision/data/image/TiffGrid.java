package org.dl4jvision.data.image;

import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where in a TIFF file the tiles of its first page are; strips are tiles as wide as the image.
 * Without compression any pixels of a row count as a strip, however large these are.
 */
final class TiffGrid {

  private static final int NO_COMPRESSION = 1;
  private static final int OLD_JPEG_COMPRESSION = 6;
  private static final int YCBCR = 6;
  private static final int PLANAR = 2;

  private final boolean tiled;
  private final Dimension image;
  private final Dimension stored;
  private final Dimension tile;
  private final int planes;
  private final int pixelBytes;
  private final long[] offsets;
  private final long[] counts;

  private TiffGrid(TiffTags tags, Dimension image, int samples) {
    this.image = image;
    offsets = tags.numbers(tiles(tags) ? TIFF.TAG_TILE_OFFSETS : TIFF.TAG_STRIP_OFFSETS);
    tiled = tiles(tags);
    long[] all = tags.numbers(tiled ? TIFF.TAG_TILE_BYTE_COUNTS : TIFF.TAG_STRIP_BYTE_COUNTS);
    // The decoder believes none of them either.
    counts = Arrays.stream(all).anyMatch(count -> count <= 0) ? new long[0] : all;
    int rows = tags.number(TIFF.TAG_ROWS_PER_STRIP, image.height);
    stored =
        tiled
            ? new Dimension(
                tags.number(TIFF.TAG_TILE_WIDTH, 0), tags.number(TIFF.TAG_TILE_HEIGTH, 0))
            : new Dimension(image.width, rows < 1 ? image.height : Math.min(rows, image.height));
    boolean planar = tags.number(TIFF.TAG_PLANAR_CONFIGURATION, 1) == PLANAR;
    planes = planar ? samples : 1;
    int bits = tags.number(TIFF.TAG_BITS_PER_SAMPLE, 1);
    boolean alone =
        !tiled
            && tags.number(TIFF.TAG_COMPRESSION, NO_COMPRESSION) == NO_COMPRESSION
            && tags.number(TIFF.TAG_PHOTOMETRIC_INTERPRETATION, 1) != YCBCR
            && tags.number(TIFF.TAG_SAMPLES_PER_PIXEL, 1) == samples
            && bits % 8 == 0;
    pixelBytes = alone ? (planar ? 1 : samples) * bits / 8 : 0;
    tile = alone ? new Dimension(1, 1) : stored;
  }

  private static boolean tiles(TiffTags tags) {
    return tags.numbers(TIFF.TAG_TILE_OFFSETS).length > 0;
  }

  /**
   * The tiles of a page, where they can be decoded one by one.
   *
   * @param samples of a pixel
   */
  static Optional<TiffGrid> of(TiffTags tags, Dimension image, int samples) {
    int compression = tags.number(TIFF.TAG_COMPRESSION, NO_COMPRESSION);
    boolean mixed = !tiles(tags) && tags.number(TIFF.TAG_TILE_WIDTH, 0) > 0;
    if (compression == OLD_JPEG_COMPRESSION || mixed) {
      return Optional.empty();
    }
    TiffGrid grid = new TiffGrid(tags, image, samples);
    boolean one = grid.tile.width >= image.width && grid.tile.height >= image.height;
    boolean none = grid.tile.width < 1 || grid.tile.height < 1;
    return one || none ? Optional.empty() : Optional.of(grid);
  }

  /** What is decoded at least. */
  Dimension tile() {
    return tile;
  }

  /** The tags of offsets that {@link #part} gives. */
  static Set<Integer> places() {
    return Set.of(TIFF.TAG_TILE_OFFSETS, TIFF.TAG_STRIP_OFFSETS);
  }

  /** The pixels of all tiles that have some of these. */
  Rectangle around(Rectangle pixels) {
    int left = pixels.x / tile.width * tile.width;
    int top = pixels.y / tile.height * tile.height;
    long right = ((pixels.x + pixels.width - 1L) / tile.width + 1) * tile.width;
    long bottom = ((pixels.y + pixels.height - 1L) / tile.height + 1) * tile.height;
    return new Rectangle(
        left,
        top,
        (int) Math.min(right, image.width) - left,
        (int) Math.min(bottom, image.height) - top);
  }

  /**
   * What a directory says of whole tiles alone.
   *
   * @param part as {@link #around} has it
   */
  Map<Integer, long[]> part(Rectangle part) {
    int left = part.x / stored.width;
    int top = part.y / tile.height;
    int across = pixelBytes > 0 ? 1 : tiles(part.width, tile.width);
    int down = tiles(part.height, tile.height);
    long[] places = new long[planes * across * down];
    long[] lengths = new long[counts.length == 0 ? 0 : places.length];
    int i = 0;
    for (int plane = 0; plane < planes; plane++) {
      for (int y = top; y < top + down; y++) {
        for (int x = left; x < left + across; x++) {
          int from = index(plane, y, x);
          places[i] = offsets[from] + skipped(y, part.x);
          if (lengths.length > 0) {
            lengths[i] = pixelBytes > 0 ? (long) part.width * pixelBytes : counts[from];
          }
          i++;
        }
      }
    }
    Map<Integer, long[]> numbers = new HashMap<>();
    numbers.put(TIFF.TAG_IMAGE_WIDTH, new long[] {part.width});
    numbers.put(TIFF.TAG_IMAGE_HEIGHT, new long[] {part.height});
    numbers.put(tiled ? TIFF.TAG_TILE_OFFSETS : TIFF.TAG_STRIP_OFFSETS, places);
    if (lengths.length > 0) {
      numbers.put(tiled ? TIFF.TAG_TILE_BYTE_COUNTS : TIFF.TAG_STRIP_BYTE_COUNTS, lengths);
    }
    if (!tiled) {
      numbers.put(TIFF.TAG_ROWS_PER_STRIP, new long[] {tile.height});
    }
    return numbers;
  }

  /** Bytes of a strip before a pixel that is read alone. */
  private long skipped(int row, int column) {
    return ((long) (row % stored.height) * image.width + column) * pixelBytes;
  }

  private int index(int plane, int y, int x) {
    int across = tiles(image.width, stored.width);
    int down = tiles(image.height, stored.height);
    return Math.addExact(
        Math.multiplyExact(plane, Math.multiplyExact(across, down)),
        (int) ((long) y * tile.height / stored.height) * across + x);
  }

  private static int tiles(int length, int tile) {
    return (int) (((long) length + tile - 1) / tile);
  }
}
