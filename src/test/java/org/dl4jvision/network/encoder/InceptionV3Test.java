package org.dl4jvision.network.encoder;

class InceptionV3Test extends BaseEncoderTestCase {
  InceptionV3Test() {
    super(InceptionV3.class);
  }
}
