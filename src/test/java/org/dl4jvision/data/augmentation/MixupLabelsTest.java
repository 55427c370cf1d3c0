package org.dl4jvision.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Two images at once are labeled by their weights. */
class MixupLabelsTest {

  @Test
  void pixelsBelongToTwoClassesByTheWeightsOfTheImages() {
    DataSet batch = BaseAugmentationTestCase.maps("mixup(share=1)", 64, 12, 3).next();
    INDArray labels = batch.getLabels();
    assertArrayEquals(new long[] {12, 2, 64, 64}, labels.shape());
    assertEquals(1, labels.sum(1).minNumber().doubleValue(), 1e-6);
    assertEquals(1, labels.sum(1).maxNumber().doubleValue(), 1e-6);
    for (int i = 0; i < 12; i++) {
      Set<Integer> shares = new TreeSet<>();
      float[] foreground = labels.slice(i).slice(1).dup('c').data().asFloat();
      float[] image = batch.getFeatures().slice(i).slice(0).dup('c').data().asFloat();
      double error = 0;
      for (int p = 0; p < image.length; p++) {
        shares.add(Math.round(foreground[p] * 1000));
        error += Math.abs(image[p] - foreground[p]) / image.length;
      }
      assertTrue(shares.size() > 1 && shares.size() <= 4, "shares in 1000 " + shares);
      assertTrue(error < 0.03, "error " + error);
    }
  }

  @Test
  void samplesThatAreNotMixedHaveOneClassAPixel() {
    DataSet batch = BaseAugmentationTestCase.maps("mixup(share=0)", 64, 12, 3).next();
    INDArray labels = batch.getLabels();
    assertArrayEquals(new long[] {12, 2, 64, 64}, labels.shape());
    assertEquals(12 * 64 * 64, labels.eq(1).castTo(labels.dataType()).sumNumber().intValue());
  }
}
