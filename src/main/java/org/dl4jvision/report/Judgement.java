package org.dl4jvision.report;

import java.util.List;
import org.dl4jvision.metric.calibration.ReliabilityBin;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;

/**
 * What is known of predictions besides the scores of their images, {@code judgement.json}.
 *
 * @param score what the scores of images are, such as "Dice"
 * @param split of which images
 * @param left how many images are left out, as they are too large to be looked at once more
 * @param pixels the true classes and the predicted ones; null where it is not pixels that are told
 * @param reliability the bins of a reliability diagram; none where probabilities are not known
 * @param expectedCalibrationError of the probabilities, NaN where they are not known
 * @param brier score of the probabilities, NaN where they are not known
 * @param masks what else is known of masks; null where it is not masks that are told, and of older
 *     versions
 */
public record Judgement(
    String score,
    String split,
    int left,
    ConfusionMatrix pixels,
    List<ReliabilityBin> reliability,
    double expectedCalibrationError,
    double brier,
    MaskDetails masks) {

  /** Of predictions of which no more is known than the scores of their images. */
  public static Judgement ofScores(String score, String split) {
    return new Judgement(score, split, 0, null, List.of(), Double.NaN, Double.NaN, null);
  }

  /** Takes a copy. */
  public Judgement {
    reliability = List.copyOf(reliability);
  }
}
