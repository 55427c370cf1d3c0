package org.dl4jvision.task.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.junit.jupiter.api.Test;

class MixedClassesTest {

  /** A loss that needs one class a pixel. */
  @LossInfo(name = "picky", help = "refuses labels between 0 and 1")
  private static final class Picky extends VisionLoss {
    @Override
    public double[] lossOfExamples(Batch batch, double factor) {
      throw new IllegalArgumentException("a label is 0.5");
    }
  }

  private static SegmentationOptions options(String augmentation, String loss) {
    SegmentationOptions options = new SegmentationOptions();
    options.augmentation = augmentation;
    options.loss = loss;
    options.crop = 16;
    return options;
  }

  @Test
  void lossesOfClassProbabilitiesLearnFromMixtures() {
    for (String loss : new String[] {"dice + cross-entropy", "lovasz", "tversky", "focal"}) {
      assertTrue(MixedClasses.augmentation(options("all + mixup", loss), 3).softens(), loss);
    }
    SegmentationOptions sigmoid = options("mixup", "binary-cross-entropy");
    sigmoid.activation = ClassActivation.SIGMOID;
    assertTrue(MixedClasses.augmentation(sigmoid, 1).softens());
  }

  @Test
  void othersAreRefused() {
    Losses.register(Picky.class);
    try {
      assertEquals(
          "augmentation all + mixup mixes classes, but the loss picky takes one class a pixel;"
              + " leave out mixup, or use cutmix",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> MixedClasses.augmentation(options("all + mixup", "picky"), 3))
              .getMessage());
      assertFalse(MixedClasses.augmentation(options("all + cutmix", "picky"), 3).softens());
    } finally {
      Losses.unregister(Picky.class);
    }
  }
}
