package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;

class LossNaclTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        new LossNacl(),
        Losses.parse("nacl(kernelSize=5, distance=l2, alpha=0.3, classWeights=[1, 2, 0.5])"),
        Losses.parse("nacl(kernel=gaussian, sigma=0.5, includeBackground=false, batch=true)"));
  }

  @Override
  public boolean seesNeighbors() {
    return true;
  }

  @Test
  void badOptionsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Losses.parse("nacl(kernelSize=2)"));
    assertThrows(IllegalArgumentException.class, () -> Losses.parse("nacl(alpha=-1)"));
    assertThrows(IllegalArgumentException.class, () -> Losses.parse("nacl(kernel=box)"));
  }
}
