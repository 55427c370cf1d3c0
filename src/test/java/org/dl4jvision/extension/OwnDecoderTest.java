package org.dl4jvision.extension;

import org.dl4jvision.network.decoder.BaseDecoderTestCase;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnEntries.class)
class OwnDecoderTest extends BaseDecoderTestCase {
  OwnDecoderTest() {
    super(OwnDecoder.class);
  }
}
