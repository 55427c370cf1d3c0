package org.dl4jvision.network.encoder;

class SqueezeNetTest extends BaseEncoderTestCase {
  SqueezeNetTest() {
    super(SqueezeNet.class);
  }

  /** What is squeezed to a single channel is often zero. */
  @Override
  int baseChannels() {
    return 16;
  }
}
