package org.dl4jvision.study.advice;

import java.util.List;
import org.dl4jvision.study.advice.Advice.Mind;
import org.dl4jvision.study.advice.Advice.Reason;

/** The caution that all tasks have where few images judge. */
public final class FewValidationImages {

  private static final int ENOUGH = 100;

  private FewValidationImages() {}

  /** The caution, nothing where there are enough images. */
  public static List<Advice> caution(int images) {
    if (images >= ENOUGH) {
      return List.of();
    }
    return List.of(
        new Mind(
            "call no loss better before a paired test says so (compare scores), or by more folds",
            new Reason(
                images
                    + " images judge: with 20 a mean of Dice is known to 8 points or so, and for"
                    + " one point 100 to 200 are needed, often more",
                Papers.FEW_IMAGES)));
  }
}
