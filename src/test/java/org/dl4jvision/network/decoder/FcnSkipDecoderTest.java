package org.dl4jvision.network.decoder;

class FcnSkipDecoderTest extends BaseDecoderTestCase {
  FcnSkipDecoderTest() {
    super(FcnSkipDecoder.class);
  }
}
