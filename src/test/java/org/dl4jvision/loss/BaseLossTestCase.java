package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnn3DPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.DenseLoss;
import org.dl4jvision.loss.family.ImageLoss;
import org.dl4jvision.loss.family.RegionLoss;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * What must hold for every loss. A subclass names the instances to test: as many as it takes to use
 * every option.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BaseLossTestCase {

  private static final int CLASSES = 3;

  /** Losses of three classes, together using every option. */
  abstract List<VisionLoss> losses();

  /** Whether the loss is of probabilities, so that activations must give some. */
  boolean needsProbabilities() {
    return true;
  }

  /** Largest difference of a gradient of floats, as a share of its largest number. */
  double tileTolerance() {
    return 1e-5;
  }

  /** Whether softmax's classes that exclude each other make sense. */
  List<IActivation> activations() {
    List<IActivation> all =
        new ArrayList<>(
            List.of(
                new ActivationSoftmax(),
                new ActivationSigmoid(),
                new ActivationIdentity(),
                new ActivationHardSigmoid()));
    if (!needsProbabilities()) {
      all.add(new ActivationTanH());
    }
    return all;
  }

  /** Every rank: [N, C], and one to three spatial dimensions. */
  private static final long[][] SHAPES = {
    {2, CLASSES}, {2, CLASSES, 3}, {3, CLASSES, 2, 2}, {1, CLASSES, 2, 2, 2}
  };

  /** The two ways that losses are evaluated in. */
  enum Way {
    TILES(DataType.FLOAT, 1e-5),
    ARRAYS(DataType.DOUBLE, 1e-12);

    /** The type that takes this way. */
    final DataType type;

    /** Largest difference of numbers that are equal but for rounding. */
    final double rounding;

    Way(DataType type, double rounding) {
      this.type = type;
      this.rounding = rounding;
    }
  }

  /** One set of arguments. */
  private record Case(
      String name, INDArray labels, INDArray logits, IActivation activation, INDArray mask) {
    Case with(INDArray newLogits) {
      return new Case(name, labels, newLogits, activation, mask);
    }

    Evaluation evaluate(VisionLoss loss, boolean gradient) {
      return loss.evaluate(labels, logits, activation, mask, gradient);
    }

    double score(ILossFunction loss) {
      return loss.computeScore(labels, logits, activation, mask, true);
    }

    Case cast(DataType type) {
      return with(logits.castTo(type));
    }
  }

  static INDArray logits(
      DataType type, long seed, IActivation activation, double spread, long... shape) {
    Random random = new Random(seed);
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
    Random random = new Random(seed);
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
  private static INDArray soft(long seed, long... shape) {
    INDArray values = logits(DataType.DOUBLE, seed, new ActivationIdentity(), 1, shape);
    return values.div(values.sum(true, 1));
  }

  private static INDArray weights(long seed, long... shape) {
    INDArray mask = logits(DataType.FLOAT, seed, new ActivationSigmoid(), 1, shape);
    // About a third is masked, the others have any weight.
    return mask.mul(mask.gt(-0.4).castTo(DataType.FLOAT)).muli(mask);
  }

  private static List<INDArray> masks(long... shape) {
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

  private List<Case> cases(double spread) {
    List<Case> cases = new ArrayList<>();
    for (IActivation activation : activations()) {
      for (long[] shape : SHAPES) {
        INDArray indices = indices(3, CLASSES, shape);
        List<INDArray> labels = List.of(indices, oneHot(indices, CLASSES), soft(5, shape));
        for (INDArray mask : masks(shape)) {
          // Each kind of label in turn, which meets every activation, shape and mask sooner or
          // later.
          INDArray label = labels.get(cases.size() % labels.size());
          String name =
              activation.getClass().getSimpleName()
                  + Arrays.toString(shape)
                  + " labels "
                  + Arrays.toString(label.shape())
                  + " mask "
                  + (mask == null ? "none" : Arrays.toString(mask.shape()));
          INDArray logits = logits(DataType.DOUBLE, 7, activation, spread, shape);
          cases.add(new Case(name, label, logits, activation, mask));
        }
      }
    }
    return cases;
  }

  private List<Case> cases(Way way, double spread) {
    return cases(spread).stream().map(c -> c.cast(way.type)).toList();
  }

  private static void assertGradient(VisionLoss loss, Case c) {
    INDArray gradient = c.evaluate(loss, true).gradient();
    assertArrayEquals(c.logits.shape(), gradient.shape());
    double[] analytic = gradient.dup('c').data().asDouble();
    double[] numeric = isMeanOfImages(loss, c) ? imageByImage(loss, c) : numberByNumber(loss, c);
    for (int i = 0; i < analytic.length; i++) {
      double error = Math.abs(numeric[i] - analytic[i]);
      int at = i;
      assertTrue(
          error <= 1e-8 || error <= 1e-5 * (Math.abs(numeric[i]) + Math.abs(analytic[i])),
          () ->
              String.format(
                  "%s %s at %d: gradient %s, difference quotient %s",
                  loss, c.name, at, analytic[at], numeric[at]));
    }
  }

  private static final double STEP = 1e-5;

  /** Difference quotients of the sum of the examples' losses. */
  private static double[] numberByNumber(VisionLoss loss, Case c) {
    double[] values = c.logits.dup('c').data().asDouble();
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      double[] scores = new double[2];
      for (int up = 0; up < 2; up++) {
        values[i] = up == 1 ? value + STEP : value - STEP;
        INDArray moved = Nd4j.createFromArray(values).reshape('c', c.logits.shape());
        scores[up] = loss.computeScore(c.labels, moved, c.activation, c.mask, false);
      }
      values[i] = value;
      result[i] = (scores[1] - scores[0]) / (2 * STEP);
    }
    return result;
  }

  /**
   * The same where images do not know of each other: a batch of an image's moved copies gives all
   * at once.
   */
  private static double[] imageByImage(VisionLoss loss, Case c) {
    int examples = (int) c.logits.size(0);
    int length = (int) (c.logits.length() / examples);
    double[] result = new double[examples * length];
    long[] shape = c.logits.shape().clone();
    shape[0] = 2L * length;
    for (int n = 0; n < examples; n++) {
      double[] values = copies(image(c.logits, n), 2 * length).data().asDouble();
      for (int i = 0; i < length; i++) {
        values[2 * i * length + i] -= STEP;
        values[(2 * i + 1) * length + i] += STEP;
      }
      double[] scores =
          loss.evaluate(
                  copies(image(c.labels, n), 2 * length),
                  Nd4j.createFromArray(values).reshape('c', shape),
                  c.activation,
                  c.mask == null ? null : copies(image(c.mask, n), 2 * length),
                  false)
              .perExample();
      for (int i = 0; i < length; i++) {
        result[n * length + i] = (scores[2 * i + 1] - scores[2 * i]) / (2 * STEP);
      }
    }
    return result;
  }

  /** Whether the loss of an image depends on that image alone. */
  private static boolean isMeanOfImages(VisionLoss loss, Case c) {
    return !loss.toString().contains("batch=true")
        && !loss.toString().contains("normalizeWeights=true")
        && !(c.logits.rank() == 2 && (hasRegions(loss) || loss.toString().contains("topK")));
  }

  @Test
  void gradientIsTheDerivativeOfTheScore() {
    for (VisionLoss loss : losses()) {
      cases(1.5).forEach(c -> assertGradient(loss, c));
    }
  }

  @Test
  void gradientIsTheDerivativeOfTheScoreAtSaturatedLogits() {
    for (VisionLoss loss : losses()) {
      cases(40).stream()
          .filter(c -> !(c.activation instanceof ActivationHardSigmoid))
          .filter(c -> c.mask == null)
          .forEach(c -> assertGradient(loss, c));
    }
  }

  /** Whether a network learns from this loss without the help of another. */
  boolean trainsAlone() {
    return true;
  }

  /** As MONAI tests its losses: a small network learns to show two squares of a volume. */
  @Test
  void tinyNetworkConverges() {
    if (!trainsAlone()) {
      return;
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(0.01))
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(48)
                        .nOut(200)
                        .activation(new ActivationReLU())
                        .build())
                .layer(
                    new DenseLayer.Builder()
                        .nIn(200)
                        .nOut(96)
                        .activation(new ActivationIdentity())
                        .build())
                .layer(
                    new SegmentationLossLayer.Builder(losses().get(0))
                        .activation(new ActivationSoftmax())
                        .nOut(2)
                        .build())
                .inputPreProcessor(2, new FeedForwardToCnn3DPreProcessor(3, 4, 4, 2, false))
                .build());
    network.init();
    INDArray target = Nd4j.zeros(1, 3, 4, 4, 1);
    var middle = NDArrayIndex.interval(1, 3);
    var first = NDArrayIndex.interval(0, 2);
    target.get(NDArrayIndex.all(), first, middle, middle, NDArrayIndex.all()).assign(1);
    Nd4j.getRandom().setSeed(1);
    INDArray image = target.reshape(1, 48).mul(12).addi(27).addi(Nd4j.randn(1, 48).muli(0.1));
    DataSet data = new DataSet(image.divi(39), target);
    for (int i = 0; i < 40; i++) {
      network.fit(data);
    }
    INDArray shown = network.output(data.getFeatures()).argMax(4).castTo(DataType.FLOAT);
    assertEquals(target.reshape(1, 3, 4, 4), shown);
  }

  @Test
  void tilesAgreeWithWholeArrays() {
    for (VisionLoss loss : losses()) {
      for (double spread : new double[] {3, 10}) {
        for (Case floats : cases(Way.TILES, spread)) {
          Evaluation whole = floats.cast(DataType.DOUBLE).evaluate(loss, true);
          Evaluation tiles = floats.evaluate(loss, true);
          for (int i = 0; i < tiles.perExample().length; i++) {
            double expected = whole.perExample()[i];
            double tolerance = 1e-5 * Math.max(1, spread / 3);
            assertEquals(
                expected, tiles.perExample()[i], tolerance, () -> loss + " " + floats.name);
          }
          double size = Math.max(1, whole.gradient().amaxNumber().doubleValue());
          double tolerance = tileTolerance() * size;
          assertClose(whole.gradient(), tiles.gradient(), tolerance, loss + " " + floats.name);
        }
      }
    }
  }

  @Test
  void tilesAgreeWithWholeArraysOnImagesOfManyTiles() {
    long[] shape = {2, CLASSES, 190, 211};
    INDArray labels = indices(3, CLASSES, shape);
    INDArray mask = weights(4, 2, 190, 211);
    for (VisionLoss loss : losses()) {
      IActivation activation = activations().get(0);
      Case c =
          new Case(
              "large", labels, logits(DataType.DOUBLE, 5, activation, 2, shape), activation, mask);
      Evaluation whole = c.evaluate(loss, true);
      Evaluation tiles = c.cast(DataType.FLOAT).evaluate(loss, true);
      assertArrayEquals(whole.perExample(), tiles.perExample(), 1e-5, loss::toString);
      double size = whole.gradient().amaxNumber().doubleValue();
      double tolerance = tileTolerance() * size + 1e-10;
      assertClose(whole.gradient(), tiles.gradient(), tolerance, loss.toString());
    }
  }

  @Test
  void extremeLogitsGiveFiniteNumbers() {
    for (VisionLoss loss : losses()) {
      for (IActivation activation : List.of(new ActivationSoftmax(), new ActivationSigmoid())) {
        for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
          INDArray logits =
              Nd4j.createFromArray(
                      1000., -1000, 1000, -1000, 1000, 1000, 0, -1000, -1000, 1000, 1000, 1000)
                  .castTo(type)
                  .reshape(1, CLASSES, 4);
          INDArray labels = indices(2, CLASSES, 1, CLASSES, 4);
          Evaluation e = loss.evaluate(labels, logits, activation, null, true);
          assertTrue(
              Double.isFinite(e.perExample()[0]), () -> loss + " scores " + e.perExample()[0]);
          assertFinite(e.gradient(), loss + " " + activation);
        }
      }
    }
  }

  @Test
  void exactProbabilitiesGiveFiniteNumbers() {
    INDArray p = Nd4j.createFromArray(0f, 1, 0, 1, 0, 1).reshape(1, CLASSES, 2);
    for (VisionLoss loss : losses()) {
      Evaluation e =
          loss.evaluate(
              indices(4, CLASSES, 1, CLASSES, 2), p, new ActivationIdentity(), null, true);
      assertTrue(Double.isFinite(e.perExample()[0]), () -> loss + " scores " + e.perExample()[0]);
      assertFinite(e.gradient(), loss.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void weightsOfOneAreNoWeights(Way way) {
    for (VisionLoss loss : losses()) {
      for (Case c : cases(way, 2)) {
        if (c.mask != null) {
          Case ones =
              new Case(
                  c.name,
                  c.labels,
                  c.logits,
                  c.activation,
                  Nd4j.ones(DataType.FLOAT, c.mask.shape()));
          Case none = new Case(c.name, c.labels, c.logits, c.activation, null);
          assertArrayEquals(
              none.evaluate(loss, false).perExample(),
              ones.evaluate(loss, false).perExample(),
              way.rounding);
          assertClose(
              none.evaluate(loss, true).gradient(),
              ones.evaluate(loss, true).gradient(),
              way.rounding,
              c.name);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void maskedPixelsAreAsAbsent(Way way) {
    for (VisionLoss loss : losses()) {
      for (IActivation activation : activations()) {
        INDArray logits = logits(way.type, 1, activation, 2, 2, CLASSES, 6);
        INDArray labels = indices(2, CLASSES, 2, CLASSES, 6);
        INDArray mask = Nd4j.zeros(DataType.FLOAT, 2, 6);
        mask.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 4)).assign(1);
        Evaluation masked = loss.evaluate(labels, logits, activation, mask, true);
        var shown = NDArrayIndex.interval(0, 4);
        var all = NDArrayIndex.all();
        Evaluation cut =
            loss.evaluate(
                labels.get(all, all, shown).dup(),
                logits.get(all, all, shown).dup(),
                activation,
                null,
                true);
        assertArrayEquals(cut.perExample(), masked.perExample(), way.rounding, loss::toString);
        assertClose(
            cut.gradient(), masked.gradient().get(all, all, shown), way.rounding, loss.toString());
        assertEquals(
            0,
            masked
                .gradient()
                .get(all, all, NDArrayIndex.interval(4, 6))
                .amaxNumber()
                .doubleValue());
      }
    }
  }

  /** Depth that was not measured, say. */
  @ParameterizedTest
  @EnumSource
  void maskedLabelsNeedNotBeFinite(Way way) {
    double[] infinite = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (VisionLoss loss : losses()) {
      for (long maskClasses : new long[] {1, CLASSES}) {
        IActivation activation = activations().get(0);
        INDArray logits = logits(way.type, 1, activation, 2, 2, CLASSES, 6);
        INDArray labels = oneHot(indices(2, CLASSES, 2, CLASSES, 6), CLASSES);
        INDArray mask = Nd4j.ones(DataType.FLOAT, 2, maskClasses, 6);
        INDArray hidden = labels.dup();
        for (int i = 0; i < 3; i++) {
          mask.putScalar(0, maskClasses - 1, i, 0);
          for (long c = maskClasses == 1 ? 0 : CLASSES - 1; c < CLASSES; c++) {
            labels.putScalar(0, c, i, 0);
            hidden.putScalar(0, c, i, infinite[i]);
          }
        }
        Evaluation expected = loss.evaluate(labels, logits, activation, mask, true);
        Evaluation evaluation = loss.evaluate(hidden, logits, activation, mask, true);
        assertArrayEquals(expected.perExample(), evaluation.perExample(), loss::toString);
        assertEquals(expected.gradient(), evaluation.gradient(), loss.toString());
      }
    }
  }

  /** A network that has diverged must not look as if it were perfect. */
  @ParameterizedTest
  @EnumSource
  void predictionsThatAreNoNumbersShow(Way way) {
    for (VisionLoss loss : losses()) {
      for (IActivation activation : activations()) {
        INDArray logits = logits(way.type, 1, activation, 2, 2, CLASSES, 6);
        INDArray labels = indices(2, CLASSES, 2, CLASSES, 6);
        logits.slice(1).assign(Double.NaN);
        double[] losses = loss.evaluate(labels, logits, activation, null, true).perExample();
        assertTrue(
            Double.isNaN(losses[1]),
            () -> loss + " with " + activation + ": " + Arrays.toString(losses));
      }
    }
  }

  @Test
  void fullyMaskedExampleCostsNothing() {
    for (VisionLoss loss : losses()) {
      for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
        for (long[] shape : SHAPES) {
          IActivation activation = activations().get(0);
          INDArray logits = logits(type, 1, activation, 2, shape);
          INDArray labels = indices(2, CLASSES, shape);
          Evaluation e =
              loss.evaluate(labels, logits, activation, Nd4j.zeros(type, shape[0], 1), true);
          assertArrayEquals(new double[(int) shape[0]], e.perExample());
          assertEquals(0, e.gradient().amaxNumber().doubleValue());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneImageCostsAsMuchAsCopiesOfIt(Way way) {
    for (VisionLoss loss : losses()) {
      for (long[] shape : SHAPES) {
        boolean flat = shape.length == 2;
        boolean ofBatch = flat || loss.toString().contains("batch=true");
        if (ofBatch && (hasRegions(loss) || loss.toString().contains("topK"))) {
          // Sums over all copies meet a smoothing that stays the same.
          continue;
        }
        IActivation activation = activations().get(0);
        long[] one = shape.clone();
        one[0] = 1;
        INDArray logits = logits(way.type, 1, activation, 2, one);
        INDArray labels = indices(2, CLASSES, one);
        Evaluation single = loss.evaluate(labels, logits, activation, null, true);
        Evaluation copies =
            loss.evaluate(copies(labels, 3), copies(logits, 3), activation, null, true);
        for (double copy : copies.perExample()) {
          assertEquals(single.perExample()[0], copy, way.rounding, loss::toString);
        }
        assertClose(copies(single.gradient(), 3), copies.gradient(), way.rounding, loss.toString());
      }
    }
  }

  private static boolean hasRegions(VisionLoss loss) {
    return loss instanceof RegionLoss
        || loss instanceof ImageLoss
        || loss instanceof LossUnifiedFocal
        || (loss instanceof LossSum sum
            && sum.losses().stream().anyMatch(BaseLossTestCase::hasRegions));
  }

  private static INDArray copies(INDArray array, int count) {
    return Nd4j.concat(0, Collections.nCopies(count, array).toArray(INDArray[]::new));
  }

  @ParameterizedTest
  @EnumSource
  void batchCostsTheMeanOfItsImages(Way way) {
    for (VisionLoss loss : losses()) {
      for (Case c : cases(way, 2)) {
        if (!isMeanOfImages(loss, c)) {
          continue;
        }
        double[] together = c.evaluate(loss, false).perExample();
        for (int n = 0; n < together.length; n++) {
          INDArray mask = c.mask == null ? null : image(c.mask, n);
          double alone =
              loss.computeScore(image(c.labels, n), image(c.logits, n), c.activation, mask, true);
          assertEquals(alone, together[n], way.rounding, () -> loss + " " + c.name);
        }
        assertEquals(Arrays.stream(together).average().orElseThrow(), c.score(loss), way.rounding);
      }
    }
  }

  private static INDArray image(INDArray array, int n) {
    long[] shape = array.shape().clone();
    INDArray image = array.slice(n).dup('c');
    shape[0] = 1;
    return image.reshape('c', shape);
  }

  @Test
  void channelsLastViewsGiveTheSame() {
    for (VisionLoss loss : losses()) {
      for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
        IActivation activation = activations().get(0);
        INDArray logits = logits(type, 1, activation, 2, 2, CLASSES, 9, 7);
        INDArray labels = oneHot(indices(2, CLASSES, 2, CLASSES, 9, 7), CLASSES);
        INDArray mask = weights(3, 2, 9, 7);
        Evaluation first = loss.evaluate(labels, logits, activation, mask, true);
        Evaluation last =
            loss.evaluate(channelsLast(labels), channelsLast(logits), activation, mask, true);
        assertArrayEquals(first.perExample(), last.perExample(), 1e-6, loss::toString);
        assertClose(first.gradient(), last.gradient(), 1e-6, loss.toString());
        assertEquals(1, last.gradient().stride(1), "the gradient is laid out as the predictions");
        INDArray strided = Nd4j.create(type, 2, CLASSES, 9, 14);
        INDArray view =
            strided.get(
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.interval(0, 2, 14));
        view.assign(logits);
        assertClose(
            first.gradient(),
            loss.evaluate(labels, view, activation, mask, true).gradient(),
            1e-6,
            "a view");
        assertClose(
            first.gradient(),
            loss.evaluate(labels, logits.dup('f'), activation, mask, true).gradient(),
            1e-6,
            "'f' order");
      }
    }
  }

  /** The same array, stored channels last. */
  private static INDArray channelsLast(INDArray array) {
    return array.permute(0, 2, 3, 1).dup('c').permute(0, 3, 1, 2);
  }

  @Test
  void argumentsAreNotChanged() {
    for (VisionLoss loss : losses()) {
      for (Case c : cases(2)) {
        for (Case typed : List.of(c, c.cast(DataType.FLOAT))) {
          INDArray logits = typed.logits.dup();
          INDArray labels = typed.labels.dup();
          INDArray mask = typed.mask == null ? null : typed.mask.dup();
          loss.computeGradientAndScore(
              typed.labels, typed.logits, typed.activation, typed.mask, true);
          assertEquals(logits, typed.logits);
          assertEquals(labels, typed.labels);
          assertEquals(mask, typed.mask);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFourMethodsAgree(Way way) {
    for (VisionLoss loss : losses()) {
      for (Case c : cases(way, 2)) {
        double sum = loss.computeScore(c.labels, c.logits, c.activation, c.mask, false);
        INDArray each = loss.computeScoreArray(c.labels, c.logits, c.activation, c.mask);
        assertArrayEquals(new long[] {c.logits.size(0), 1}, each.shape());
        assertEquals(sum, each.sumNumber().doubleValue(), way.rounding);
        var both = loss.computeGradientAndScore(c.labels, c.logits, c.activation, c.mask, false);
        assertEquals(sum, both.getFirst(), way.rounding);
        assertEquals(
            loss.computeGradient(c.labels, c.logits, c.activation, c.mask), both.getSecond());
      }
    }
  }

  @Test
  void halfPrecisionIsCloseToFloat() {
    for (VisionLoss loss : losses()) {
      for (Case c : cases(2)) {
        INDArray half = c.logits.castTo(DataType.HALF);
        double expected = c.with(half.castTo(DataType.FLOAT)).score(loss);
        assertEquals(expected, c.with(half).score(loss), 1e-2 * Math.max(1, expected));
        INDArray gradient = c.with(half).evaluate(loss, true).gradient();
        assertEquals(DataType.HALF, gradient.dataType());
      }
    }
    // The sum of 10,000 ones in half precision is 2,048 or 4,096; ours is taken in double.
    INDArray zeros = Nd4j.zeros(DataType.HALF, 1, CLASSES, 100, 100);
    INDArray labels = indices(1, CLASSES, 1, CLASSES, 100, 100);
    for (VisionLoss loss : losses()) {
      double inHalf = loss.computeScore(labels, zeros, activations().get(0), null, true);
      double inDouble =
          loss.computeScore(
              labels, zeros.castTo(DataType.DOUBLE), activations().get(0), null, true);
      assertEquals(inDouble, inHalf, 1e-5);
    }
  }

  @Test
  void labelsAndMasksMayHaveAnyType() {
    for (VisionLoss loss : losses()) {
      IActivation activation = activations().get(0);
      long[] shape = {2, CLASSES, 4, 5};
      INDArray indices = indices(1, CLASSES, shape);
      INDArray hot = oneHot(indices, CLASSES);
      INDArray mask = indices(2, 3, 2, 1, 4, 5).reshape(2, 4, 5);
      for (DataType network : List.of(DataType.FLOAT, DataType.DOUBLE, DataType.HALF)) {
        INDArray logits = logits(network, 3, activation, 1, shape);
        double expected =
            loss.computeScore(hot.castTo(network), logits, activation, mask.castTo(network), true);
        for (DataType type :
            List.of(
                DataType.INT32, DataType.UINT8, DataType.INT64, DataType.FLOAT, DataType.DOUBLE)) {
          for (INDArray labels : List.of(indices, hot, indices.reshape(2, 4, 5))) {
            assertEquals(
                expected,
                loss.computeScore(labels.castTo(type), logits, activation, mask.castTo(type), true),
                1e-12);
          }
        }
      }
    }
  }

  @Test
  void workspacesAreLeftAlone() {
    WorkspaceConfiguration conf = WorkspaceConfiguration.builder().initialSize(1 << 20).build();
    for (VisionLoss loss : losses()) {
      IActivation activation = activations().get(0);
      INDArray logits = logits(DataType.FLOAT, 3, activation, 1, 2, CLASSES, 4, 5);
      INDArray labels = indices(1, CLASSES, 2, CLASSES, 4, 5);
      INDArray expected = loss.computeGradient(labels, logits, activation, null);
      for (int i = 0; i < 3; i++) {
        try (MemoryWorkspace ws =
            Nd4j.getWorkspaceManager().getAndActivateWorkspace(conf, "LOSS_TEST")) {
          INDArray gradient = loss.computeGradient(labels, logits, activation, null);
          assertTrue(gradient.isAttached(), "the gradient belongs to the caller's workspace");
          assertEquals(expected, gradient);
        }
      }
    }
  }

  @Test
  void eightThreadsMayShareOne() {
    for (VisionLoss loss : losses()) {
      IActivation activation = activations().get(0);
      INDArray logits = logits(DataType.FLOAT, 3, activation, 1, 2, CLASSES, 40, 50);
      INDArray labels = indices(1, CLASSES, 2, CLASSES, 40, 50);
      INDArray expected = loss.computeGradient(labels, logits, activation, null);
      assertAll(
          IntStream.range(0, 8)
              .parallel()
              .mapToObj(i -> loss.computeGradient(labels, logits, activation, null))
              .map(gradient -> () -> assertEquals(expected, gradient)));
    }
  }

  @Test
  void serializedLossesAreTheSame() throws Exception {
    for (VisionLoss loss : losses()) {
      String json = NeuralNetConfiguration.mapper().writeValueAsString(loss);
      assertEquals(
          loss, NeuralNetConfiguration.mapper().readValue(json, ILossFunction.class), json);
      String yaml = NeuralNetConfiguration.mapperYaml().writeValueAsString(loss);
      assertEquals(
          loss, NeuralNetConfiguration.mapperYaml().readValue(yaml, ILossFunction.class), yaml);
      assertEquals(loss, Losses.parse(loss.toString()), "as an expression");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(loss);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertEquals(loss, in.readObject());
      }
    }
  }

  @Test
  void savedModelsKeepTheLoss() throws Exception {
    for (VisionLoss loss : losses()) {
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              new NeuralNetConfiguration.Builder()
                  .list()
                  .layer(new ConvolutionLayer.Builder(1, 1).nOut(CLASSES).build())
                  .layer(new SegmentationLossLayer.Builder(loss).build())
                  .setInputType(InputType.convolutional(4, 4, 1))
                  .build());
      network.init();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ModelSerializer.writeModel(network, bytes, true);
      MultiLayerNetwork restored =
          ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes.toByteArray()));
      SegmentationLossLayer layer =
          (SegmentationLossLayer) restored.getLayerWiseConfigurations().getConf(1).getLayer();
      assertEquals(loss, layer.getLossFn());
    }
  }

  @Test
  void equalityIsThatOfTheOptions() {
    List<VisionLoss> all = losses();
    for (VisionLoss a : all) {
      for (VisionLoss b : all) {
        if (a == b) {
          assertEquals(a, Losses.parse(a.toString()));
          assertEquals(a.hashCode(), Losses.parse(a.toString()).hashCode());
        } else {
          assertNotEquals(a, b);
          assertFalse(a.toString().equals(b.toString()));
        }
      }
    }
  }

  @Test
  void wrongShapesAndLabelsAreRefused() {
    for (VisionLoss loss : losses()) {
      for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
        IActivation activation = activations().get(0);
        INDArray logits = logits(type, 3, activation, 1, 2, CLASSES, 4, 5);
        INDArray labels = indices(1, CLASSES, 2, CLASSES, 4, 5);
        refused(loss, Nd4j.zeros(2, CLASSES, 5, 4), logits, null, "labels have shape [2, 3, 5, 4]");
        refused(loss, labels, logits, Nd4j.ones(2, 5, 4), "mask has shape [2, 5, 4]");
        refused(
            loss, labels, logits.reshape(2 * CLASSES * 20), null, "predictions have shape [120]");
        refused(loss, labels.dup().putScalar(0, 7), logits, null, "class index 7");
        refused(loss, labels.dup().putScalar(0, -1), logits, null, "class index -1");
        if (loss instanceof DenseLoss dense && dense.labelsAreProbabilities()) {
          // Looked at once: later batches are trusted.
          VisionLoss fresh = Losses.parse(loss.toString());
          INDArray odds = oneHot(labels, CLASSES).muli(2.5);
          refused(fresh, odds, logits, null, "labels of shape [2, 3, 4, 5]");
          refused(fresh, odds.muli(0).putScalar(5, Float.NaN), logits, null, "hold NaN");
        }
      }
    }
  }

  private static void refused(
      VisionLoss loss, INDArray labels, INDArray logits, INDArray mask, String message) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> loss.computeScore(labels, logits, new ActivationSigmoid(), mask, true));
    assertTrue(e.getMessage().contains(message), e.getMessage());
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
