package org.dl4jvision.network.encoder;

class PlainEncoderTest extends BaseEncoderTestCase {
  PlainEncoderTest() {
    super(PlainEncoder.class);
  }
}
