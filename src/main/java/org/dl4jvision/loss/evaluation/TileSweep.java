package org.dl4jvision.loss.evaluation;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Walks over a batch in tiles that stay in the cache, on all cores. Sums are added up in an order
 * that depends on the shapes alone, so that the same arrays always give the same numbers.
 */
final class TileSweep {

  /** Numbers a field of a tile: few enough that a dozen fields stay in the second-level cache. */
  private static final int TILE = 4096;

  /** Pixels a unit of work: a multiple of every tile's. */
  private static final int UNIT = 1 << 15;

  /** Below this many numbers the work is not worth a second thread. */
  private static final long PARALLEL = 1 << 15;

  private final Batch.Sweep sweep;
  private final Batch batch;
  private final Consumer<Pixels> visitor;
  private final FloatMemory logits;
  private final FloatMemory labels;
  private final FloatMemory mask;
  private final boolean maskPerImage;
  private final FloatMemory gradient;
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
    unitsOfImage = Math.toIntExact((batch.pixels() + UNIT - 1) / UNIT);
  }

  /** Runs a sweep; whether it wrote to the gradient. */
  static boolean run(Batch.Sweep sweep, Consumer<Pixels> visitor) {
    TileSweep tiles = new TileSweep(sweep, visitor);
    tiles.run();
    Reference.reachabilityFence(sweep.batch().logits());
    Reference.reachabilityFence(sweep.batch().labels());
    Reference.reachabilityFence(sweep.batch().mask());
    Reference.reachabilityFence(sweep.batch().gradientView());
    return tiles.wrote;
  }

  private void run() {
    int units = Math.multiplyExact(batch.images(), unitsOfImage);
    Sums[] results = new Sums[units];
    IntStream all = IntStream.range(0, units);
    boolean parallel = batch.logits().length() >= PARALLEL;
    (parallel ? all.parallel() : all).forEach(unit -> results[unit] = unit(unit));
    if (sweep.grouping() != Grouping.PIXEL) {
      for (int unit = 0; unit < units; unit++) {
        sweep.result().add(sweep.groupOfImage(unit / unitsOfImage), results[unit]);
      }
    }
  }

  private Sums unit(int unit) {
    int image = unit / unitsOfImage;
    long start = (long) (unit % unitsOfImage) * UNIT;
    long end = Math.min(start + UNIT, batch.pixels());
    int classes = batch.classes();
    int capacity = (int) Math.min(Math.max(TILE / classes, 64), end - start);
    boolean perPixel = sweep.grouping() == Grouping.PIXEL;
    Sums sums = perPixel ? sweep.result() : new Sums(1, sweep.sums(), classes);
    Tile tile = new Tile(image, new TileArena(classes, capacity), sums);
    for (long pixel = start; pixel < end; pixel += capacity) {
      tile.visit(pixel, (int) Math.min(capacity, end - pixel));
    }
    return sums;
  }

  /** The tile that a thread is at. */
  private final class Tile implements Pixels {
    private final int image;
    private final TileArena arena;
    private final Sums sums;
    private final float[] scratch;
    private long start;
    private int count;
    private Prediction prediction;
    private TileField target;
    private TileField weight;

    Tile(int image, TileArena arena, Sums sums) {
      this.image = image;
      this.arena = arena;
      this.sums = sums;
      this.scratch = new float[arena.classes() * arena.capacity()];
    }

    void visit(long pixel, int pixels) {
      start = pixel;
      count = pixels;
      arena.start(pixels);
      prediction = null;
      target = null;
      weight = null;
      load();
      visitor.accept(this);
    }

    private TileField read(FloatMemory memory) {
      TileField field = arena.take(memory.channels());
      memory.read(image, start, count, field.values(), scratch);
      return field;
    }

    private void load() {
      if (mask != null) {
        if (maskPerImage) {
          weight = arena.take(1);
          mask.read(image, 0, 1, weight.values(), scratch);
          weight.fillRow(0, weight.values()[0]);
        } else {
          weight = read(mask);
        }
      }
      if (labels == null) {
        return;
      }
      TileField given = read(labels);
      target = batch.labelsAreIndices() && batch.classes() > 1 ? oneHot(given) : given;
      if (sweep.ignoreIndex() != null) {
        TileField valid = valid(given);
        weight = weight == null ? valid : (TileField) weight.times(valid);
        if (target == given) {
          target = (TileField) given.times(valid);
        }
      }
    }

    private TileField valid(TileField given) {
      TileField valid = arena.take(1);
      float ignored = sweep.ignoreIndex();
      for (int i = 0; i < count; i++) {
        valid.values()[i] = given.values()[i] == ignored ? 0f : 1f;
      }
      return valid;
    }

    private TileField oneHot(TileField given) {
      int classes = batch.classes();
      TileField result = arena.take(classes);
      float[] values = result.values();
      Arrays.fill(values, 0, classes * count, 0f);
      float[] index = given.values();
      Integer ignored = sweep.ignoreIndex();
      for (int i = 0; i < count; i++) {
        int label = (int) index[i];
        if (ignored != null && label == ignored) {
          continue;
        }
        if (label < 0 || label >= classes || label != index[i]) {
          if (weight == null || weight.values()[i] > 0) {
            throw new LabelException(index[i], classes, ignored);
          }
          continue;
        }
        values[label * count + i] = 1f;
      }
      return result;
    }

    @Override
    public Prediction prediction() {
      if (prediction == null) {
        prediction = batch.link().predict(read(logits));
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
      TileField field = arena.take(batch.classes());
      Arrays.fill(field.values(), 0, batch.classes() * count, 1f);
      return field;
    }

    @Override
    public Field ofClasses(double[] numbers) {
      TileField field = arena.take(numbers.length);
      for (int row = 0; row < numbers.length; row++) {
        field.fillRow(row, numbers[row]);
      }
      return field;
    }

    @Override
    public Field ofGroups(double[][] numbers) {
      return ofClasses(numbers[sweep.groupOfImage(image)]);
    }

    @Override
    public void add(int index, Field terms) {
      TileField field = (TileField) terms;
      if (sweep.grouping() == Grouping.PIXEL) {
        TileField row = (TileField) field.sumOverClasses();
        for (int i = 0; i < count; i++) {
          sums.add(Math.toIntExact(start) + i, index, 0, row.values()[i]);
        }
        return;
      }
      for (int row = 0; row < field.classes(); row++) {
        sums.add(0, index, row, field.sumOfRow(row));
      }
    }

    @Override
    public void addGradient(Derivatives derivatives, double[] scale) {
      if (gradient == null) {
        return;
      }
      Field slope = prediction().backward(derivatives);
      if (sweep.grouping() == Grouping.PIXEL) {
        TileField row = arena.take(1);
        for (int i = 0; i < count; i++) {
          row.values()[i] = (float) scale[Math.toIntExact(start) + i];
        }
        slope = slope.times(row);
      } else {
        slope = slope.times(scale[sweep.groupOfImage(image)]);
      }
      if (sweep.accumulate()) {
        slope = slope.plus(read(gradient));
      }
      write(slope);
      wrote = true;
    }

    @Override
    public void store(Field values, Planes to) {
      TileField field = (TileField) values;
      int at = Math.toIntExact(start);
      for (int row = 0; row < to.rows(); row++) {
        int from = field.classes() == 1 ? 0 : row * count;
        double[] numbers = to.get(image, row);
        for (int i = 0; i < count; i++) {
          numbers[at + i] = field.values()[from + i];
        }
      }
    }

    @Override
    public Field load(Planes from) {
      TileField field = arena.take(from.rows());
      int at = Math.toIntExact(start);
      for (int row = 0; row < from.rows(); row++) {
        double[] numbers = from.get(image, row);
        for (int i = 0; i < count; i++) {
          field.values()[row * count + i] = (float) numbers[at + i];
        }
      }
      return field;
    }

    @Override
    public void write(Field values) {
      gradient.write(image, start, count, ((TileField) values).values(), scratch);
    }
  }
}
