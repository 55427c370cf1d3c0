package org.dl4jvision.loss;

import java.util.EnumSet;
import java.util.Set;
import org.dl4jvision.loss.family.RegionLoss;
import org.dl4jvision.loss.family.RegionSum;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;

/**
 * Matthews correlation coefficient loss, class by class,
 *
 * <pre>1 - (TP TN - FP FN) / sqrt((TP + FP) (TP + FN) (TN + FP) (TN + FN))</pre>
 *
 * with TP = sum(p t), FP = sum(p) - TP, FN = sum(t) - TP and TN the rest of the pixels. The
 * smoothing is added to each of the four, {@code smoothNumerator} in the numerator and {@code
 * smoothDenominator} in the denominator. From 0 (perfect) over 1 (chance) to 2 (inverted).
 *
 * <p>Defaults: smoothing 1e-5, background included.
 *
 * @see <a href="https://arxiv.org/abs/2010.13454">Abhishek, Hamarneh (2020)</a>
 */
@LossInfo(
    name = "mcc",
    help = "one minus Matthews correlation: counts true negatives, too",
    formula = "1 - (TP TN - FP FN) / sqrt((TP+FP)(TP+FN)(TN+FP)(TN+FN))",
    avoid = "labels that are all of one class: the correlation says little there",
    paper = "https://arxiv.org/abs/2010.13454",
    same = "batch=true: smp MCCLoss")
public final class LossMcc extends RegionLoss {

  public static Builder<LossMcc, ?> builder() {
    return new Builder<>(new LossMcc());
  }

  @Override
  protected Set<RegionSum> sums() {
    return EnumSet.of(RegionSum.OVERLAP, RegionSum.PREDICTION, RegionSum.TARGET, RegionSum.WEIGHT);
  }

  @Override
  protected Scalar lossOfClass(Region region) {
    Scalar tp = region.get(RegionSum.OVERLAP);
    Scalar fp = region.get(RegionSum.PREDICTION).minus(tp);
    Scalar fn = region.get(RegionSum.TARGET).minus(tp);
    Scalar tn = region.get(RegionSum.WEIGHT).minus(tp).minus(fp).minus(fn);
    double s = smoothNumerator();
    Scalar numerator = tp.plus(s).times(tn.plus(s)).minus(fp.plus(s).times(fn.plus(s)));
    double pair = 2 * smoothDenominator();
    Scalar denominator =
        tp.plus(fp)
            .plus(pair)
            .atLeast(0)
            .sqrt()
            .times(tp.plus(fn).plus(pair).atLeast(0).sqrt())
            .times(tn.plus(fp).plus(pair).atLeast(0).sqrt())
            .times(tn.plus(fn).plus(pair).atLeast(0).sqrt());
    return numerator.ratio(denominator).complement();
  }
}
