package org.dl4jvision.network.encoder;

import org.dl4jvision.check.Registry;

/** Finds {@link Encoder}s by name. */
public final class Encoders {

  /** The registry, to which users can add their own. */
  public static final Registry<Encoder> REGISTRY =
      new Registry<>(
          "encoder",
          "encoders",
          new PlainEncoder(),
          new ResidualEncoder(
              "small", "residual, 16 to 128 channels, one block a stage", 16, 1, 48),
          new ResidualEncoder(
              "medium", "residual, 24 to 192 channels, two blocks a stage", 24, 2, 64));

  private Encoders() {}

  /**
   * The encoder of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  public static Encoder get(String name) {
    return REGISTRY.get(name);
  }
}
