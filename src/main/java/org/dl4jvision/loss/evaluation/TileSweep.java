package org.dl4jvision.loss.evaluation;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Walks over a batch in tiles that stay in the cache, on all cores. Sums are added up in an order
 * that depends on the shapes alone, so that the same arrays always give the same numbers.
 */
final class TileSweep {

  /** Pixels a unit of work, at least: many tiles. */
  private static final int UNIT = 1 << 15;

  /** Enough for all cores to be busy until the end; more only if there are more images. */
  private static final int MAX_UNITS = 256;

  /** Below this many numbers the work is not worth a second thread. */
  private static final long PARALLEL = 1 << 15;

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final Batch.Sweep sweep;
  private final Batch batch;
  private final Consumer<Pixels> visitor;
  private final FloatMemory logits;
  private final FloatMemory labels;
  private final FloatMemory mask;
  private final boolean maskPerImage;
  private final FloatMemory gradient;
  private final long pixelsOfUnit;
  private final int unitsOfImage;
  private volatile boolean wrote;

  private TileSweep(Batch.Sweep sweep, Consumer<Pixels> visitor) {
    this.sweep = sweep;
    this.batch = sweep.batch();
    this.visitor = visitor;
    logits = new FloatMemory(batch.logits());
    labels = batch.labels() == null ? null : new FloatMemory(batch.labels());
    mask = batch.hasMask() ? new FloatMemory(batch.mask()) : null;
    maskPerImage = batch.hasMask() && batch.mask().size(2) == 1 && batch.pixels() > 1;
    gradient = batch.wantsGradient() ? new FloatMemory(batch.gradientView()) : null;
    int mostOfImage = Math.max(1, MAX_UNITS / batch.images());
    pixelsOfUnit = Math.max(UNIT, (batch.pixels() + mostOfImage - 1) / mostOfImage);
    unitsOfImage = Math.toIntExact((batch.pixels() + pixelsOfUnit - 1) / pixelsOfUnit);
  }

  /** Runs a sweep; whether it wrote to the gradient. */
  static boolean run(Batch.Sweep sweep, Consumer<Pixels> visitor) {
    TileSweep tiles = new TileSweep(sweep, visitor);
    try {
      tiles.run();
    } finally {
      Reference.reachabilityFence(sweep.batch().logits());
      Reference.reachabilityFence(sweep.batch().labels());
      Reference.reachabilityFence(sweep.batch().mask());
      Reference.reachabilityFence(sweep.batch().gradientView());
    }
    return tiles.wrote;
  }

  private void run() {
    int units = Math.multiplyExact(batch.images(), unitsOfImage);
    Sums[] results = new Sums[units];
    RuntimeException[] failures = new RuntimeException[units];
    IntStream all = IntStream.range(0, units);
    boolean parallel = PROCESSORS > 1 && batch.logits().length() >= PARALLEL;
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
    if (sweep.grouping() != Grouping.PIXEL) {
      for (int unit = 0; unit < units; unit++) {
        sweep.result().add(unit / unitsOfImage, results[unit]);
        results[unit].giveBack();
      }
    }
  }

  private Sums unit(int unit) {
    int image = unit / unitsOfImage;
    long start = unit % unitsOfImage * pixelsOfUnit;
    long end = Math.min(start + pixelsOfUnit, batch.pixels());
    int classes = batch.classes();
    TileArena arena = TileArena.ofSpare(classes);
    int capacity = arena.capacity();
    boolean perPixel = sweep.grouping() == Grouping.PIXEL;
    Sums sums = perPixel ? sweep.result() : Sums.ofSpare(sweep.sums(), classes);
    Tile tile = new Tile(image, arena, sums);
    for (long pixel = start; pixel < end; pixel += capacity) {
      tile.visit(pixel, (int) Math.min(capacity, end - pixel));
    }
    arena.giveBack();
    return sums;
  }

  /** The tile that a thread is at. */
  private final class Tile implements Pixels {
    private final int image;
    private final TileArena arena;
    private final Sums sums;
    private long start;
    private int count;
    private final Prediction prediction = batch.link().newPrediction();
    private final List<Derivatives> derivatives = new ArrayList<>();
    private int derivativesTaken;
    private boolean predicted;
    private Field target;
    private TileField weight;

    /** Until a tile is something else: labels mostly are of one kind. */
    private boolean triesOneHot = batch.mayBeIndexed();

    Tile(int image, TileArena arena, Sums sums) {
      this.image = image;
      this.arena = arena;
      this.sums = sums;
    }

    void visit(long pixel, int pixels) {
      start = pixel;
      count = pixels;
      arena.start(pixels);
      derivativesTaken = 0;
      predicted = false;
      target = null;
      weight = null;
      load();
      Derivatives total = derivatives();
      visitor.accept(this);
      if (sweep.keeps()) {
        write(prediction().kept());
      }
      if (gradient != null && !total.isEmpty()) {
        Field slope = prediction().backward(total);
        write(sweep.accumulate() ? slope.plus(read(gradient)) : slope);
        wrote = true;
      }
    }

    private TileField read(FloatMemory memory) {
      TileField field = arena.take(memory.channels());
      memory.read(image, start, count, field.rows(), arena.transposed());
      return field;
    }

