package org.dl4jvision.study.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dl4jvision.loss.family.PixelLoss;
import org.dl4jvision.task.gradient.OneImage;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What each pixel adds to the losses of images, of a loss that is a mean over pixels. A pixel by
 * itself is a row: the loss of rows is the same formula.
 */
final class PixelLosses {

  private PixelLosses() {}

  /**
   * What each pixel adds.
   *
   * @return for each image a number a pixel; they add up to the image's loss
   */
  static double[][] of(PixelLoss loss, ExplainedBatch batch) {
    double[] losses = batch.losses(loss);
    double[] rows = rows(loss, batch);
    int pixels = rows.length / batch.size();
    double[][] result = new double[batch.size()][];
    for (int i = 0; i < result.length; i++) {
      result[i] = Arrays.copyOfRange(rows, i * pixels, (i + 1) * pixels);
      double sum = Arrays.stream(result[i]).sum();
      // Rows are divided by other counts than images, the same for all rows of an image.
      double scale = sum == 0 ? 0 : losses[i] / sum;
      for (int p = 0; p < pixels; p++) {
        result[i][p] *= scale;
      }
    }
    return result;
  }

  /** The loss of each pixel as a row, up to a factor an image. */
  private static double[] rows(PixelLoss loss, ExplainedBatch batch) {
    Map<String, Object> options = loss.options();
    boolean together =
        Boolean.TRUE.equals(options.get("batch"))
            || Boolean.TRUE.equals(options.get("normalizeWeights"));
    if (together) {
      return rows(loss, batch, batch.logits(), batch.labels(), batch.mask());
    }
    double[] all = new double[0];
    for (int i = 0; i < batch.size(); i++) {
      INDArray mask = batch.mask() == null ? null : OneImage.of(batch.mask(), i);
      double[] rows =
          rows(loss, batch, OneImage.of(batch.logits(), i), OneImage.of(batch.labels(), i), mask);
      int at = i * rows.length;
      all = i == 0 ? new double[batch.size() * rows.length] : all;
      System.arraycopy(rows, 0, all, at, rows.length);
    }
    return all;
  }

  private static double[] rows(
      PixelLoss loss, ExplainedBatch batch, INDArray logits, INDArray labels, INDArray mask) {
    return loss.evaluate(
            asRows(labels),
            asRows(logits),
            batch.activation(),
            mask == null ? null : asRows(mask),
            false)
        .perExample();
  }

  /** [N, C, H, W] as [N * H * W, C]. */
  private static INDArray asRows(INDArray array) {
    INDArray last = array.permute(0, 2, 3, 1).dup('c');
    return last.reshape(last.length() / array.size(1), array.size(1));
  }

  /**
   * The sums over groups of pixels, the mean over images.
   *
   * @param groups for each image the group of each pixel, below 0 for none
   */
  static double[] sums(double[][] losses, List<int[]> groups, int count) {
    double[] sums = new double[count];
    for (int i = 0; i < losses.length; i++) {
      int[] of = groups.get(i);
      for (int p = 0; p < of.length; p++) {
        if (of[p] >= 0) {
          sums[of[p]] += losses[i][p];
        }
      }
    }
    return sums;
  }
}
