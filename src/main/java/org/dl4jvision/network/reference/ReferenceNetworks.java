package org.dl4jvision.network.reference;

import org.dl4jvision.check.Registry;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.network.encoder.PublishedEncoder;

/** Finds {@link ReferenceNetwork}s by name. */
public final class ReferenceNetworks {

  private static final ReferenceNetwork[] MORE = {};

  private ReferenceNetworks() {}

  /** All that are known: those listed here, and every published encoder. */
  public static Registry<ReferenceNetwork> all() {
    Registry<ReferenceNetwork> all =
        new Registry<>("published network", "published networks", MORE);
    Encoders.REGISTRY.all().stream()
        .filter(PublishedEncoder.class::isInstance)
        .map(PublishedEncoder.class::cast)
        .forEach(encoder -> all.register(new ReferenceClassifier(encoder)));
    return all;
  }
}
