package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LossSsimTest extends BaseLossTestCase {

  private static final int HEIGHT = 6;
  private static final int WIDTH = 5;

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        new LossSsim(),
        LossSsim.builder().windowSize(3).sigma(0.7).range(2).classWeights(1, 2, 0.5).build(),
        LossSsim.builder().includeBackground(false).ignoreIndex(255).batch(true).build());
  }

  @Override
  public boolean seesNeighbors() {
    return true;
  }

  @Override
  public boolean needsProbabilities() {
    return false;
  }

  private static INDArray image(double... values) {
    return Nd4j.createFromArray(values).reshape('c', 1, 1, HEIGHT, WIDTH);
  }

  private static double score(INDArray labels, INDArray predictions, INDArray mask) {
    return Losses.parse("ssim(windowSize=3, sigma=1.2, range=10)")
        .computeScore(labels, predictions, new ActivationIdentity(), mask, true);
  }

  /** One minus the similarity in the window around a pixel, from its definition. */
  private static double dissimilarity(double[] p, double[] t, double[] mask, int y, int x) {
    double[] sums = new double[3];
    double[] squares = new double[3];
    for (int pass = 0; pass < 2; pass++) {
      for (int v = Math.max(0, y - 1); v <= Math.min(HEIGHT - 1, y + 1); v++) {
        for (int u = Math.max(0, x - 1); u <= Math.min(WIDTH - 1, x + 1); u++) {
          int i = v * WIDTH + u;
          double squared = (v - y) * (v - y) + (u - x) * (u - x);
          double g = mask[i] > 0 ? Math.exp(-squared / (2 * 1.2 * 1.2)) : 0;
          if (pass == 0) {
            sums[0] += g;
            sums[1] += g * p[i];
            sums[2] += g * t[i];
          } else {
            double dp = p[i] - sums[1] / sums[0];
            double dt = t[i] - sums[2] / sums[0];
            squares[0] += g * dp * dp / sums[0];
            squares[1] += g * dt * dt / sums[0];
            squares[2] += g * dp * dt / sums[0];
          }
        }
      }
    }
    double mp = sums[1] / sums[0];
    double mt = sums[2] / sums[0];
    double c1 = 0.01;
    double c2 = 0.09;
    return 1
        - (2 * mp * mt + c1)
            * (2 * squares[2] + c2)
            / ((mp * mp + mt * mt + c1) * (squares[0] + squares[1] + c2));
  }

  @Test
  void isTheMeanOverWindows() {
    Random random = new Random(1);
    double[] p = random.doubles(HEIGHT * WIDTH, -4, 6).toArray();
    double[] t = random.doubles(HEIGHT * WIDTH, -4, 6).toArray();
    double[] mask = random.doubles(HEIGHT * WIDTH).map(m -> m < 0.3 ? 0 : m).toArray();
    double sum = 0;
    int count = 0;
    for (int i = 0; i < p.length; i++) {
      if (mask[i] > 0) {
        sum += mask[i] * dissimilarity(p, t, mask, i / WIDTH, i % WIDTH);
        count++;
      }
    }
    assertEquals(sum / count, score(image(t), image(p), image(mask)), 1e-12);
    assertEquals(0, score(image(t), image(t), null), 1e-12, "equal images");
  }

  @Test
  void badOptionsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Losses.parse("ssim(windowSize=4)"));
    assertThrows(IllegalArgumentException.class, () -> Losses.parse("ssim(sigma=0)"));
  }
}
