package org.dl4jvision.network.decoder;

class FcnDecoderTest extends BaseDecoderTestCase {
  FcnDecoderTest() {
    super(FcnDecoder.class);
  }
}
