package org.dl4jvision.task.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.task.gradient.Shares.Share;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Shares are those of gradients by brute force. */
class LogitGradientTest {

  private static final int COUNT = 2;
  private static final double STEP = 1e-5;

  @ParameterizedTest
  @ValueSource(
      strings = {"dice + cross-entropy", "focal(gamma=2)", "lovasz", "2*jaccard", "tversky"})
  void sharesAreThoseOfFiniteDifferences(String expression) {
    check(expression, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dice + binary-cross-entropy", "focal"})
  void soAreThoseOfOneChannel(String expression) {
    check(expression, 1);
  }

  private static void check(String expression, int channels) {
    var network = TinyNetwork.of(expression, channels);
    SegmentationHead head = SegmentationHead.of(network);
    INDArray images = TinyNetwork.images(COUNT);
    INDArray labels = TinyNetwork.labels(COUNT, Math.max(2, channels));
    INDArray mask = TinyNetwork.mask(COUNT);
    INDArray logits =
        network.output(List.of(head.logits()), false, new INDArray[] {images}, null)[0].dup('c');
    VisionLoss loss = Losses.parse(expression);
    IActivation activation = head.activation();
    INDArray p = GradientProbe.probabilities(activation, logits);

    double[] byClass = new double[Math.max(2, channels)];
    double[] atBorder = new double[1];
    double[] sure = new double[1];
    double all = 0;
    for (int image = 0; image < COUNT; image++) {
      for (int y = 0; y < TinyNetwork.SIDE - 1; y++) { // the last row is masked
        for (int x = 0; x < TinyNetwork.SIDE; x++) {
          double amount = 0;
          for (int c = 0; c < channels; c++) {
            double before = logits.getDouble(image, c, y, x);
            logits.putScalar(new int[] {image, c, y, x}, before + STEP);
            double above = loss.computeScore(labels, logits, activation, mask, false);
            logits.putScalar(new int[] {image, c, y, x}, before - STEP);
            double below = loss.computeScore(labels, logits, activation, mask, false);
            logits.putScalar(new int[] {image, c, y, x}, before);
            amount += Math.abs(above - below) / (2 * STEP);
          }
          int label = labels.getInt(image, 0, y, x);
          byClass[label] += amount;
          all += amount;
          atBorder[0] += touchesOther(labels, image, y, x) ? amount : 0;
          double confidence =
              channels > 1
                  ? p.getDouble(image, label, y, x)
                  : label == 1 ? p.getDouble(image, 0, y, x) : 1 - p.getDouble(image, 0, y, x);
          sure[0] += confidence >= 0.8 ? amount : 0;
        }
      }
    }
    LogitGradient shares =
        new LogitGradient(List.of("background", "one", "two").subList(0, byClass.length));
    shares.add(loss.computeGradient(labels, logits, activation, mask), p, labels, mask);
    for (int c = 0; c < byClass.length; c++) {
      assertEquals(byClass[c] / all, shares.byClass().get(c).amount(), 1e-6);
    }
    assertEquals(atBorder[0] / all, shares.byDistance().get(0).amount(), 1e-6);
    assertEquals(sure[0] / all, shares.byConfidence().get(4).amount(), 1e-6);
    double sum = shares.byConfidence().stream().mapToDouble(Share::amount).sum();
    assertEquals(1, sum, 1e-9);
    assertEquals(1, shares.byDistance().stream().mapToDouble(Share::pixels).sum(), 1e-9);
  }

  /** Whether one of the eight neighbors, the masked row left out, has another class. */
  private static boolean touchesOther(INDArray labels, int image, int y, int x) {
    for (int v = Math.max(0, y - 1); v <= Math.min(TinyNetwork.SIDE - 2, y + 1); v++) {
      for (int u = Math.max(0, x - 1); u <= Math.min(TinyNetwork.SIDE - 1, x + 1); u++) {
        if (labels.getInt(image, 0, v, u) != labels.getInt(image, 0, y, x)) {
          return true;
        }
      }
    }
    return false;
  }
}
