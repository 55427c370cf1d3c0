package org.dl4jvision.layer.detection;

import org.dl4jvision.loss.family.VisionLoss;

/**
 * A term of a head's loss: what the numbers of one part cost, summed over predictions.
 *
 * @param part class and quality logits go through a sigmoid and are compared with 1 for the class
 *     of the matched object, or its quality, and 0 elsewhere; boxes with the object's
 * @param loss of rows [P, C], [P, 4] or [P, 1]
 * @param weight what the loss is multiplied by
 * @param ofBackground whether predictions count that should see nothing, too; boxes have none
 */
public record HeadLoss(HeadPart part, VisionLoss loss, double weight, boolean ofBackground) {

  /** The loss of predictions that should see an object, and of those that should see nothing. */
  public static HeadLoss ofAll(HeadPart part, VisionLoss loss) {
    return new HeadLoss(part, loss, 1, true);
  }

  /** The loss of predictions that should see an object. */
  public static HeadLoss ofForeground(HeadPart part, VisionLoss loss) {
    return new HeadLoss(part, loss, 1, false);
  }

  /** The loss of the boxes of predictions that should see an object. */
  public static HeadLoss ofBoxes(VisionLoss loss, double weight) {
    return new HeadLoss(HeadPart.BOXES, loss, weight, false);
  }

  boolean counts(Matches matches, int prediction) {
    return ofBackground ? !matches.isIgnored(prediction) : matches.isForeground(prediction);
  }
}
