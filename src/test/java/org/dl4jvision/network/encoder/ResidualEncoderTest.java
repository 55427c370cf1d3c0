package org.dl4jvision.network.encoder;

class ResidualEncoderTest extends BaseEncoderTestCase {
  ResidualEncoderTest() {
    super(ResidualEncoder.class);
  }
}
