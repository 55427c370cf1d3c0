package org.dl4jvision.loss;

import java.util.BitSet;
import java.util.function.IntToDoubleFunction;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.family.LocalLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;
import org.dl4jvision.loss.spatial.WindowFilter;

/**
 * Structural dissimilarity: the mean over an image's pixels of one minus the structural similarity
 * of prediction and label in a window around the pixel,
 *
 * <pre>1 - (2 m_p m_t + c1) (2 s_pt + c2) / ((m_p^2 + m_t^2 + c1) (s_pp + s_tt + c2))
 * c1 = (0.01 range)^2,   c2 = (0.03 range)^2</pre>
 *
 * with means m, variances and covariance s weighted by a Gaussian. Predictions and labels may be
 * any numbers; {@code range} is the largest minus the smallest that they can be. At the border the
 * window is what of it lies within the image, its weights scaled to a sum of 1; masked pixels are
 * as if they were outside of the image.
 *
 * <p>Defaults: windowSize 11, sigma 1.5, range 1, all classes, each image by itself.
 *
 * @see <a href="https://doi.org/10.1109/TIP.2003.819861">Wang et al. (2004)</a>
 */
@LossInfo(
    name = "ssim",
    help = "structural dissimilarity; for images and maps as predictions",
    formula = "1 - structural similarity in a Gaussian window",
    avoid = "alone, far from the optimum: add l1",
    paper = "https://doi.org/10.1109/TIP.2003.819861",
    same = "1 - scikit-image structural_similarity(gaussian_weights=True), but for the border")
public final class LossSsim extends LocalLoss {

  @LossOption("pixels along a window's side, odd")
  private int windowSize = 11;

  @LossOption("standard deviation of the window's weights in pixels, > 0")
  private double sigma = 1.5;

  @LossOption("the largest minus the smallest number that there can be, > 0")
  private double range = 1;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.oddSize("windowSize", windowSize);
    Check.sigma("sigma", sigma);
    Check.scale("range", range);
  }

  @Override
  public boolean labelsAreProbabilities() {
    return false;
  }

  @Override
  protected double sum(Plane image) {
    return new Windows(image).sum();
  }

  private final class Windows {
    private final Plane image;
    private final BitSet counted;
    private final WindowFilter filter = WindowFilter.gaussian(windowSize, sigma);
    private final double c1 = 0.01 * range * 0.01 * range;
    private final double c2 = 0.03 * range * 0.03 * range;

    Windows(Plane image) {
      this.image = image;
      counted = image.counted();
    }

    private boolean counts(int i) {
      return counted == null || counted.get(i);
    }

    /** Window sums of a number a pixel, over pixels that count. */
    private double[] sums(IntToDoubleFunction of) {
      double[] values = new double[image.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = counts(i) ? of.applyAsDouble(i) : 0;
      }
      return filter.apply(image.shape(), values);
    }

    double sum() {
      double[] p = image.predictions();
      double[] t = image.labels();
      double[] weights = sums(i -> 1);
      double[] ofP = sums(i -> p[i]);
      double[] ofT = sums(i -> t[i]);
      double[] ofPp = sums(i -> p[i] * p[i]);
      double[] ofTt = sums(i -> t[i] * t[i]);
      double[] ofPt = sums(i -> p[i] * t[i]);
      double sum = 0;
      // The sums' places are taken by the loss's derivatives by them.
      for (int i = 0; i < p.length; i++) {
        if (!counts(i)) {
          continue;
        }
        double n = weights[i];
        double meanP = ofP[i] / n;
        double meanT = ofT[i] / n;
        double variances =
            Math.max(0, ofPp[i] / n - meanP * meanP) + Math.max(0, ofTt[i] / n - meanT * meanT);
        double covariance = ofPt[i] / n - meanP * meanT;
        double means = meanP * meanP + meanT * meanT + c1;
        double structure = (2 * covariance + c2) / (variances + c2);
        double luminance = (2 * meanP * meanT + c1) / means;
        double similarity = luminance * structure;
        double weight = image.weight(i);
        sum += weight * (1 - similarity);
        double byPt = 2 * luminance / (variances + c2);
        double byPp = -similarity / (variances + c2);
        double byLuminance = 2 * (meanT - luminance * meanP) / means;
        double scale = -weight / n;
        ofPt[i] = scale * byPt;
        ofPp[i] = scale * byPp;
        ofP[i] = scale * (byLuminance * structure - byPt * meanT - 2 * byPp * meanP);
      }
      double[] byPt = sums(i -> ofPt[i]);
      double[] byPp = sums(i -> ofPp[i]);
      double[] byP = sums(i -> ofP[i]);
      for (int i = 0; i < p.length; i++) {
        if (counts(i)) {
          image.derivatives()[i] = byP[i] + 2 * p[i] * byPp[i] + t[i] * byPt[i];
        }
      }
      return sum;
    }
  }

  /** Builds a {@link LossSsim}. */
  public static final class Builder extends LocalLoss.Builder<LossSsim, Builder> {
    private Builder() {
      super(new LossSsim());
    }

    public Builder windowSize(int windowSize) {
      return set(loss -> loss.windowSize = windowSize);
    }

    public Builder sigma(double sigma) {
      return set(loss -> loss.sigma = sigma);
    }

    public Builder range(double range) {
      return set(loss -> loss.range = range);
    }
  }
}
