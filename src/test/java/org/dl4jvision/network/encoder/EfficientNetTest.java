package org.dl4jvision.network.encoder;

class EfficientNetTest extends BaseEncoderTestCase {
  EfficientNetTest() {
    super(EfficientNet.class);
  }
}
