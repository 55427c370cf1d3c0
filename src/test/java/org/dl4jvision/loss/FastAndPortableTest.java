package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Tiles in plain Java and whole arrays through ND4J are two ways to the same numbers, whatever the
 * shapes, layouts, types, labels, masks and options: both are held against the evaluation in double
 * precision.
 */
class FastAndPortableTest {

  private static final String PORTABLE = "org.dl4jvision.portable";

  private static final List<String> LOSSES =
      List.of(
          "cross-entropy",
          "cross-entropy(labelSmoothing=0.1, normalizeWeights=true)",
          "cross-entropy(topK=0.5)",
          "cross-entropy(batch=true, ignoreIndex=1)",
          "binary-cross-entropy(positiveWeight=3)",
          "focal",
          "focal(gamma=1.5, alpha=0.25, ignoreIndex=1)",
          "focal(mode=binary, gamma=0.7)",
          "poly1",
          "generalized-cross-entropy",
          "smooth-l1",
          "l2(batch=true)",
          "dice",
          "dice(squared=false, includeBackground=false, ignoreIndex=0)",
          "dice(softLabel=true, batch=true)",
          "tversky(alpha=0.3, beta=0.7, gamma=1.3)",
          "jaccard(ignoreIndex=1)",
          "generalized-dice",
          "mcc",
          "wasserstein-dice",
          "unified-focal",
          "lovasz",
          "lovasz(batch=true, classes=all, ignoreIndex=1)",
          "2*dice + cross-entropy",
          "focal + 0.5*tversky(ignoreIndex=1) + dice(ignoreIndex=1) + lovasz");

  /** What the labels are. */
  enum Labels {
    INDICES,
    ONE_HOT,
    SOFT,
    /** One-hot in the first half of the pixels, soft in the others. */
    MIXED
  }

  /** What the mask's shape is. */
  enum Mask {
    NONE,
    EXAMPLE,
    PIXEL,
    CHANNEL
  }

  /** How arrays lie in memory. */
  enum Layout {
    C,
    F,
    CHANNELS_LAST,
    VIEW
  }

  @Provide
  Arbitrary<String> losses() {
    return Arbitraries.of(LOSSES);
  }

  @Provide
  Arbitrary<Activation> activations() {
    return Arbitraries.of(Activation.SOFTMAX, Activation.SIGMOID, Activation.IDENTITY);
  }

  @Provide
  Arbitrary<DataType> types() {
    return Arbitraries.of(DataType.FLOAT, DataType.HALF);
  }

  /** Small ones of up to three dimensions, or planes of many tiles. */
  @Provide
  Arbitrary<List<Integer>> sizes() {
    Arbitrary<Integer> few = Arbitraries.integers().between(1, 9);
    Arbitrary<Integer> many = Arbitraries.integers().between(1000, 5000);
    return Arbitraries.frequencyOf(
        Tuple.of(9, few.list().ofMaxSize(3)),
        Tuple.of(1, Combinators.combine(few, many).as(List::of)));
  }

  // The seed is fixed: where two errors are all but equal, their order is a matter of rounding.
  @Property(tries = 500, seed = "20261")
  void giveTheSameNumbers(
      @ForAll("losses") String expression,
      @ForAll("activations") Activation activation,
      @ForAll("types") DataType type,
      @ForAll @IntRange(min = 1, max = 3) int images,
      @ForAll @IntRange(min = 1, max = 10) int classes,
      @ForAll("sizes") List<Integer> spatial,
      @ForAll Labels labelKind,
      @ForAll Mask maskKind,
      @ForAll Layout layout,
      @ForAll Random random) {
    Assume.that(classes > 1 || activation != Activation.SOFTMAX);
    Assume.that(classes > 1 || !expression.matches("unified-focal|wasserstein-dice"));
    long[] shape =
        LongStream.concat(
                LongStream.of(images, classes), spatial.stream().mapToLong(Integer::longValue))
            .toArray();
    INDArray labels = lay(labels(labelKind, random, shape), layout);
    INDArray mask = mask(maskKind, random, shape);
    INDArray logits = lay(logits(activation, random, shape).castTo(type), layout);
    VisionLoss loss = Losses.parse(expression);

    Evaluation exact = evaluate(loss, labels, logits.castTo(DataType.DOUBLE), activation, mask);
    Evaluation portable = portably(() -> evaluate(loss, labels, logits, activation, mask));
    Evaluation fast = evaluate(loss, labels, logits, activation, mask);
    assertClose(exact, portable, type);
    assertClose(exact, fast, type);
    assertEquals(portable.gradient().dataType(), fast.gradient().dataType());
  }