    private void load() {
      if (mask != null) {
        if (maskPerImage) {
          weight = arena.take(1);
          mask.read(image, 0, 1, weight.rows(), arena.transposed());
          weight.fill(weight.row(0)[0]);
        } else {
          weight = read(mask);
        }
      }
      if (labels == null) {
        return;
      }
      TileField kept = sweep.kept() && sweep.classes() != null ? load(sweep.classes()) : null;
      if (kept != null && kept.row(0)[0] >= 0) {
        target = indexed(kept);
        return;
      }
      TileField given = read(labels);
      boolean areClasses = batch.labelsAreIndices() && batch.classes() > 1;
      if (weight != null && !areClasses) {
        given.clearHidden(weight);
      }
      TileField valid = sweep.ignoreIndex() == null ? null : valid(given);
      TileField classes = areClasses ? given : classesOfOneHot(given);
      if (classes != null) {
        target = indexed(classes);
      } else {
        target = valid == null ? given : given.times(valid);
      }
      if (valid != null) {
        weight = weight == null ? valid : (TileField) weight.times(valid);
      }
    }

    /** The class of each pixel where all labels are one-hot, else null. */
    private TileField classesOfOneHot(TileField given) {
      TileField classes = triesOneHot ? given.onlyOnes() : null;
      triesOneHot = classes != null;
      if (sweep.keeps() && sweep.classes() != null) {
        store(triesOneHot ? classes : arena.take(1).fill(-1), sweep.classes());
      }
      return classes;
    }

    private TileField valid(TileField given) {
      TileField valid = arena.take(1);
      float ignored = sweep.ignoreIndex();
      for (int i = 0; i < count; i++) {
        valid.row(0)[i] = given.row(0)[i] == ignored ? 0f : 1f;
      }
      return valid;
    }

    /** 1 in the row of each pixel's class; nothing where a pixel is ignored. */
    private IndexField indexed(TileField given) {
      int classes = batch.classes();
      int[] index = arena.index();
      TileField one = arena.take(1);
      float[] label = given.row(0);
      Integer ignored = sweep.ignoreIndex();
      TileField shown = weight == null ? null : (TileField) weight.maxOverClasses();
      for (int i = 0; i < count; i++) {
        int c = (int) label[i];
        boolean fits = c >= 0 && c < classes && c == label[i];
        boolean counts = ignored == null || label[i] != ignored;
        if (!fits && counts && (shown == null || shown.row(0)[i] > 0)) {
          throw new LabelException(label[i], classes, ignored);
        }
        index[i] = fits ? c : 0;
        one.row(0)[i] = fits && counts ? 1 : 0;
      }
      return arena.takeIndexed().set(index, one);
    }

    @Override
    public Prediction prediction() {
      if (!predicted) {
        if (sweep.kept()) {
          prediction.restartFromKept(read(gradient));
        } else {
          prediction.restart(read(logits));
        }
        predicted = true;
      }
      return prediction;
    }

    @Override
    public Field target() {
      return target;
    }

    @Override
    public Field weight() {
      return weight;
    }

    @Override
    public Field ones() {
      return arena.take(batch.classes()).fill(1);
    }

    @Override
    public Field ofClasses(double[] numbers) {
      return arena.takeConstant().set(numbers, 1);
    }

    @Override
    public Field ofGroups(double[] numbers) {
      if (sweep.grouping() == Grouping.IMAGE) {
        return arena.takeConstant().set(null, numbers[image]);
      }
      TileField row = arena.take(1);
      for (int i = 0; i < count; i++) {
        row.row(0)[i] = (float) numbers[Math.toIntExact(start) + i];
      }
      return row;
    }

    @Override
    public Field ofGroupsAndClasses(double[][] numbers) {
      return ofClasses(numbers[image]);
    }

    @Override
    public void add(int index, Field terms) {
      if (terms instanceof IndexField indexed && sweep.grouping() == Grouping.IMAGE) {
        indexed.addTo(sums, 0, index);
        return;
      }
      TileField field = TileField.allOf(terms);
      if (sweep.grouping() == Grouping.PIXEL) {
        TileField row = (TileField) field.sumOverClasses();
        for (int i = 0; i < count; i++) {
          sums.add(Math.toIntExact(start) + i, index, 0, row.row(0)[i]);
        }
        return;
      }
      for (int row = 0; row < field.classes(); row++) {
        sums.add(0, index, row, field.sumOfRow(row));
      }
    }

    @Override
    public Derivatives derivatives() {
      if (derivativesTaken == derivatives.size()) {
        derivatives.add(new Derivatives());
      }
      Derivatives empty = derivatives.get(derivativesTaken++);
      empty.clear();
      return empty;
    }

    @Override
    public void addGradient(Derivatives added) {
      derivatives.get(0).add(added);
    }

    @Override
    public void store(Field values, Planes to) {
      TileField field = TileField.allOf(values);
      int at = Math.toIntExact(start);
      for (int row = 0; row < to.rows(); row++) {
        float[] from = field.row(row);
        double[] numbers = to.get(image, row);
        for (int i = 0; i < count; i++) {
          numbers[at + i] = from[i];
        }
      }
    }

    @Override
    public TileField load(Planes from) {
      TileField field = arena.take(from.rows());
      int at = Math.toIntExact(start);
      for (int row = 0; row < from.rows(); row++) {
        double[] numbers = from.get(image, row);
        for (int i = 0; i < count; i++) {
          field.row(row)[i] = (float) numbers[at + i];
        }
      }
      return field;
    }

    @Override
    public void write(Field values) {
      gradient.write(image, start, count, TileField.allOf(values).rows(), arena.transposed());
    }
  }
}
