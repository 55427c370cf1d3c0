package org.dl4jvision.loss.evaluation;

/**
 * A field of a tile that needs fewer numbers than pixels and classes. What it has no shorter way
 * for it does as the {@link TileField} that it stands for.
 */
abstract class CompactField implements Field {

  private TileField spread;

  /** Forgets what it stood for. */
  final void restart() {
    spread = null;
  }

  /** All rows and pixels. */
  final TileField spread() {
    if (spread == null) {
      spread = newSpread();
    }
    return spread;
  }

  abstract TileField newSpread();

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