  private static Evaluation evaluate(
      VisionLoss loss, INDArray labels, INDArray logits, Activation activation, INDArray mask) {
    return loss.evaluate(labels, logits, activation.getActivationFunction(), mask, true);
  }

  private static <T> T portably(Supplier<T> action) {
    System.setProperty(PORTABLE, "true");
    try {
      return action.get();
    } finally {
      System.clearProperty(PORTABLE);
    }
  }

  private static void assertClose(Evaluation exact, Evaluation actual, DataType type) {
    for (int i = 0; i < exact.perExample().length; i++) {
      double expected = exact.perExample()[i];
      assertEquals(expected, actual.perExample()[i], 2e-5 * Math.max(1, Math.abs(expected)));
    }
    double largest = exact.gradient().amaxNumber().doubleValue();
    double share = type == DataType.HALF ? 1e-3 : 1e-4;
    TestArrays.assertClose(exact.gradient(), actual.gradient(), share * largest + 1e-5, "gradient");
  }

  private static INDArray normal(Random random, long... shape) {
    double[] numbers = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(numbers, i -> random.nextGaussian());
    return Nd4j.createFromArray(numbers).reshape('c', shape);
  }

  /**
   * Probabilities where the activation leaves them as they are, none so near 0 or 1 that half
   * precision could not hold the derivative of its logarithm.
   */
  private static INDArray logits(Activation activation, Random random, long... shape) {
    INDArray numbers = normal(random, shape).muli(2);
    return activation == Activation.IDENTITY
        ? Transforms.sigmoid(numbers).muli(0.99).addi(0.005)
        : numbers;
  }

  private static INDArray labels(Labels kind, Random random, long... shape) {
    int classes = (int) shape[1];
    INDArray indices = TestArrays.indices(random.nextLong(), Math.max(classes, 2), shape);
    if (kind == Labels.INDICES || classes == 1) {
      return indices;
    }
    INDArray oneHot = TestArrays.oneHot(indices, classes);
    INDArray soft = oneHot.mul(0.7).addi(0.3 / classes);
    return switch (kind) {
      case SOFT -> soft;
      case MIXED -> {
        INDArrayIndex[] half = new INDArrayIndex[shape.length];
        Arrays.fill(half, NDArrayIndex.all());
        int last = shape.length - 1;
        half[last] = NDArrayIndex.interval(shape[last] / 2, shape[last]);
        oneHot.put(half, soft.get(half));
        yield oneHot;
      }
      default -> oneHot;
    };
  }

  /** About a quarter is masked, the others have any weight. */
  private static INDArray mask(Mask kind, Random random, long... shape) {
    if (kind == Mask.NONE) {
      return null;
    }
    long[] of = shape.clone();
    if (kind == Mask.EXAMPLE) {
      of = new long[] {shape[0], 1};
    } else if (kind == Mask.PIXEL) {
      of[1] = 1;
    }
    INDArray numbers = normal(random, of).addi(0.7);
    return numbers.mul(numbers.gt(0).castTo(numbers.dataType()));
  }

  /** The same numbers, laid out in another way. */
  private static INDArray lay(INDArray array, Layout layout) {
    int last = array.rank() - 1;
    return switch (layout) {
      case C -> array.dup('c');
      case F -> array.dup('f');
      case CHANNELS_LAST -> {
        int[] channelsLast =
            IntStream.rangeClosed(0, last).map(i -> i == 0 ? 0 : i == last ? 1 : i + 1).toArray();
        int[] back =
            IntStream.rangeClosed(0, last).map(i -> i == 0 ? 0 : i == 1 ? last : i - 1).toArray();
        yield array.permute(channelsLast).dup('c').permute(back);
      }
      case VIEW -> {
        long[] wider = array.shape().clone();
        wider[last] += 3;
        INDArrayIndex[] part = new INDArrayIndex[array.rank()];
        Arrays.fill(part, NDArrayIndex.all());
        part[last] = NDArrayIndex.interval(1, 1 + array.size(last));
        INDArray view = Nd4j.zeros(array.dataType(), wider).get(part);
        yield view.assign(array);
      }
    };
  }
}
