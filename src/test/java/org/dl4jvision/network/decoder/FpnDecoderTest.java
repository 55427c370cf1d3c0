package org.dl4jvision.network.decoder;

class FpnDecoderTest extends BaseDecoderTestCase {
  FpnDecoderTest() {
    super(FpnDecoder.class);
  }
}
