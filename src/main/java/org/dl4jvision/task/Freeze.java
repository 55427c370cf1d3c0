package org.dl4jvision.task;

import java.util.Locale;

/** What of an encoder that was trained before stays as it is. */
public enum Freeze {
  /** All of it is trained. */
  NONE,
  /** Statistics, scale and shift of batch normalization, which few images would spoil. */
  BATCH_NORM,
  /** All of it, batch normalization included. */
  ENCODER;

  /** As it is written: {@code batch-norm}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
