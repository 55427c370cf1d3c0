package org.dl4jvision.network.decoder;

class PspNetDecoderTest extends BaseDecoderTestCase {
  PspNetDecoderTest() {
    super(PspNetDecoder.class);
  }
}
