package org.dl4jvision.network.encoder;

class RegNetTest extends BaseEncoderTestCase {
  RegNetTest() {
    super(RegNet.class);
  }
}
