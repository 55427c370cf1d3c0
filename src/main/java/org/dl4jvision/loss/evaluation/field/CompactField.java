package org.dl4jvision.loss.evaluation.field;

/**
 * A field of a tile that keeps fewer numbers than pixels and classes. What it has no shorter way
 * for it does as the {@link DenseField} that it stands for.
 */
abstract class CompactField implements TileField {

  private DenseField spread;

  /** Forgets the numbers that it stood for, so that it can stand for others. */
  final void restart() {
    spread = null;
  }

  /** This with a number for every pixel and class; made when first asked for. */
  final DenseField spread() {
    if (spread == null) {
      spread = newSpread();
    }
    return spread;
  }

  abstract DenseField newSpread();

  /** Any field of a tile with a number for every pixel and row. */
  static DenseField dense(Field field) {
    return field instanceof CompactField compact ? compact.spread() : (DenseField) field;
  }

  @Override
  public final float[][] rows() {
    return spread().rows();
  }

  @Override
  public final float[] row(int classIndex) {
    return spread().row(classIndex);
  }

  @Override
  public final double sumOfRow(int row) {
    return spread().sumOfRow(row);
  }

  @Override
  public final boolean isCompact() {
    return true;
  }

  @Override
  public Field plus(Field other) {
    return spread().plus(other);
  }

  @Override
  public Field minus(Field other) {
    return spread().minus(other);
  }

  @Override
  public Field dividedBy(Field other) {
    return spread().dividedBy(other);
  }

  @Override
  public Field max(Field other) {
    return spread().max(other);
  }

  @Override
  public Field greaterThan(Field other) {
    return spread().greaterThan(other);
  }

  @Override
  public Field plus(double number) {
    return spread().plus(number);
  }

  @Override
  public Field max(double number) {
    return spread().max(number);
  }

  @Override
  public Field greaterThan(double number) {
    return spread().greaterThan(number);
  }

  @Override
  public Field pow(double exponent) {
    return spread().pow(exponent);
  }

  @Override
  public Field exp() {
    return spread().exp();
  }

  @Override
  public Field log() {
    return spread().log();
  }

  @Override
  public Field log1p() {
    return spread().log1p();
  }

  @Override
  public Field abs() {
    return spread().abs();
  }

  @Override
  public Field sign() {
    return spread().sign();
  }

  @Override
  public Field sqrt() {
    return spread().sqrt();
  }

  @Override
  public Field mix(double[][] m) {
    return spread().mix(m);
  }

  @Override
  public Field sumOverClasses() {
    return spread().sumOverClasses();
  }

  @Override
  public Field maxOverClasses() {
    return spread().maxOverClasses();
  }
}
