package org.dl4jvision.loss.evaluation;

import java.util.ArrayList;
import java.util.List;

/** The fields of one tile: taken one by one, given back all at once. For one thread. */
final class TileArena {

  private final int classes;
  private final int capacity;
  private final Shelf full = new Shelf();
  private final Shelf single = new Shelf();
  private int pixels;

  /** Fields of up to {@code capacity} pixels, with {@code classes} rows or one row. */
  TileArena(int classes, int capacity) {
    this.classes = classes;
    this.capacity = capacity;
  }

  /** Takes back every field and starts a tile of {@code count} pixels. */
  void start(int count) {
    pixels = count;
    full.taken = 0;
    single.taken = 0;
  }

  int pixels() {
    return pixels;
  }

  int capacity() {
    return capacity;
  }

  int classes() {
    return classes;
  }

  TileField take(int rows) {
    return rows == 1 ? single.take(1) : full.take(classes);
  }

  private final class Shelf {
    private final List<TileField> fields = new ArrayList<>();
    private int taken;

    TileField take(int rows) {
      if (taken == fields.size()) {
        fields.add(new TileField(TileArena.this, rows, new float[rows * capacity]));
      }
      return fields.get(taken++);
    }
  }
}
