package org.dl4jvision.network.encoder;

class AlexNetTest extends BaseEncoderTestCase {
  AlexNetTest() {
    super(AlexNet.class);
  }
}
