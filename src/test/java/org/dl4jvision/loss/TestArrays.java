package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arguments of losses, drawn at random, and what is asserted of arrays. Every draw follows from the
 * property {@code loss.seed}, by default 0: {@code -Dloss.seed=7} draws others.
 */
final class TestArrays {

  static final long SEED = Long.getLong("loss.seed", 0);

  static final int CLASSES = 3;

  /** Every rank: [N, C], and one to three spatial dimensions. */
  static final long[][] SHAPES = {
    {2, CLASSES}, {2, CLASSES, 3}, {3, CLASSES, 2, 2}, {1, CLASSES, 2, 2, 2}
  };

  private TestArrays() {}

  static INDArray logits(
      DataType type, long seed, IActivation activation, double spread, long... shape) {
    Random random = new Random(seed + 1000 * SEED);
    boolean identity = activation instanceof ActivationIdentity;
    double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(
        values, i -> identity ? 0.05 + 0.9 * random.nextDouble() : spread * random.nextGaussian());
    return Nd4j.createFromArray(values).castTo(type).reshape('c', shape);
  }

  /** Class indices [N, 1, spatial...]. */
  static INDArray indices(long seed, int classes, long... predictions) {
    long[] shape = predictions.clone();
    shape[1] = 1;
    Random random = new Random(seed + 1000 * SEED);
    int[] values = new int[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(values, i -> random.nextInt(classes));
    return Nd4j.createFromArray(values).reshape('c', shape);
  }

  /** One-hot labels of class indices. */
  static INDArray oneHot(INDArray indices, int classes) {
    long[] shape = indices.shape().clone();
    shape[1] = classes;
    INDArray flat = indices.reshape('c', shape[0], indices.length() / shape[0]);
    INDArray result = Nd4j.create(DataType.FLOAT, shape[0], classes, flat.size(1));
    for (int n = 0; n < shape[0]; n++) {
      for (int i = 0; i < flat.size(1); i++) {
        int label = flat.getInt(n, i);
        if (label >= 0 && label < classes) {
          result.putScalar(n, label, i, 1);
        }
      }
    }
    return result.reshape('c', shape);
  }

  /** Labels of any numbers of [0, 1] that add up to one over the classes. */
  static INDArray soft(long seed, long... shape) {
    INDArray values = logits(DataType.DOUBLE, seed, new ActivationIdentity(), 1, shape);
    return values.div(values.sum(true, 1));
  }

  static INDArray weights(long seed, long... shape) {
    INDArray mask = logits(DataType.FLOAT, seed, new ActivationSigmoid(), 1, shape);
    // About a third is masked, the others have any weight.
    return mask.mul(mask.gt(-0.4).castTo(DataType.FLOAT)).muli(mask);
  }

  static List<INDArray> masks(long... shape) {
    List<INDArray> masks = new ArrayList<>();
    masks.add(null);
    masks.add(weights(11, shape[0], 1));
    masks.add(weights(12, shape));
    if (shape.length > 2) {
      long[] spatial =
          IntStream.range(0, shape.length).filter(i -> i != 1).mapToLong(i -> shape[i]).toArray();
      masks.add(weights(13, spatial));
      long[] plane = shape.clone();
      plane[1] = 1;
      masks.add(weights(14, plane));
    }
    return masks;
  }

  static INDArray copies(INDArray array, int count) {
    return Nd4j.concat(0, Collections.nCopies(count, array).toArray(INDArray[]::new));
  }

  static INDArray image(INDArray array, int n) {
    long[] shape = array.shape().clone();
    INDArray image = array.slice(n).dup('c');
    shape[0] = 1;
    return image.reshape('c', shape);
  }

  /** The same array, stored channels last. */
  static INDArray channelsLast(INDArray array) {
    return array.permute(0, 2, 3, 1).dup('c').permute(0, 3, 1, 2);
  }

  static void assertFinite(INDArray array, String name) {
    double sum = array.castTo(DataType.DOUBLE).sumNumber().doubleValue();
    assertTrue(Double.isFinite(sum), () -> name + ": " + array);
  }

  static void assertClose(INDArray expected, INDArray actual, double tolerance, String name) {
    INDArray difference = expected.castTo(DataType.DOUBLE).sub(actual.castTo(DataType.DOUBLE));
    double largest = difference.amaxNumber().doubleValue();
    assertTrue(largest <= tolerance, () -> name + ": differ by " + largest);
  }
}
