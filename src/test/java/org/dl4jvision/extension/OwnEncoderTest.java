package org.dl4jvision.extension;

import org.dl4jvision.network.encoder.BaseEncoderTestCase;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnEntries.class)
class OwnEncoderTest extends BaseEncoderTestCase {
  OwnEncoderTest() {
    super(OwnEncoder.class);
  }
}
