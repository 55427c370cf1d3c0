package org.dl4jvision.network.encoder;

import java.util.stream.Stream;

class DenseNetTest extends BaseEncoderTestCase {
  DenseNetTest() {
    super(DenseNet.class);
  }

  /** The other has more layers of the same kind. */
  @Override
  Stream<Encoder> encoders() {
    return Stream.of(Encoders.get("densenet121"));
  }
}
