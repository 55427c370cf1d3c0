package org.dl4jvision.loss.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.loss.math.BufferPool;
import org.dl4jvision.loss.math.FastMath;

/**
 * The fields of one tile: taken one by one, given back all at once. Arenas are used again, so that
 * sweeps leave nothing for the garbage collector.
 */
final class TileArena {

  /** Numbers a field: few enough that half a dozen fields stay in the second-level cache. */
  private static final int FIELD = 16384;

  private static final int MIN_PIXELS = 256;
  private static final int MAX_PIXELS = 2048;

  private static final BufferPool<TileArena> SPARE = new BufferPool<>(TileArena::new);

  private final int capacity;
  private final FastMath math;
  private final float[] transposed;
  private final Shelf full;
  private final Shelf single = new Shelf(1);
  private final int classes;
  private final int[] index;
  private final List<IndexField> indexed = new ArrayList<>();
  private int indexedTaken;
  private final List<ConstantField> constants = new ArrayList<>();
  private int constantsTaken;
  private int pixels;

  private TileArena(int classes) {
    this.classes = classes;
    int even = FIELD / classes / MIN_PIXELS * MIN_PIXELS;
    capacity = Math.max(MIN_PIXELS, Math.min(even, MAX_PIXELS));
    math = new FastMath(capacity);
    index = new int[capacity];
    transposed = new float[capacity * classes];
    full = classes == 1 ? single : new Shelf(classes);
  }

  /** One for fields with {@code classes} rows or one row, for one thread until it is given back. */
  static TileArena ofSpare(int classes) {
    return SPARE.take(classes);
  }

  void giveBack() {
    SPARE.giveBack(classes, this);
  }

  /** Takes back every field and starts a tile of {@code count} pixels. */
  void start(int count) {
    pixels = count;
    full.taken = 0;
    single.taken = 0;
    indexedTaken = 0;
    constantsTaken = 0;
  }

  int pixels() {
    return pixels;
  }

  /** The largest number of pixels. */
  int capacity() {
    return capacity;
  }

  FastMath math() {
    return math;
  }

  /** Room for a field whose rows are interleaved. */
  float[] transposed() {
    return transposed;
  }

  /** Room for the class of each pixel. */
  int[] index() {
    return index;
  }

  IndexField takeIndexed() {
    if (indexedTaken == indexed.size()) {
      indexed.add(new IndexField(this, classes));
    }
    return indexed.get(indexedTaken++);
  }

  ConstantField takeConstant() {
    if (constantsTaken == constants.size()) {
      constants.add(new ConstantField(this));
    }
    return constants.get(constantsTaken++);
  }

  TileField take(int rows) {
    return rows == 1 ? single.take() : full.take();
  }

  private final class Shelf {
    private final int rows;
    private final List<TileField> fields = new ArrayList<>();
    private int taken;

    Shelf(int rows) {
      this.rows = rows;
    }

    TileField take() {
      if (taken == fields.size()) {
        fields.add(new TileField(TileArena.this, new float[rows][capacity]));
      }
      return fields.get(taken++);
    }
  }
}
