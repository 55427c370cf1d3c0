package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.family.ImageLoss;
import org.dl4jvision.loss.math.BufferPool;
import org.dl4jvision.loss.math.Ranking;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Lovász loss: the tightest convex continuation of the Jaccard loss of a class to errors between 0
 * and 1. The errors e of an image's pixels in falling order cost
 *
 * <pre>sum over k of e_k (J_k - J_(k-1)),   J_k = 1 - (T - T_k) / (T + k - T_k)</pre>
 *
 * with T the number of pixels of the class and T_k those among the first k. With softmax, and
 * activations that give probabilities, the error is |t - p|; with sigmoid it is the hinge max(0, 1
 * - z) of positives and max(0, 1 + z) of negatives, of the logit z. A pixel's weight counts as that
 * many pixels. Where errors are equal their order, and with it the derivative, is that of the
 * pixels.
 *
 * <p>Defaults: each image by itself, mean over the classes that the label shows.
 *
 * @see <a href="https://arxiv.org/abs/1705.08790">Berman, Triki, Blaschko (2018)</a>
 */
@LossInfo(
    name = "lovasz",
    help = "the Jaccard index made differentiable; for fine-tuning towards IoU",
    formula = "sum_k e_k (J_k - J_(k-1)), errors e in falling order",
    avoid = "the start of a training: fine-tune with it, or add cross-entropy",
    paper = "https://arxiv.org/abs/1705.08790",
    same = "batch=true: lovasz_softmax(per_image=False), with sigmoid lovasz_hinge")
public final class LossLovasz extends ImageLoss {

  /** Tells which classes count in the mean. */
  public enum Classes {
    /** Those that the label shows; with sigmoid every channel counts nevertheless. */
    PRESENT,
    /** All classes count, present in the labels or not. */
    ALL
  }

  @LossOption("classes in the mean: those that the label shows, or all")
  private Classes classes = Classes.PRESENT;

  @LossOption("the opposite of batch")
  private void perImage(boolean each) {
    wholeBatch(!each);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected boolean seesNeighbors() {
    return false;
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.given("classes", classes);
  }

  @Override
  protected boolean isOfLogits(Batch arrays) {
    return arrays.isSigmoid();
  }

  @Override
  protected boolean counts(List<Plane> images) {
    boolean shown = classes == Classes.ALL;
    for (int i = 0; i < images.size() && !shown; i++) {
      shown = showsClass(images.get(i));
    }
    return shown;
  }

  private static boolean showsClass(Plane image) {
    boolean shown = image.isOfLogits();
    for (int i = 0; i < image.size() && !shown; i++) {
      shown = image.labels()[i] * image.weight(i) > 0;
    }
    return shown;
  }

  @Override
  protected double lossOfClass(List<Plane> images) {
    int size = images.get(0).size();
    int total = images.size() * size;
    double[] errors = BufferPool.DOUBLES.take(total);
    double positives = 0;
    double leastOfPositives = Double.POSITIVE_INFINITY;
    double largest = 0;
    int at = 0;
    for (Plane image : images) {
      for (int i = 0; i < size; i++) {
        double error = Math.max(0, image.inItsPrecision(error(image, i)));
        double weight = image.weight(i);
        double positive = weight * image.labels()[i];
        if (positive > 0) {
          positives += positive;
          leastOfPositives = Math.min(leastOfPositives, error);
        }
        if (weight > 0) {
          largest = Math.max(largest, error);
        }
        errors[at++] = weight > 0 ? error : -1;
      }
    }
    double loss = 0;
    double jaccard = 0;
    double missed = 0;
    double union = positives;
    Ranking ranking = Ranking.take(total);
    // After the last positive the Jaccard loss is 1 and stays so.
    int count = ranking.sort(errors, Math.min(leastOfPositives, largest));
    for (int i = 0; i < count; i++) {
      int rank = ranking.get(i);
      int which = images.size() == 1 ? 0 : rank / size; // divisions take long
      Plane image = images.get(which);
      int pixel = rank - which * size;
      double weight = image.weight(pixel);
      double label = image.labels()[pixel];
      missed += weight * label;
      union += weight * (1 - label);
      double step = 1 - (positives - missed) / union - jaccard;
      jaccard += step;
      loss += step * errors[rank];
      image.derivatives()[pixel] = errors[rank] > 0 ? step * derivative(image, pixel) : 0;
    }
    ranking.release();
    BufferPool.DOUBLES.release(total, errors);
    return loss;
  }

  private static double error(Plane image, int i) {
    double p = image.predictions()[i];
    double t = image.labels()[i];
    return image.isOfLogits() ? 1 - p * (2 * t - 1) : Math.abs(t - p);
  }

  /** The derivative of the error by the prediction. */
  private static double derivative(Plane image, int i) {
    double t = image.labels()[i];
    return image.isOfLogits() ? 1 - 2 * t : Math.signum(image.predictions()[i] - t);
  }

  /** Builds a {@link LossLovasz}. */
  public static final class Builder extends ImageLoss.Builder<LossLovasz, Builder> {
    private Builder() {
      super(new LossLovasz());
    }

    public Builder classes(Classes classes) {
      return set(loss -> loss.classes = classes);
    }

    public Builder perImage(boolean each) {
      return batch(!each);
    }
  }
}
