package org.dl4jvision.network.encoder;

class GoogLeNetTest extends BaseEncoderTestCase {
  GoogLeNetTest() {
    super(GoogLeNet.class);
  }

  /** Of few channels, those that dropout changes are often zero. */
  @Override
  int baseChannels() {
    return 16;
  }
}
