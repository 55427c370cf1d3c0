package org.dl4jvision.model;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dl4jvision.io.Causes;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.io.LackOfMemory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonMappingException;

/**
 * A configuration from which a network is built. Deeplearning4j answers bad ones with exceptions of
 * all types.
 *
 * @param <N> the network
 */
abstract class SavedNetwork<N> {

  private static final String TOO_LARGE = "its configuration has a layer that is too large";

  /** The number of weights of each part, which may be wrong in any way. */
  abstract long[] weightsOfParts();

  /** A network with these weights; null for one without any. */
  abstract N network(INDArray weights);

  /** The numbers that the updater keeps, which may be assigned to; null for none. */
  abstract INDArray updaterState(N network);

  /** The arrays of the network's weights. */
  abstract Stream<INDArray> arrays(N network);

  /** The number of all weights. */
  final long weights() {
    try {
      long sum = 0;
      for (long part : guarded(this::weightsOfParts)) {
        if (part < 0) {
          throw new ArithmeticException();
        }
        sum = Math.addExact(sum, part);
      }
      return sum;
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(TOO_LARGE, e);
    }
  }

  /** Builds the network, none of whose arrays may have more weights than all have together. */
  final N build(INDArray weights) {
    N network = guarded(() -> network(weights));
    long all = weights == null ? 0 : weights.length();
    arrays(network)
        .forEach(
            array -> {
              if (product(array.shape()) > all) {
                throw new IllegalArgumentException(TOO_LARGE);
              }
            });
    return network;
  }

  /** Sizes whose product overflows can give any number of weights. */
  private static long product(long... shape) {
    try {
      return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(TOO_LARGE, e);
    }
  }

  /** Does what Deeplearning4j answers with exceptions of all types where a configuration is bad. */
  static <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      if (LackOfMemory.isCauseOf(e)) {
        throw e;
      }
      throw new IllegalArgumentException(problem(e), e);
    }
  }

  private static String problem(Throwable e) {
    return Causes.of(e).stream()
        .filter(JsonMappingException.class::isInstance)
        .map(cause -> JsonFile.place((JsonMappingException) cause))
        .filter(place -> !place.isEmpty())
        .findFirst()
        .map(place -> "its configuration has no valid value of " + place)
        .orElse("its configuration is not that of a network that can be built");
  }
}
