package org.dl4jvision.network.encoder;

import java.util.stream.Stream;

class VggTest extends BaseEncoderTestCase {
  VggTest() {
    super(Vgg.class);
  }

  /** Others have more convolutions of the same kind. */
  @Override
  Stream<Encoder> encoders() {
    return Stream.of(Encoders.get("vgg11"), Encoders.get("vgg11-bn"));
  }
}
