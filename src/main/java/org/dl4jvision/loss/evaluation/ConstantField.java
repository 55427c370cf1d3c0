package org.dl4jvision.loss.evaluation;

/**
 * A field of a tile that is the same at every pixel: a number a class, or one for all. A product
 * with it takes one step a class and no memory.
 */
final class ConstantField extends CompactField {

  private final TileArena arena;
  private double[] numbers;
  private double factor;

  ConstantField(TileArena arena) {
    this.arena = arena;
  }

  /**
   * Starts anew.
   *
   * @param newNumbers one a class, or one for all; null for a single row of 1
   * @param newFactor what they are multiplied by
   */
  ConstantField set(double[] newNumbers, double newFactor) {
    restart();
    numbers = newNumbers;
    factor = newFactor;
    return this;
  }

  @Override
  public int classes() {
    return numbers == null ? 1 : numbers.length;
  }

  /** The number of a class; a single row is every class's. */
  float get(int classIndex) {
    double number = numbers == null ? 1 : numbers[numbers.length == 1 ? 0 : classIndex];
    return (float) (number * factor);
  }

  @Override
  TileField newSpread() {
    TileField all = arena.take(classes());
    for (int row = 0; row < classes(); row++) {
      all.fillRow(row, get(row));
    }
    return all;
  }

  @Override
  public Field times(double number) {
    return arena.takeConstant().set(numbers, factor * number);
  }

  @Override
  public Field times(Field other) {
    return other instanceof ConstantField ? spread().times(other) : other.times(this);
  }

  @Override
  public Field timesOfClasses(double[] others) {
    return spread().timesOfClasses(others);
  }
}
