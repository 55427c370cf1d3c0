package org.dl4jvision.network.decoder;

class DeepLabV3PlusDecoderTest extends BaseDecoderTestCase {
  DeepLabV3PlusDecoderTest() {
    super(DeepLabV3PlusDecoder.class);
  }
}
