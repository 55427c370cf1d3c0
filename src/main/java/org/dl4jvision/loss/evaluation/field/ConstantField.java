package org.dl4jvision.loss.evaluation.field;

/**
 * A field of a tile that is the same at every pixel: a number a class, or one for all. A product
 * with it takes one step a class and no memory.
 */
final class ConstantField extends CompactField {

  private final FieldLender<DenseField> lender;
  private final Shelf<ConstantField> constants;
  private double[] numbers;
  private double factor;

  ConstantField(FieldLender<DenseField> lender, Shelf<ConstantField> constants) {
    this.lender = lender;
    this.constants = constants;
  }

  /**
   * Starts anew.
   *
   * @param newNumbers one a class, or one for all
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
    return numbers.length;
  }

  /** The number of a class; a single one is every class's. */
  float get(int classIndex) {
    return (float) (numbers[numbers.length == 1 ? 0 : classIndex] * factor);
  }

  @Override
  DenseField newSpread() {
    DenseField all = lender.take(classes());
    for (int row = 0; row < classes(); row++) {
      all.fillRow(row, get(row));
    }
    return all;
  }

  @Override
  public Field times(double number) {
    return constants.take().set(numbers, factor * number);
  }

  @Override
  public Field times(Field other) {
    if (other instanceof DenseField dense) {
      return dense.timesOfClasses(numbers, factor);
    }
    return other instanceof ConstantField ? spread().times(other) : other.times(this);
  }

  @Override
  public Field timesOfClasses(double[] others) {
    return spread().timesOfClasses(others);
  }
}
