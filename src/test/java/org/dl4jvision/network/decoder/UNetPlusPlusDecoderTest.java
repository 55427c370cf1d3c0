package org.dl4jvision.network.decoder;

class UNetPlusPlusDecoderTest extends BaseDecoderTestCase {
  UNetPlusPlusDecoderTest() {
    super(UNetPlusPlusDecoder.class);
  }
}
