package org.dl4jvision.network.decoder;

import org.dl4jvision.check.Registry;

/** Decoders by name. */
public final class Decoders {

  /** All that there are. */
  public static final Registry<Decoder> REGISTRY =
      new Registry<>("decoder", "decoders", new UNetDecoder());

  private Decoders() {}

  /**
   * The decoder of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  public static Decoder get(String name) {
    return REGISTRY.get(name);
  }
}
