package org.dl4jvision.loss.evaluation;

/**
 * A field of a tile that holds one number a pixel, in the row of the pixel's class, and 0 in all
 * others: labels that are class indices, and what is multiplied with them. Products cost a pixel
 * what they cost a class of a {@link TileField}; any other operation falls back to that.
 */
final class IndexField extends CompactField {

  private final TileArena arena;
  private final int classes;
  private int[] index;
  private TileField values;

  IndexField(TileArena arena, int classes) {
    this.arena = arena;
    this.classes = classes;
  }

  /**
   * Starts anew.
   *
   * @param newIndex the class of each pixel
   * @param newValues the number of each pixel in the row of its class
   */
  IndexField set(int[] newIndex, TileField newValues) {
    index = newIndex;
    values = newValues;
    restart();
    return this;
  }

  @Override
  public int classes() {
    return classes;
  }

  private IndexField with(Field newValues) {
    return arena.takeIndexed().set(index, (TileField) newValues);
  }

  private boolean isAlike(Field other) {
    return other instanceof IndexField indexed && indexed.index == index;
  }

  @Override
  TileField newSpread() {
    return addTo(arena.take(classes).fill(0));
  }

  /** The other field's number at each pixel's class. */
  Field at(Field other) {
    if (isAlike(other)) {
      return ((IndexField) other).values;
    }
    TileField field = TileField.allOf(other);
    if (field.classes() == 1) {
      return field;
    }
    TileField row = arena.take(1);
    for (int i = 0, n = arena.pixels(); i < n; i++) {
      row.row(0)[i] = field.row(index[i])[i];
    }
    return row;
  }

  private TileField addTo(TileField all) {
    float[] each = values.row(0);
    for (int i = 0, n = arena.pixels(); i < n; i++) {
      all.row(index[i])[i] += each[i];
    }
    return all;
  }

  /** Adds each class's sum to the sums of its group. */
  void addTo(Sums sums, int group, int at) {
    float[] each = values.row(0);
    for (int i = 0, n = arena.pixels(); i < n; i++) {
      sums.add(group, at, index[i], each[i]);
    }
  }

  @Override
  public Field times(Field other) {
    return other instanceof ConstantField constant
        ? times(constant)
        : with(values.times(at(other)));
  }

  private Field times(ConstantField constant) {
    if (constant.classes() == 1) {
      return with(values.times(constant));
    }
    float[] each = values.row(0);
    TileField row = arena.take(1);
    for (int i = 0, n = arena.pixels(); i < n; i++) {
      row.row(0)[i] = each[i] * constant.get(index[i]);
    }
    return with(row);
  }

  @Override
  public Field dividedBy(Field other) {
    return with(values.dividedBy(at(other)));
  }

  @Override
  public Field times(double number) {
    return with(values.times(number));
  }

  @Override
  public Field timesOfClasses(double[] numbers) {
    return times(arena.takeConstant().set(numbers, 1));
  }

  @Override
  public Field plus(Field other) {
    if (isAlike(other)) {
      return with(values.plus(((IndexField) other).values));
    }
    TileField all = TileField.allOf(other);
    return all.classes() == classes ? addTo((TileField) all.plus(0)) : spread().plus(all);
  }

  @Override
  public Field minus(Field other) {
    if (isAlike(other)) {
      return with(values.minus(((IndexField) other).values));
    }
    TileField all = TileField.allOf(other);
    return all.classes() == classes ? addTo((TileField) all.negate()) : spread().minus(all);
  }

  @Override
  public Field minusProduct(Field row, Field field) {
    return addTo((TileField) row.negate().times(field));
  }

  @Override
  public Field abs() {
    return with(values.abs());
  }

  @Override
  public Field sign() {
    return with(values.sign());
  }

  @Override
  public Field sqrt() {
    return with(values.sqrt());
  }

  @Override
  public Field sumOverClasses() {
    return values;
  }

  @Override
  public Field greaterThan(double number) {
    return number < 0 ? spread().greaterThan(number) : with(values.greaterThan(number));
  }

  @Override
  public Field pow(double exponent) {
    return exponent > 0 ? with(values.pow(exponent)) : spread().pow(exponent);
  }

  @Override
  public Field log1p() {
    return with(values.log1p());
  }
}
