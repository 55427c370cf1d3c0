package org.dl4jvision.layer.detection;

import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;

/**
 * What a prediction adds to a term of a batch's loss.
 *
 * @param image its index in the batch
 * @param prediction its number, as {@link AnchorGenerator} counts
 * @param part what the term is about
 * @param object that the prediction should see; null: it should see nothing
 * @param cost what it adds to the sum of the images' losses
 * @param pull the sum of the absolute derivatives of that sum by the part's numbers of the
 *     prediction
 * @param says the box that the prediction stands for, with the class that has its best score
 * @param confidence the score that it gives to what is true: to the class of its object, or, where
 *     there is none, 1 minus its best score
 */
public record PredictionCost(
    int image,
    int prediction,
    HeadPart part,
    ObjectBox object,
    double cost,
    double pull,
    Detection says,
    double confidence) {

  /** Whether the prediction should see nothing. */
  public boolean isBackground() {
    return object == null;
  }
}
