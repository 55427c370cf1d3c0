package org.dl4jvision.loss;

import static org.dl4jvision.loss.family.RegionSum.OVERLAP;
import static org.dl4jvision.loss.family.RegionSum.PREDICTION;
import static org.dl4jvision.loss.family.RegionSum.TARGET;

import java.util.Set;
import org.dl4jvision.loss.family.RegionLoss;
import org.dl4jvision.loss.family.RegionSum;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;

/** What a region loss of one's own takes; the documentation of the package shows it. */
@LossInfo(name = "ochiai", help = "one minus the cosine between prediction and label")
final class LossOchiai extends RegionLoss {
  @Override
  protected Set<RegionSum> sums() {
    return Set.of(OVERLAP, PREDICTION, TARGET);
  }

  @Override
  protected Scalar lossOfClass(Region region) {
    Scalar size = region.get(PREDICTION).times(region.get(TARGET)).sqrt();
    return smoothRatio(region.get(OVERLAP), size).complement();
  }
}
