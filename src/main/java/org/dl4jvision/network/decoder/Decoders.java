package org.dl4jvision.network.decoder;

import org.dl4jvision.check.Registry;

/** Finds {@link Decoder}s by name. */
public final class Decoders {

  /** The registry, to which users can add their own. */
  public static final Registry<Decoder> REGISTRY =
      new Registry<>(
          "decoder",
          "decoders",
          new UNetDecoder(false),
          new UNetDecoder(true),
          new DeepLabV3Decoder(),
          new DeepLabV3PlusDecoder(),
          new FcnDecoder(),
          new FcnSkipDecoder(8),
          new FcnSkipDecoder(16),
          new FcnSkipDecoder(32),
          new FpnDecoder(),
          new LinkNetDecoder(),
          new LrAsppDecoder(),
          new PspNetDecoder(),
          new UNetPlusPlusDecoder());

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
