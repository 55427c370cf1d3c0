package org.dl4jvision.network;

import static org.dl4jvision.check.RegistryAssertions.assertComplete;

import org.dl4jvision.network.decoder.BaseDecoderTestCase;
import org.dl4jvision.network.decoder.Decoder;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.BaseEncoderTestCase;
import org.dl4jvision.network.encoder.Encoder;
import org.dl4jvision.network.encoder.Encoders;
import org.junit.jupiter.api.Test;

/**
 * No encoder and no decoder is forgotten: each class is registered, and tested by its base test.
 */
class NetworkRegistriesTest {

  private static final String NETWORK = "org.dl4jvision.network";

  @Test
  void everyEncoderIsRegisteredAndTested() throws ClassNotFoundException {
    assertComplete(NETWORK, Encoder.class, Encoders.REGISTRY, BaseEncoderTestCase.class);
  }

  @Test
  void everyDecoderIsRegisteredAndTested() throws ClassNotFoundException {
    assertComplete(NETWORK, Decoder.class, Decoders.REGISTRY, BaseDecoderTestCase.class);
  }
}
