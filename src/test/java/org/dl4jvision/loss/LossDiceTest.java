package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

class LossDiceTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        new LossDice(),
        LossDice.builder().squared(false).smooth(1).build(),
        LossDice.builder().includeBackground(false).classWeights(1, 2, 0.5).build(),
        LossDice.builder().batch(true).smoothNumerator(0).smoothDenominator(1e-3).build(),
        LossDice.builder().squared(false).ignoreIndex(255).smooth(0).build());
  }

  /** What the registry says: segmentation_models_pytorch leaves out a class that does not occur. */
  @Test
  void isThatOfSmpWhereEveryClassOccurs() {
    ILossFunction loss = Losses.parse("dice(batch=true,squared=false,smooth=0)");
    // Two images of two pixels: probabilities and labels [N, 3, 1, 2].
    double[] p = {0.5, 0.2, 0.3, 0.7, 0.2, 0.1, 0.6, 0.1, 0.1, 0.8, 0.3, 0.1};
    assertEquals(smp(p, new int[] {0, 1, 2, 1}), score(loss, p, new int[] {0, 1, 2, 1}), 1e-6);
    assertEquals(
        smp(p, new int[] {0, 1, 1, 1}) + 1 / 3.0, score(loss, p, new int[] {0, 1, 1, 1}), 1e-6);
  }

  private static double score(ILossFunction loss, double[] p, int[] classes) {
    INDArray labels = Nd4j.zeros(2, 3, 1, 2);
    for (int i = 0; i < 4; i++) {
      labels.putScalar(new int[] {i / 2, classes[i], 0, i % 2}, 1);
    }
    INDArray predictions = Nd4j.create(p).reshape(2, 3, 1, 2);
    return loss.computeScore(labels, predictions, new ActivationIdentity(), null, true);
  }

  /** The mean over classes of 1 - 2 sum pt / (sum p + sum t), 0 where sum t is 0. */
  private static double smp(double[] p, int[] classes) {
    double loss = 0;
    for (int c = 0; c < 3; c++) {
      double overlap = 0;
      double sizes = 0;
      int pixels = 0;
      for (int i = 0; i < 4; i++) {
        double prediction = p[i / 2 * 6 + c * 2 + i % 2];
        int label = classes[i] == c ? 1 : 0;
        overlap += prediction * label;
        sizes += prediction + label;
        pixels += label;
      }
      loss += pixels == 0 ? 0 : (1 - 2 * overlap / sizes) / 3;
    }
    return loss;
  }
}
