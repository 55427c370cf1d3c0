package org.dl4jvision.network.decoder;

class LinkNetDecoderTest extends BaseDecoderTestCase {
  LinkNetDecoderTest() {
    super(LinkNetDecoder.class);
  }
}
