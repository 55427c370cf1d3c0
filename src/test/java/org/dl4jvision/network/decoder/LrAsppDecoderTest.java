package org.dl4jvision.network.decoder;

class LrAsppDecoderTest extends BaseDecoderTestCase {
  LrAsppDecoderTest() {
    super(LrAsppDecoder.class);
  }
}
