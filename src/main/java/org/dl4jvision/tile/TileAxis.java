package org.dl4jvision.tile;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;

/**
 * Where tiles lie along the rows or the columns of an image, and what each counts where several
 * overlap. Offsets are evenly spread, each a multiple of a number of pixels, so that a network
 * which reduces its input by that number puts its grid where it would on the whole image.
 */
public final class TileAxis {

  /** nnU-Net's: a tile counts by a Gaussian whose sigma is an eighth of the side. */
  private static final double SIGMA = 1.0 / 8;

  private final int length;
  private final int side;
  private final int[] offsets;

  private TileAxis(int length, int side, int[] offsets) {
    this.length = length;
    this.side = side;
    this.offsets = offsets;
  }

  /**
   * As few tiles of a side as cover an axis and overlap as asked; one, of the axis's length, if the
   * side is longer.
   *
   * @param length pixels to cover, a multiple of {@code multipleOf}
   * @param side pixels of a tile, a multiple of {@code multipleOf}
   * @param overlap least share of a tile that the next one covers too, in [0, 1); tiles of a few
   *     multiples of {@code multipleOf} cannot overlap by any share, and take the next larger one
   * @param multipleOf what every offset is a multiple of
   */
  public static TileAxis of(int length, int side, double overlap, int multipleOf) {
    Check.atLeast("multipleOf", multipleOf, 1);
    Check.belowOne("overlap", overlap);
    requireMultiple("length", length, multipleOf);
    requireMultiple("side", side, multipleOf);
    if (length <= side) {
      return new TileAxis(length, length, new int[] {0});
    }
    int tiles = count(length, side, overlap, multipleOf);
    long room = (length - side) / multipleOf;
    int[] offsets =
        IntStream.range(0, tiles)
            .map(i -> (int) Math.floorDiv(2 * room * i + tiles - 1, 2L * (tiles - 1)) * multipleOf)
            .toArray();
    return new TileAxis(length, side, offsets);
  }

  /**
   * As many tiles as {@link #of} takes, each no longer than these need be. A little more than a
   * tile would otherwise take twice the pixels.
   */
  public static TileAxis fitting(int length, int longest, double overlap, int multipleOf) {
    TileAxis axis = of(length, longest, overlap, multipleOf);
    int side = axis.side;
    while (side > multipleOf
        && count(length, side - multipleOf, overlap, multipleOf) <= axis.count()) {
      side -= multipleOf;
    }
    return of(length, side, overlap, multipleOf);
  }

  private static int count(int length, int side, double overlap, int multipleOf) {
    // Rounding must not make a step of 0.7 * 10 one of 6.
    int step = Math.max(1, (int) Math.floor(side / multipleOf * (1 - overlap) + 1e-9));
    int room = (length - side) / multipleOf;
    return 1 + Math.max(0, (room + step - 1) / step);
  }

  private static void requireMultiple(String name, int value, int multipleOf) {
    Check.that(
        value > 0 && value % multipleOf == 0, name, value, "multiples of " + multipleOf + " > 0");
  }

  /** Pixels that the tiles cover. */
  public int length() {
    return length;
  }

  /** Pixels of every tile. */
  public int side() {
    return side;
  }

  /** Number of tiles. */
  public int count() {
    return offsets.length;
  }

  /** The first pixel of a tile. */
  public int offset(int tile) {
    return offsets[tile];
  }

  /**
   * What the pixels of a tile count: those of all tiles add up to 1 at every pixel, and a pixel
   * that no other tile covers counts exactly 1.
   *
   * @param factor pixels of the axis that one weight is for, a divisor of sides and offsets
   */
  float[] weights(int tile, int factor) {
    double[] own = gaussian(factor);
    double[] sum = new double[own.length];
    for (int offset : offsets) {
      int shift = (offsets[tile] - offset) / factor;
      for (int i = Math.max(0, -shift); i < Math.min(own.length, own.length - shift); i++) {
        sum[i] += own[i + shift];
      }
    }
    float[] weights = new float[own.length];
    for (int i = 0; i < own.length; i++) {
      weights[i] = (float) (own[i] / sum[i]);
    }
    return weights;
  }

  private double[] gaussian(int factor) {
    double[] values = new double[side / factor];
    double center = (values.length - 1) / 2.0;
    double sigma = SIGMA * values.length;
    Arrays.setAll(values, i -> Math.exp(-0.5 * Math.pow((i - center) / sigma, 2)));
    return values;
  }
}
