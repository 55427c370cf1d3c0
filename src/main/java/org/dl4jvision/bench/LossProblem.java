package org.dl4jvision.bench;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.nd4j.linalg.activations.Activation;

/**
 * A loss to be computed of arrays of a shape.
 *
 * @param size the shape of the logits, images x classes x space, such as 8x21x256x256
 * @param labels how labels name classes
 * @param loss an expression as in {@link org.dl4jvision.loss.Losses#parse}
 */
record LossProblem(String size, LabelKind labels, String loss) {

  static final String SMOOTH_L1 = "smooth-l1";

  static LossProblem of(LabelKind labels, String loss, long... shape) {
    return new LossProblem(
        LongStream.of(shape).mapToObj(Long::toString).collect(Collectors.joining("x")),
        labels,
        loss);
  }

  /** The shape of the logits, [N, C, spatial...]. */
  long[] shape() {
    return Arrays.stream(size.split("x")).mapToLong(Long::parseLong).toArray();
  }

  int images() {
    return (int) shape()[0];
  }

  int classes() {
    return (int) shape()[1];
  }

  /** The number of pixels of an image. */
  int pixels() {
    return (int) LongStream.of(shape()).skip(2).reduce(1, (a, b) -> a * b);
  }

  /** Whether there is no space: rows of numbers. */
  boolean isFlat() {
    return shape().length == 2;
  }

  /** None for an error between numbers, else as is usual for so many classes. */
  Activation activation() {
    if (loss.equals(SMOOTH_L1)) {
      return Activation.IDENTITY;
    }
    return classes() == 1 ? Activation.SIGMOID : Activation.SOFTMAX;
  }

  @Override
  public String toString() {
    return size + ", " + labels + " labels, " + loss;
  }
}
