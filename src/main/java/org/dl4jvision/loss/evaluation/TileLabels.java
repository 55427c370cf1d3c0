package org.dl4jvision.loss.evaluation;

import org.dl4jvision.loss.evaluation.field.DenseField;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.evaluation.field.TileArena;

/**
 * The labels and weights of the tiles of an image, read one tile after the other. Class indices,
 * and one-hot labels of many classes, become a field that holds one number a pixel. For one thread.
 */
final class TileLabels {

  private final Sweep sweep;
  private final TileMemory memory;
  private final TileArena arena;
  private final int image;
  private long start;
  private int count;
  private Field target;
  private DenseField weight;

  /** Whether one-hot labels are looked for, until a tile has others: mostly all are of one kind. */
  private boolean triesOneHot;

  TileLabels(Sweep sweep, TileMemory memory, TileArena arena, int image) {
    this.sweep = sweep;
    this.memory = memory;
    this.arena = arena;
    this.image = image;
    triesOneHot = sweep.arrays().mayBeOneHot();
  }

  /** One row a class, 0 where a pixel is ignored; null where the batch has no labels. */
  Field target() {
    return target;
  }

  /** One row, or one a class; null where all are 1. */
  DenseField weight() {
    return weight;
  }

  /**
   * Turns to the tile of {@code newCount} pixels from {@code newStart} on.
   *
   * @throws IllegalArgumentException for a label that counts and is no class
   */
  void read(long newStart, int newCount) {
    start = newStart;
    count = newCount;
    weight = memory.mask() == null ? null : mask();
    target = null;
    if (memory.labels() == null) {
      return;
    }
    if (sweep.kept() && sweep.classes() != null) {
      DenseField classes = arena.take(1);
      sweep.classes().read(image, 0, start, count, classes.row(0));
      if (classes.row(0)[0] >= 0) {
        target = indexed(classes);
        return;
      }
    }
    readLabels();
  }

  private DenseField mask() {
    if (!memory.maskPerImage()) {
      DenseField mask = arena.take(memory.mask().channels());
      memory.mask().read(image, start, count, mask.rows(), arena.scratch());
      return mask;
    }
    DenseField mask = arena.take(1);
    memory.mask().read(image, 0, 1, mask.rows(), arena.scratch());
    return mask.fill(mask.row(0)[0]);
  }

  private void readLabels() {
    DenseField labels = arena.take(memory.labels().channels());
    memory.labels().read(image, start, count, labels.rows(), arena.scratch());
    boolean areClasses = sweep.arrays().labelsAreClasses();
    if (weight != null && !areClasses) {
      clearHidden(labels);
    }
    DenseField valid = sweep.ignored() == null ? null : valid(labels);
    DenseField classes = areClasses ? labels : classesOfOneHot(labels);
    if (classes != null) {
      target = indexed(classes);
    } else {
      target = valid == null ? labels : labels.times(valid);
    }
    if (valid != null) {
      weight = weight == null ? valid : (DenseField) weight.times(valid);
    }
  }

  /** Sets what is not finite to 0 where it weighs 0: no number times 0 makes that 0. */
  private void clearHidden(DenseField labels) {
    float[][] rows = labels.rows();
    for (int weightRow = 0; weightRow < weight.classes(); weightRow++) {
      float[] weights = weight.row(weightRow);
      int first = weight.classes() == 1 ? 0 : weightRow;
      int end = weight.classes() == 1 ? rows.length : weightRow + 1;
      for (int i = 0; i < count; i++) {
        if (weights[i] == 0) {
          for (int row = first; row < end; row++) {
            if (!Float.isFinite(rows[row][i])) {
              rows[row][i] = 0;
            }
          }
        }
      }
    }
  }

  /** 1 where a label counts, 0 where it is ignored. */
  private DenseField valid(DenseField labels) {
    DenseField valid = arena.take(1);
    float ignored = sweep.ignored();
    for (int i = 0; i < count; i++) {
      valid.row(0)[i] = labels.row(0)[i] == ignored ? 0f : 1f;
    }
    return valid;
  }

  /** The class of each pixel where all labels are one-hot, else null. */
  private DenseField classesOfOneHot(DenseField labels) {
    DenseField classes = triesOneHot ? onlyOnes(labels.rows()) : null;
    triesOneHot = classes != null;
    if (sweep.keeps() && sweep.classes() != null) {
      DenseField kept = triesOneHot ? classes : arena.take(1).fill(-1);
      sweep.classes().write(image, 0, start, count, kept.row(0));
    }
    return classes;
  }

  /** The row of each pixel that is 1 where all others are 0; null if a pixel has none. */
  private DenseField onlyOnes(float[][] rows) {
    DenseField result = arena.take(1).fill(0);
    float[] found = result.row(0);
    float[] rest = arena.take(1).fill(0).row(0);
    // Numbers from base to 2 base - 1: no two of them add up to one of them.
    int base = rows.length;
    for (int row = 0; row < rows.length; row++) {
      addBinary(rows[row], base + row, found, rest, count);
    }
    for (int i = 0; i < count; i++) {
      if (rest[i] != 0 || !(found[i] >= base && found[i] < 2 * base)) {
        return null;
      }
      found[i] -= base;
    }
    return result;
  }

  /**
   * Adds up numbers that are 0 or 1, each times its own number, in {@code sum}, and in {@code rest}
   * whatever is neither. It stands alone so that it is compiled to vector instructions.
   */
  private static void addBinary(float[] a, float number, float[] sum, float[] rest, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += a[i] * number;
      rest[i] += Math.abs(a[i] - a[i] * a[i]);
    }
  }

  /** 1 in the row of each pixel's class; nothing where a pixel is ignored. */
  private Field indexed(DenseField labels) {
    int classes = sweep.arrays().classes();
    int[] index = arena.index();
    DenseField one = arena.take(1);
    float[] label = labels.row(0);
    Integer ignored = sweep.ignored();
    DenseField shown = weight == null ? null : (DenseField) weight.maxOverClasses();
    for (int i = 0; i < count; i++) {
      int c = (int) label[i];
      boolean fits = c >= 0 && c < classes && c == label[i];
      boolean counts = ignored == null || label[i] != ignored;
      if (!fits && counts && (shown == null || shown.row(0)[i] > 0)) {
        throw BadLabel.noClass(label[i], classes, ignored);
      }
      index[i] = fits ? c : 0;
      one.row(0)[i] = fits && counts ? 1 : 0;
    }
    return arena.indexed(index, one);
  }
}
