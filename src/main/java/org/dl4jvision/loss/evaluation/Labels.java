package org.dl4jvision.loss.evaluation;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What is checked and computed of all labels of a batch one by one. Class indices are checked
 * elsewhere, where a sweep reads them.
 */
final class Labels {

  private Labels() {}

  /**
   * Refuses labels of an image that are no probabilities. They are read one by one: ND4J's
   * reductions lose NaN, and masks may hide some.
   *
   * @param ignored a label that may be there, or null
   * @throws IllegalArgumentException for a label below 0, above 1 or NaN that no mask hides
   */
  static void checkProbabilities(BatchArrays arrays, int image, Integer ignored) {
    for (int channel = 0; channel < arrays.labels().size(1); channel++) {
      INDArray plane =
          arrays
              .labels()
              .get(NDArrayIndex.point(image), NDArrayIndex.point(channel), NDArrayIndex.all());
      double[] values = plane.dup('c').data().asDouble();
      for (int i = 0; i < values.length; i++) {
        double label = values[i];
        boolean fits = (label >= 0 && label <= 1) || (ignored != null && label == ignored);
        if (!fits && !arrays.isMasked(image, channel, i)) {
          throw BadLabel.noProbability(label, arrays.predictions().shape());
        }
      }
    }
  }

  /**
   * Labels from 0 to C - 1, shared by the two classes that they lie between: 2.25 is 0.75 of class
   * 2 and 0.25 of class 3.
   *
   * @param arrays with labels [images, 1, pixels]
   * @return [images, C, pixels]
   * @throws IllegalArgumentException for a label outside that no mask hides
   */
  static INDArray betweenClasses(BatchArrays arrays) {
    INDArray labels = arrays.labels();
    int classes = arrays.classes();
    double[] distances = labels.dup('c').data().asDouble();
    for (int i = 0; i < distances.length; i++) {
      long image = i / arrays.pixels();
      long pixel = i % arrays.pixels();
      boolean fits = distances[i] >= 0 && distances[i] <= classes - 1;
      if (!fits && !IntStream.range(0, classes).allMatch(c -> arrays.isMasked(image, c, pixel))) {
        throw new IllegalArgumentException(
            "labels hold "
                + distances[i]
                + "; allowed are distances from 0 to "
                + (classes - 1)
                + ", the last bin");
      }
    }
    INDArray bins = Nd4j.arange(0, classes).castTo(labels.dataType()).reshape(1, classes, 1);
    INDArray distance = Transforms.abs(labels.sub(bins), false);
    return Transforms.max(distance.rsub(1), 0, false);
  }

  /**
   * Labels with 0 for what is not finite where it weighs 0: no number times 0 makes that 0.
   *
   * @param arrays with labels [images, classes, pixels]
   */
  static INDArray withoutHidden(BatchArrays arrays) {
    INDArray labels = arrays.labels();
    boolean areFinite =
        labels.sub(labels).eq(0).castTo(arrays.type()).minNumber().doubleValue() == 1;
    if (areFinite) {
      return labels;
    }
    double[] numbers = labels.dup('c').data().asDouble();
    int pixels = Math.toIntExact(labels.size(2));
    int ofImage = Math.toIntExact(labels.size(1)) * pixels;
    for (int i = 0; i < numbers.length; i++) {
      if (!Double.isFinite(numbers[i])
          && arrays.isMasked(i / ofImage, i % ofImage / pixels, i % pixels)) {
        numbers[i] = 0;
      }
    }
    return Nd4j.createFromArray(numbers).reshape('c', labels.shape()).castTo(arrays.type());
  }
}
