package org.dl4jvision.data;

import java.util.Arrays;
import java.util.BitSet;
import org.dl4jvision.box.Box;

/**
 * A set of pixels of an image: those that an object covers. Kept as a window around them and a bit
 * a pixel of the window. Immutable and thread-safe.
 */
public final class PixelRegion {

  private static final PixelRegion EMPTY = new PixelRegion(0, 0, 0, 0, new BitSet());

  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final BitSet bits;

  private PixelRegion(int left, int top, int width, int height, BitSet bits) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.bits = bits;
  }

  /** Pixels of an image, or of a part of it. */
  @FunctionalInterface
  public interface Predicate {
    /** Whether the pixel of this column and row is in the region. */
    boolean contains(int x, int y);
  }

  /** What is done with pixels of a row that follow each other. */
  @FunctionalInterface
  public interface RunVisitor {
    /** Visits the pixels of row {@code y} from column {@code from} to before {@code to}. */
    void visit(int y, int from, int to);
  }

  /** The pixels of an image of which a predicate holds. */
  public static PixelRegion of(ImageSize size, Predicate predicate) {
    return of(size, Region.of(size), predicate);
  }

  /** The pixels of a window of an image of which a predicate holds. */
  static PixelRegion of(ImageSize size, Region window, Predicate predicate) {
    Builder builder = new Builder(size);
    for (int y = window.top(); y < window.bottom(); y++) {
      for (int x = window.left(); x < window.right(); x++) {
        if (predicate.contains(x, y)) {
          builder.run(y, x, x + 1);
        }
      }
    }
    return builder.build();
  }

  /** The number of pixels. */
  public int area() {
    return bits.cardinality();
  }

  /** Whether the pixel of this column and row of the image is in the region. */
  public boolean contains(int x, int y) {
    int column = x - left;
    int row = y - top;
    return column >= 0
        && column < width
        && row >= 0
        && row < height
        && bits.get(row * width + column);
  }

  /** The smallest box around the pixels, in pixels of the image; all 0 where there are none. */
  public Box bounds() {
    return new Box(left, top, left + width, top + height);
  }

  /** Visits all pixels, row by row, from left to right. */
  public void forEachRun(RunVisitor visitor) {
    forEachRun(top, top + height, visitor);
  }

  /** Visits the pixels from one row of the image to before another. */
  private void forEachRun(int first, int end, RunVisitor visitor) {
    for (int row = Math.max(0, first - top); row < Math.min(height, end - top); row++) {
      int endOfRow = (row + 1) * width;
      for (int from = bits.nextSetBit(row * width); from >= 0 && from < endOfRow; ) {
        int to = Math.min(endOfRow, bits.nextClearBit(from));
        visitor.visit(top + row, left + from - row * width, left + to - row * width);
        from = bits.nextSetBit(to);
      }
    }
  }

  /**
   * Writes a value to the pixels of a map that are in this region.
   *
   * @param map of a window of the image, row by row
   */
  public void paint(byte[] map, Region window, byte value) {
    forEachRun(
        window.top(),
        window.bottom(),
        (y, from, to) -> {
          int first = Math.max(from, window.left());
          int end = Math.min(to, window.right());
          if (first < end) {
            int row = (y - window.top()) * window.width() - window.left();
            Arrays.fill(map, row + first, row + end, value);
          }
        });
  }

  /** Gathers the pixels of a region; those beyond the image are left out. */
  public static final class Builder {
    private final ImageSize size;

    /** One bit set would be as long as all of the image before a region's last pixel. */
    private BitSet[] rows;

    private int minX = Integer.MAX_VALUE;
    private int maxX = -1;
    private int minY = Integer.MAX_VALUE;
    private int maxY = -1;

    /**
     * @param size of the image
     */
    public Builder(ImageSize size) {
      this.size = size;
    }

    /** Adds the pixels of row {@code y} from column {@code from} to before {@code to}. */
    public Builder run(int y, int from, int to) {
      int first = Math.max(0, from);
      int end = Math.min(size.width(), to);
      if (y >= 0 && y < size.height() && first < end) {
        rows = rows == null ? new BitSet[size.height()] : rows;
        rows[y] = rows[y] == null ? new BitSet(end) : rows[y];
        rows[y].set(first, end);
        minX = Math.min(minX, first);
        maxX = Math.max(maxX, end - 1);
        minY = Math.min(minY, y);
        maxY = Math.max(maxY, y);
      }
      return this;
    }

    /** Adds the pixels of another region. */
    public Builder add(PixelRegion region) {
      region.forEachRun(this::run);
      return this;
    }

    /**
     * The region of all that was added.
     *
     * @throws IllegalArgumentException if the smallest box around it has 2^31 pixels or more
     */
    public PixelRegion build() {
      if (rows == null) {
        return EMPTY;
      }
      int columns = maxX - minX + 1;
      int length = new Region(minY, minX, maxY - minY + 1, columns).length();
      BitSet window = new BitSet(length);
      for (int y = minY; y <= maxY; y++) {
        int shift = (y - minY) * columns - minX;
        for (int from = rows[y] == null ? -1 : rows[y].nextSetBit(0); from >= 0; ) {
          int to = rows[y].nextClearBit(from);
          window.set(from + shift, to + shift);
          from = rows[y].nextSetBit(to);
        }
      }
      return new PixelRegion(minX, minY, columns, maxY - minY + 1, window);
    }
  }
}
