package org.dl4jvision.network.encoder;

import java.util.Set;
import java.util.stream.Stream;

class ResNetTest extends BaseEncoderTestCase {

  private static final Set<String> ONE_OF_EACH_KIND =
      Set.of("resnet18", "resnet50", "resnext50", "se-resnet18");

  ResNetTest() {
    super(ResNet.class);
  }

  /** Others have more blocks of the same kinds. */
  @Override
  Stream<Encoder> encoders() {
    return super.encoders().filter(encoder -> ONE_OF_EACH_KIND.contains(encoder.name()));
  }
}
