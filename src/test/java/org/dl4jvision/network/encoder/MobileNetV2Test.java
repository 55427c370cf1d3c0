package org.dl4jvision.network.encoder;

class MobileNetV2Test extends BaseEncoderTestCase {
  MobileNetV2Test() {
    super(MobileNetV2.class);
  }
}
