package org.dl4jvision.loss;

import java.util.Arrays;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Pairs of boxes, predicted and true, that losses are tested with. */
final class TestBoxes {

  static final IActivation IDENTITY = new ActivationIdentity();

  /** Predicted and true boxes between which every loss is smooth. */
  static final double[][][] SMOOTH = {
    {{0, 0, 4, 3}, {1, 1, 5, 4.5}}, // overlapping
    {{1, 1, 3, 5}, {0.5, 2, 4, 4.2}}, // crossing
    {{0, 0, 2, 2}, {5, 4.5, 7, 6}}, // apart
    {{0, 0, 2, 2}, {5, 0.2, 7, 1.5}}, // apart in one direction
    {{1, 1, 2, 2.5}, {0, 0, 5, 6}}, // inside
    {{0, 0, 5, 6}, {1.5, 1, 2, 2.5}}, // around
    {{-0.7, -0.2, 0.1, 0.9}, {-0.5, -0.4, 0.3, 0.6}}, // below zero
    {{0.11, 0.12, 0.13, 0.15}, {0.115, 0.11, 0.14, 0.145}}, // small, as shares of an image
    {{100, 120, 300, 260}, {90, 140, 280, 300}}, // in pixels
  };

  /** Boxes at which losses have kinks or nothing to divide by. */
  static final double[][][] HARD = {
    {{1, 1, 3, 4}, {1, 1, 3, 4}}, // identical
    {{0, 0, 1, 1}, {1, 0, 2, 1}}, // touching at a side
    {{0, 0, 1, 1}, {1, 1, 2, 2}}, // touching at a corner
    {{0, 0, 2, 2}, {0, 0, 4, 4}}, // inside, sharing a corner
    {{1, 1, 3, 3}, {0, 0, 4, 4}}, // the same center
    {{1, 1, 1, 1}, {0, 0, 4, 4}}, // a point
    {{1, 1, 1, 3}, {0, 0, 4, 4}}, // a line
    {{1, 1, 1, 1}, {1, 1, 1, 1}}, // the same point
    {{1, 1, 1, 1}, {2, 3, 2, 3}}, // two points
    {{0, 0, 4, 4}, {1, 1, 1, 1}}, // around a point
    {{3, 3, 1, 1}, {0, 0, 4, 4}}, // reversed
    {{3, 1, 1, 3}, {0, 0, 4, 4}}, // reversed in one direction
    {{3, 3, 1, 1}, {4, 4, 0, 0}}, // both reversed
    {{5, 5, 2, 2}, {3, 3, 1, 1}},
    {{0, 0, 1e-20, 1e-20}, {0, 0, 2e-20, 1e-20}}, // next to nothing
    {{0, 0, 1e-40, 1e-40}, {0, 0, 1, 1}},
    {{0, 0, 1e9, 1e9}, {1e9, 0, 2e9, 1}}, // huge
  };

  static final INDArray PREDICTIONS = rows(SMOOTH, 0);

  static final INDArray LABELS = rows(SMOOTH, 1);

  private TestBoxes() {}

  static INDArray row(double... box) {
    return Nd4j.createFromArray(box).reshape(1, 4);
  }

  static INDArray rows(double[][][] pairs, int which) {
    return Nd4j.createFromArray(Arrays.stream(pairs).map(p -> p[which]).toArray(double[][]::new));
  }
}
