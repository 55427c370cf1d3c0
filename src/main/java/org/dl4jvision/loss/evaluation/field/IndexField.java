package org.dl4jvision.loss.evaluation.field;

/**
 * A field of a tile that holds one number a pixel, in the row of the pixel's class, and 0 in all
 * others: labels that are class indices, and what is multiplied with them. Products cost a pixel
 * what they cost a class of a {@link DenseField}; any other operation falls back to that.
 */
public final class IndexField extends CompactField {

  private final FieldLender<DenseField> lender;
  private final Shelf<IndexField> indexed;
  private final Shelf<ConstantField> constants;
  private int[] index;
  private DenseField values;

  IndexField(
      FieldLender<DenseField> lender, Shelf<IndexField> indexed, Shelf<ConstantField> constants) {
    this.lender = lender;
    this.indexed = indexed;
    this.constants = constants;
  }

  /**
   * Starts anew.
   *
   * @param newIndex the class of each pixel
   * @param newValues the number of each pixel in the row of its class
   */
  IndexField set(int[] newIndex, DenseField newValues) {
    index = newIndex;
    values = newValues;
    restart();
    return this;
  }

  @Override
  public int classes() {
    return lender.classes();
  }

  private IndexField with(Field newValues) {
    return indexed.take().set(index, (DenseField) newValues);
  }

  private boolean isAlike(Field other) {
    return other instanceof IndexField indexed && indexed.index == index;
  }

  @Override
  DenseField newSpread() {
    return addTo(lender.take(classes()).fill(0));
  }

  /** The other field's number at the class of each pixel: a single row. */
  public Field at(Field other) {
    if (isAlike(other)) {
      return ((IndexField) other).values;
    }
    DenseField field = dense(other);
    if (field.classes() == 1) {
      return field;
    }
    DenseField row = lender.take(1);
    for (int i = 0, n = lender.pixels(); i < n; i++) {
      row.row(0)[i] = field.row(index[i])[i];
    }
    return row;
  }

  private DenseField addTo(DenseField all) {
    float[] each = values.row(0);
    for (int i = 0, n = lender.pixels(); i < n; i++) {
      all.row(index[i])[i] += each[i];
    }
    return all;
  }

  /** The class of each pixel; there may be room for more pixels. Not a copy. */
  public int[] index() {
    return index;
  }

  /** The number of each pixel in the row of its class: a single row. */
  public DenseField values() {
    return values;
  }

  @Override
  public Field times(Field other) {
    return other instanceof ConstantField constant
        ? timesConstant(constant)
        : with(values.times(at(other)));
  }

  private Field timesConstant(ConstantField constant) {
    if (constant.classes() == 1) {
      return with(values.times(constant));
    }
    float[] each = values.row(0);
    DenseField row = lender.take(1);
    for (int i = 0, n = lender.pixels(); i < n; i++) {
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
    return timesConstant(constants.take().set(numbers, 1));
  }

  @Override
  public Field plus(Field other) {
    if (isAlike(other)) {
      return with(values.plus(((IndexField) other).values));
    }
    DenseField all = dense(other);
    return all.classes() == classes() ? addTo((DenseField) all.plus(0)) : spread().plus(all);
  }

  @Override
  public Field minus(Field other) {
    if (isAlike(other)) {
      return with(values.minus(((IndexField) other).values));
    }
    DenseField all = dense(other);
    return all.classes() == classes() ? addTo((DenseField) all.negate()) : spread().minus(all);
  }

  @Override
  public Field minusProduct(Field row, Field field) {
    DenseField product = dense(row.negate().times(field));
    return product.classes() == classes() ? addTo(product) : spread().plus(product);
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
