package org.dl4jvision.network.decoder;

class UNetDecoderTest extends BaseDecoderTestCase {
  UNetDecoderTest() {
    super(UNetDecoder.class);
  }
}
