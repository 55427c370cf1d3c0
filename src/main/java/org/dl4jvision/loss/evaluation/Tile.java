package org.dl4jvision.loss.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dl4jvision.loss.evaluation.field.DenseField;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.evaluation.field.IndexField;
import org.dl4jvision.loss.evaluation.field.TileArena;
import org.dl4jvision.loss.evaluation.field.TileField;
import org.dl4jvision.loss.evaluation.memory.FloatMemory;

/** The tile that a thread is at: it moves over the pixels of one image. */
final class Tile implements Pixels {

  private final Sweep sweep;
  private final TileMemory memory;
  private final TileArena arena;
  private final int image;
  private final Sums sums;
  private final TileLabels labels;
  private final Prediction prediction;
  private final List<Derivatives> derivatives = new ArrayList<>();
  private int derivativesTaken;
  private boolean predicted;
  private long start;
  private int count;

  /**
   * @param sums those of the image alone, or of all pixels of the batch if each is a group
   */
  Tile(Sweep sweep, TileMemory memory, TileArena arena, int image, Sums sums) {
    this.sweep = sweep;
    this.memory = memory;
    this.arena = arena;
    this.image = image;
    this.sums = sums;
    labels = new TileLabels(sweep, memory, arena, image);
    prediction = sweep.arrays().activation().newPrediction();
  }

  /**
   * Shows the visitor {@code pixels} pixels from {@code pixel} on.
   *
   * @return whether derivatives were written to the gradient
   */
  boolean show(long pixel, int pixels, Consumer<Pixels> visitor) {
    start = pixel;
    count = pixels;
    arena.start(pixels);
    derivativesTaken = 0;
    predicted = false;
    labels.read(start, count);
    Derivatives total = derivatives();
    visitor.accept(this);
    if (sweep.keeps()) {
      write(prediction().kept());
    }
    if (memory.gradient() == null || total.isEmpty()) {
      return false;
    }
    Field byLogits = prediction().backward(total);
    boolean adds = sweep.arrays().gradient().isStarted();
    write(adds ? byLogits.plus(read(memory.gradient())) : byLogits);
    return true;
  }

  private DenseField read(FloatMemory from) {
    DenseField field = arena.take(from.channels());
    from.read(image, start, count, field.rows(), arena.scratch());
    return field;
  }

  @Override
  public Prediction prediction() {
    if (!predicted) {
      if (sweep.kept()) {
        prediction.restartFromKept(read(memory.gradient()));
      } else {
        prediction.restart(read(memory.logits()));
      }
      predicted = true;
    }
    return prediction;
  }

  @Override
  public Field target() {
    return labels.target();
  }

  @Override
  public Field weight() {
    return labels.weight();
  }

  @Override
  public Field ones() {
    return arena.take(sweep.arrays().classes()).fill(1);
  }

  @Override
  public Field ofClasses(double[] numbers) {
    return arena.constant(numbers);
  }

  @Override
  public Field ofGroups(double[] numbers) {
    if (!sweep.isPerPixel()) {
      return arena.constant(numbers[image]);
    }
    DenseField row = arena.take(1);
    int first = Math.toIntExact(start);
    for (int i = 0; i < count; i++) {
      row.row(0)[i] = (float) numbers[first + i];
    }
    return row;
  }

  @Override
  public Field ofGroupsAndClasses(double[][] numbers) {
    return ofClasses(numbers[image]);
  }

  @Override
  public void add(int index, Field terms) {
    if (sweep.isPerPixel()) {
      float[] row = ((TileField) terms.sumOverClasses()).row(0);
      int first = Math.toIntExact(start);
      for (int i = 0; i < count; i++) {
        sums.add(first + i, index, 0, row[i]);
      }
    } else if (terms instanceof IndexField indexed) {
      int[] classes = indexed.index();
      float[] values = indexed.values().row(0);
      for (int i = 0; i < count; i++) {
        sums.add(0, index, classes[i], values[i]);
      }
    } else {
      TileField field = (TileField) terms;
      for (int row = 0; row < field.classes(); row++) {
        sums.add(0, index, row, field.sumOfRow(row));
      }
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
    for (int row = 0; row < to.rows(); row++) {
      to.write(image, row, start, count, ((TileField) values).row(row));
    }
  }

  @Override
  public Field load(Planes from) {
    DenseField field = arena.take(from.rows());
    for (int row = 0; row < from.rows(); row++) {
      from.read(image, row, start, count, field.row(row));
    }
    return field;
  }

  @Override
  public void write(Field values) {
    memory.gradient().write(image, start, count, ((TileField) values).rows(), arena.scratch());
  }
}
