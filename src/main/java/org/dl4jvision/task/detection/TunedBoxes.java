package org.dl4jvision.task.detection;

import java.util.Locale;
import org.dl4jvision.check.Check;
import org.dl4jvision.report.Tuned;

/**
 * What was tuned for a detector.
 *
 * @param model what its file is known by
 * @param data the images that it was tuned on, in words
 * @param tta the test-time augmentation that it was tuned with
 * @param score from which on a detection is shown
 * @param iou above which the lower-scoring of two boxes of a class is dropped
 */
record TunedBoxes(String model, String data, String tta, double score, double iou)
    implements Tuned {

  TunedBoxes {
    Check.given("model", model);
    Check.unit("score", score);
    Check.unit("iou", iou);
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "tuned on %s%s: boxes are shown from the score %.2f and suppressed above the IoU %.1f",
        data,
        tta.equals("none") ? "" : " with --tta " + tta,
        score,
        iou);
  }
}
