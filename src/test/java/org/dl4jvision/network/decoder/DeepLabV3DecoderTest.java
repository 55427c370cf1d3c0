package org.dl4jvision.network.decoder;

class DeepLabV3DecoderTest extends BaseDecoderTestCase {
  DeepLabV3DecoderTest() {
    super(DeepLabV3Decoder.class);
  }
}
