package org.dl4jvision.loss;

import static org.dl4jvision.loss.family.RegionSum.OVERLAP;
import static org.dl4jvision.loss.family.RegionSum.PREDICTION;
import static org.dl4jvision.loss.family.RegionSum.TARGET;

import java.util.Set;
import org.dl4jvision.loss.family.RegionLoss;
import org.dl4jvision.loss.family.RegionSum;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/** What a region loss of one's own takes. */
@LossInfo(name = "ochiai", help = "one minus the cosine between prediction and label")
@JsonDeserialize(builder = LossOchiai.Builder.class)
public final class LossOchiai extends RegionLoss {
  private LossOchiai(Builder builder) {
    super(builder);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected Set<RegionSum> sums() {
    return Set.of(OVERLAP, PREDICTION, TARGET);
  }

  @Override
  protected Scalar lossOfClass(Region region) {
    Scalar size = region.get(PREDICTION).times(region.get(TARGET)).sqrt();
    return smoothRatio(region.get(OVERLAP), size).complement();
  }

  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends RegionLoss.Builder<Builder> {
    public LossOchiai build() {
      return new LossOchiai(this);
    }
  }
}
