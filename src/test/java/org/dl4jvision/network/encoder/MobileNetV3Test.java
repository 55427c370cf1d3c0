package org.dl4jvision.network.encoder;

class MobileNetV3Test extends BaseEncoderTestCase {
  MobileNetV3Test() {
    super(MobileNetV3.class);
  }
}
