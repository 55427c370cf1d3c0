package org.dl4jvision.loss.evaluation;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dl4jvision.loss.evaluation.field.TileArena;

/**
 * Walks over a batch in tiles that stay in the cache, on all cores. Sums are added up in an order
 * that depends on the shapes alone, so that the same arrays always give the same numbers.
 */
final class TileSweep {

  /** A unit of work has at least so many pixels, which are many tiles. */
  private static final int UNIT = 1 << 15;

  /** Enough for all cores to be busy until the end; more only if there are more images. */
  private static final int MAX_UNITS = 256;

  /** Below this many numbers the work is not worth a second thread. */
  private static final long PARALLEL = 1 << 15;

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final Sweep sweep;
  private final Consumer<Pixels> visitor;
  private final TileMemory memory;
  private final int sums;
  private final long pixels;
  private final long pixelsOfUnit;
  private final int unitsOfImage;
  private volatile boolean wrote;

  private TileSweep(Sweep sweep, int sums, Consumer<Pixels> visitor) {
    this.sweep = sweep;
    this.sums = sums;
    this.visitor = visitor;
    memory = TileMemory.of(sweep.arrays());
    pixels = sweep.arrays().pixels();
    int mostOfImage = Math.max(1, MAX_UNITS / sweep.arrays().images());
    pixelsOfUnit = Math.max(UNIT, (pixels + mostOfImage - 1) / mostOfImage);
    unitsOfImage = Math.toIntExact((pixels + pixelsOfUnit - 1) / pixelsOfUnit);
  }

  /**
   * Runs a sweep.
   *
   * @param sums how many the visitor adds to
   * @return whether it wrote derivatives to the gradient
   */
  static boolean run(Sweep sweep, int sums, Consumer<Pixels> visitor) {
    TileSweep tiles = new TileSweep(sweep, sums, visitor);
    try {
      tiles.run();
    } finally {
      tiles.memory.keepReachable();
    }
    return tiles.wrote;
  }

  private void run() {
    int units = Math.multiplyExact(sweep.arrays().images(), unitsOfImage);
    Sums[] results = new Sums[units];
    RuntimeException[] failures = new RuntimeException[units];
    IntStream all = IntStream.range(0, units);
    boolean parallel = PROCESSORS > 1 && sweep.arrays().logits().length() >= PARALLEL;
    (parallel ? all.parallel() : all)
        .forEach(
            unit -> {
              try {
                results[unit] = unit(unit);
              } catch (RuntimeException e) {
                failures[unit] = e; // others still write to memory that the caller may give away
              }
            });
    for (RuntimeException failure : failures) {
      if (failure != null) {
        throw failure;
      }
    }
    if (!sweep.isPerPixel()) {
      for (int unit = 0; unit < units; unit++) {
        sweep.sums().add(unit / unitsOfImage, results[unit]);
        results[unit].release();
      }
    }
  }

  /** The sums of a unit's tiles: of its image alone, or of all pixels if each is a group. */
  private Sums unit(int unit) {
    int image = unit / unitsOfImage;
    long start = unit % unitsOfImage * pixelsOfUnit;
    long end = Math.min(start + pixelsOfUnit, pixels);
    int classes = sweep.arrays().classes();
    TileArena arena = TileArena.borrow(classes);
    int capacity = arena.capacity();
    Sums ofUnit = sweep.isPerPixel() ? sweep.sums() : Sums.borrow(sums, classes);
    Tile tile = new Tile(sweep, memory, arena, image, ofUnit);
    for (long pixel = start; pixel < end; pixel += capacity) {
      if (tile.show(pixel, (int) Math.min(capacity, end - pixel), visitor)) {
        wrote = true;
      }
    }
    arena.release();
    return ofUnit;
  }
}
