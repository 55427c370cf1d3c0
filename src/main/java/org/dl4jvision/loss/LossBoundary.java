package org.dl4jvision.loss;

import org.dl4jvision.loss.family.LocalLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.spatial.Distances;

/**
 * Boundary loss: the mean over an image's pixels of
 *
 * <pre>p phi</pre>
 *
 * with phi the distance, in pixels, to the nearest pixel of the labeled region outside of it, and
 * inside 1 minus the distance to the nearest pixel outside: 0 along the boundary's inner side,
 * negative further in. Labels above 0.5 are inside. A class that the label does not show, or that
 * fills the image, has phi 0: there is no boundary.
 *
 * <p>The loss is negative where it is best, and hardly notices a small region that is missed
 * altogether: add it to a region loss, such as {@code dice + 0.01*boundary}, with a weight that
 * grows during training. Masked pixels are as if they were outside of the image: neither inside nor
 * outside the region. The distances of labels are kept for as long as memory permits.
 *
 * <p>Defaults: all classes, each image by itself.
 *
 * @see <a href="https://arxiv.org/abs/1812.07032">Kervadec et al. (2019)</a>
 */
@LossInfo(
    name = "boundary",
    help = "distance to the true boundary; with a region loss, for unbalanced segmentations",
    formula = "mean of p phi, phi the signed distance to the boundary",
    avoid = "alone: it hardly sees a small region that is missed",
    paper = "https://arxiv.org/abs/1812.07032",
    same = "SurfaceLoss of its authors")
public final class LossBoundary extends LocalLoss {

  public static Builder<LossBoundary, ?> builder() {
    return new Builder<>(new LossBoundary());
  }

  @Override
  protected double sum(Plane image) {
    double[] distances = Distances.ofLabels(image.shape(), image.labels(), image.counted());
    double sum = 0;
    for (int i = 0; i < image.size(); i++) {
      double phi = distances[i] < 0 ? distances[i] + 1 : distances[i];
      double derivative = image.weight(i) * phi;
      image.derivatives()[i] = derivative;
      sum += derivative * image.predictions()[i];
    }
    return sum;
  }
}
