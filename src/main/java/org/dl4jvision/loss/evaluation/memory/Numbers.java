package org.dl4jvision.loss.evaluation.memory;

import java.lang.ref.Reference;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies the numbers of an ND4J array to one of Java. */
public final class Numbers {

  private Numbers() {}

  /**
   * Returns the numbers of an array in 'c' order. On the CPU the floats of arrays [N, C,
   * spatial...] are read in blocks, many times faster than ND4J reads them one by one.
   */
  public static double[] of(INDArray array) {
    if (array.rank() < 3 || !FloatMemory.isReadable(array.dataType())) {
      return array.dup('c').castTo(DataType.DOUBLE).data().asDouble();
    }
    INDArray view = Shapes.threeDimensional(array);
    FloatMemory memory = new FloatMemory(view);
    int images = Math.toIntExact(view.size(0));
    int pixels = Math.toIntExact(view.size(2));
    int channels = memory.channels();
    Check.that(
        view.length() < Integer.MAX_VALUE, "an array", view.length() + " numbers", "below 2^31");
    int length = channels * pixels;
    double[] numbers = new double[images * length];
    IntStream.range(0, images)
        .parallel()
        .forEach(
            image -> {
              float[][] part = new float[channels][pixels];
              memory.read(image, 0, pixels, part, new float[length]);
              int at = image * length;
              for (float[] row : part) {
                for (float number : row) {
                  numbers[at++] = number;
                }
              }
            });
    Reference.reachabilityFence(view);
    return numbers;
  }
}
