package org.dl4jvision.loss.evaluation;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The arrays of one evaluation, checked and seen in one form: [images, classes, pixels]. Rank 2
 * arrays, [rows, classes], are one image whose pixels are the rows.
 *
 * <p>A loss walks over them with {@link #sweep}, any number of times, and leaves its gradient
 * behind. The arrays are never changed.
 */
public final class Batch {

  /** So many classes, found by measurement. */
  private static final int ONE_HOT = 8;

  private final INDArray predictions;
  private final Link link;
  private final INDArray logits;
  private final INDArray labels;
  private final INDArray mask;
  private final boolean indices;
  private final INDArray gradient;
  private final INDArray gradientView;
  private final AtomicBoolean gradientStarted;

  /** Whether the gradient's array holds p. */
  private boolean kept;

  /** The class of each pixel of one-hot labels, kept along with p; below 0 where they are not. */
  private Planes keptClasses;

  /**
   * @param labels same shape as the predictions, or class indices [N, 1, spatial...] or [N,
   *     spatial...]
   * @param predictions [N, C] or [N, C, spatial...], FLOAT or DOUBLE; logits, unless {@code link}
   *     is the identity
   * @param mask null, [N, 1], [N, spatial...], [N, 1, spatial...] or [N, C, spatial...]
   * @param wantGradient whether a gradient is computed along with the loss
   */
  Batch(INDArray labels, INDArray predictions, Link link, INDArray mask, boolean wantGradient) {
    this.predictions = predictions;
    this.link = link;
    INDArray fitted = Shapes.labels(labels, predictions.shape());
    this.indices = fitted.size(1) != predictions.size(1);
    DataType type = predictions.dataType();
    this.logits = Shapes.threeDimensional(predictions);
    this.labels = Shapes.threeDimensional(fitted.castTo(type));
    this.mask = mask == null ? null : Shapes.mask(mask.castTo(type), predictions.shape());
    this.gradient = wantGradient ? Shapes.emptyLike(predictions) : null;
    this.gradientView = wantGradient ? Shapes.threeDimensional(gradient) : null;
    this.gradientStarted = new AtomicBoolean();
    if (link == Link.SOFTMAX && classes() == 1) {
      throw new IllegalArgumentException(
          "activation softmax over one channel is always 1: use sigmoid, or two channels; predictions have shape "
              + Arrays.toString(predictions.shape()));
    }
  }

  /** Logits alone, to be activated into an array of their shape. */
  private Batch(INDArray predictions, Link link, INDArray result) {
    this.predictions = predictions;
    this.link = link;
    logits = Shapes.threeDimensional(predictions);
    labels = null;
    indices = false;
    mask = null;
    gradient = result;
    gradientView = Shapes.threeDimensional(result);
    gradientStarted = new AtomicBoolean();
  }

  /** Another batch's arrays and gradient with other labels, one number a class. */
  private Batch(Batch other, INDArray labels) {
    predictions = other.predictions;
    link = other.link;
    logits = other.logits;
    this.labels = labels;
    indices = false;
    mask = other.mask;
    gradient = other.gradient;
    gradientView = other.gradientView;
    gradientStarted = other.gradientStarted;
  }

  /**
   * This batch with labels [N, 1, spatial...], any numbers from 0 to C - 1, shared by the two
   * classes that they lie between: 2.25 is 0.75 of class 2 and 0.25 of class 3. Labels of the
   * predictions' own shape stay as they are.
   *
   * @throws IllegalArgumentException for a label outside that no mask hides
   */
  public Batch withLabelsBetweenClasses() {
    if (classes() < 2) {
      throw new IllegalArgumentException(
          "predictions have shape "
              + Arrays.toString(predictions.shape())
              + "; a distribution has at least two bins");
    }
    if (!indices) {
      return this;
    }
    INDArray bins = Nd4j.arange(0, classes()).castTo(labels.dataType()).reshape(1, classes(), 1);
    double[] distances = labels.dup('c').data().asDouble();
    for (int i = 0; i < distances.length; i++) {
      long image = i / pixels();
      long pixel = i % pixels();
      boolean fits = distances[i] >= 0 && distances[i] <= classes() - 1;
      if (!fits && !IntStream.range(0, classes()).allMatch(c -> isMasked(image, c, pixel))) {
        throw new IllegalArgumentException(
            "labels hold "
                + distances[i]
                + "; allowed are distances from 0 to "
                + (classes() - 1)
                + ", the last bin");
      }
    }
    INDArray distance = Transforms.abs(labels.sub(bins), false);
    return new Batch(this, Transforms.max(distance.rsub(1), 0, false));
  }

  /**
   * Softmax over the channels, as the losses compute it.
   *
   * @param logits [N, C] or [N, C, spatial...] in any layout; other types than DOUBLE are computed
   *     in FLOAT
   * @param result an array of the same shape
   */
  public static void softmax(INDArray logits, INDArray result) {
    DataType type = Evaluation.computedType(logits.dataType());
    INDArray wide = logits.castTo(type);
    INDArray to = result.dataType() == type ? result : Shapes.emptyLike(wide);
    new Batch(wide, Link.SOFTMAX, to)
        .sweep(null, Grouping.IMAGE, 0, pixels -> pixels.write(pixels.prediction().p()));
    if (to != result) {
      result.assign(to);
    }
  }

  /** Number of examples: the first dimension of the predictions. */
  public int examples() {
    return Math.toIntExact(predictions.size(0));
  }

  public int classes() {
    return Math.toIntExact(logits.size(1));
  }

  /** Whether every example is a single pixel: rank 2. */
  public boolean isFlat() {
    return predictions.rank() == 2;
  }

  /** Pixels of an image; 1 where {@link #isFlat}. */
  public long pixelsOfExample() {
    return isFlat() ? 1 : logits.size(2);
  }

  public boolean hasMask() {
    return mask != null;
  }

  /** Whether all is computed from floats, not from doubles. */
  public boolean isOfFloats() {
    return logits.dataType() == DataType.FLOAT;
  }

  /** Whether the activation is a sigmoid: every channel's logit decides for itself. */
  public boolean isSigmoid() {
    return link == Link.SIGMOID;
  }

  /** Whether the activation is a softmax: the classes exclude each other. */
  public boolean isSoftmax() {
    return link == Link.SOFTMAX;
  }

  /** The sizes of an image's spatial dimensions; the rows of rank 2 arrays are one dimension. */
  public int[] spatial() {
    long[] shape = predictions.shape();
    return isFlat()
        ? new int[] {Math.toIntExact(shape[0])}
        : Arrays.stream(shape).skip(2).mapToInt(Math::toIntExact).toArray();
  }

  /**
   * Refuses labels that are no probabilities; class indices are checked where they are read.
   *
   * @param ignoreIndex a number that may stand in labels of one channel, or null
   * @throws IllegalArgumentException for a label below 0, above 1 or NaN that no mask hides
   */
  public void checkProbabilities(Integer ignoreIndex) {
    if (indices && classes() > 1) {
      return;
    }
    Sums outside =
        sweep(
            ignoreIndex,
            Grouping.IMAGE,
            1,
            pixels -> {
              Field label = pixels.target();
              pixels.add(0, label.minus(label.max(0).min(1)).abs());
            });
    for (int image = 0; image < images(); image++) {
      if (outside.get(image, 0) != 0) { // or NaN
        checkProbabilities(image, hasIndices() ? ignoreIndex : null);
      }
    }
  }

  /** One by one: ND4J's reductions lose NaN, and masks may hide some. */
  private void checkProbabilities(int image, Integer ignored) {
    for (int channel = 0; channel < labels.size(1); channel++) {
      INDArray plane =
          labels.get(NDArrayIndex.point(image), NDArrayIndex.point(channel), NDArrayIndex.all());
      double[] values = plane.dup('c').data().asDouble();
      for (int i = 0; i < values.length; i++) {
        double label = values[i];
        boolean fits = (label >= 0 && label <= 1) || (ignored != null && label == ignored);
        if (!fits && !isMasked(image, channel, i)) {
          throw new LabelException(label, predictions.shape());
        }
      }
    }
  }

  /** Whether a label weighs 0. */
  boolean isMasked(long image, long channel, long pixel) {
    return mask != null
        && mask.getDouble(image, mask.size(1) == 1 ? 0 : channel, mask.size(2) == 1 ? 0 : pixel)
            == 0;
  }

  /** Whether labels are class indices, or could hold an ignored value. */
  public boolean hasIndices() {
    return indices || classes() == 1;
  }

  public boolean wantsGradient() {
    return gradient != null;
  }

  /** The gradient of the sum over examples, in the shape and order of the predictions. */
  INDArray gradient() {
    if (!gradientStarted.get()) {
      gradient.assign(0);
    }
    return gradient;
  }

  /**
   * Lets the visitor see every pixel once, in groups of any size and in any order, possibly on
   * several threads.
   *
   * @param ignoreIndex label of pixels that do not count, or null
   * @param grouping whose sums are added up
   * @param sums how many sums the visitor adds to
   */
  public Sums sweep(Integer ignoreIndex, Grouping grouping, int sums, Consumer<Pixels> visitor) {
    return sweep(ignoreIndex, grouping, sums, false, visitor);
  }

  /**
   * The same, if the next sweep asks for nothing but p of the {@link Prediction} and gives
   * derivatives by it alone: where it saves time, exponentials are kept for it in the array of the
   * gradient.
   */
  public Sums sweepForP(
      Integer ignoreIndex, Grouping grouping, int sums, Consumer<Pixels> visitor) {
    boolean keeps = link != Link.IDENTITY && wantsGradient() && !gradientStarted.get();
    return sweep(ignoreIndex, grouping, sums, keeps, visitor);
  }

  private Sums sweep(
      Integer ignoreIndex, Grouping grouping, int sums, boolean keeps, Consumer<Pixels> visitor) {
    Integer ignored = hasIndices() ? ignoreIndex : null;
    boolean accumulate = gradientStarted.get();
    boolean tiles = readsMemory(logits.dataType());
    if (tiles && keeps && mayBeIndexed()) {
      keptClasses = new Planes(this, 1);
    }
    Sweep sweep = new Sweep(this, ignored, grouping, sums, accumulate, keeps, kept, keptClasses);
    boolean wrote = tiles ? TileSweep.run(sweep, visitor) : ArraySweep.run(sweep, visitor);
    kept = tiles && keeps;
    if (!kept && keptClasses != null) {
      keptClasses.close();
      keptClasses = null;
    }
    if (wrote) {
      gradientStarted.set(true);
    }
    return sweep.result();
  }

  /** A loss of one row of rank 2 arrays. */
  @FunctionalInterface
  public interface RowFormula {
    /**
     * The loss.
     *
     * @param prediction after the activation
     * @param gradient receives the derivative by the prediction
     */
    double evaluate(double[] prediction, double[] label, double[] gradient);
  }

  /**
   * Evaluates a formula that looks at the numbers of each row by itself, in double precision; the
   * gradient of {@code factor} times the sum is added to the batch's.
   *
   * @return the loss of each row, multiplied by its weight; 0 where the weight is 0, whatever the
   *     row holds
   * @throws IllegalArgumentException if arrays are not of rank 2, labels have another shape than
   *     predictions, a mask is not [N, 1] or the activation is softmax
   */
  public double[] sweepRows(RowFormula formula, double factor) {
    int columns = classes();
    if (!isFlat() || indices || (mask != null && mask.size(1) != 1)) {
      throw new IllegalArgumentException(
          String.format(
              "predictions have shape %s, labels %s, mask %s; allowed are [N, %d] for both, and a"
                  + " mask [N, 1]",
              Arrays.toString(predictions.shape()),
              indices ? "[N, 1]" : "the same",
              mask == null ? "none" : "[N, " + mask.size(1) + "]",
              columns));
    }
    double[] given = predictions.dup('c').data().asDouble();
    double[] targets = labels.permute(0, 2, 1).dup('c').data().asDouble();
    double[] weights = mask == null ? null : mask.dup('c').data().asDouble();
    double[] slopes = new double[given.length];
    double[] losses = new double[examples()];
    double[] prediction = new double[columns];
    double[] slope = new double[columns];
    for (int row = 0; row < losses.length; row++) {
      double weight = weights == null ? 1 : weights[row];
      if (weight == 0) {
        continue;
      }
      int at = row * columns;
      for (int c = 0; c < columns; c++) {
        prediction[c] = link.output(given[at + c]);
      }
      double[] label = Arrays.copyOfRange(targets, at, at + columns);
      losses[row] = weight * formula.evaluate(prediction, label, slope);
      for (int c = 0; c < columns; c++) {
        slopes[at + c] = factor * weight * slope[c] * link.slope(prediction[c]);
      }
    }
    if (gradient != null) {
      add(slopes);
    }
    return losses;
  }

  private void add(double[] slopes) {
    // Derivatives of boxes near nothing may be larger than a float can be.
    double limit = predictions.dataType() == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
    double[] finite =
        Arrays.stream(slopes).map(s -> Math.max(-limit, Math.min(limit, s))).toArray();
    INDArray added =
        Nd4j.createFromArray(finite).reshape('c', predictions.shape()).castTo(gradient.dataType());
    if (gradientStarted.getAndSet(true)) {
      gradient.addi(added);
    } else {
      gradient.assign(added);
    }
  }

  /**
   * Whether numbers of a type are read where they are: floats in the memory of the CPU, unless
   * whole-array ND4J operations are asked for, as on a GPU, to compare with.
   */
  public static boolean readsMemory(DataType type) {
    return type == DataType.FLOAT
        && Nd4j.getEnvironment().isCPU()
        && !Boolean.getBoolean("org.dl4jvision.portable");
  }

  int images() {
    return Math.toIntExact(logits.size(0));
  }

  long pixels() {
    return logits.size(2);
  }

  Link link() {
    return link;
  }

  INDArray logits() {
    return logits;
  }

  INDArray labels() {
    return labels;
  }

  INDArray mask() {
    return mask;
  }

  /** Whether labels may be one-hot, with so many classes that it pays to use indices instead. */
  boolean mayBeIndexed() {
    return !indices && labels != null && classes() >= ONE_HOT;
  }

  boolean labelsAreIndices() {
    return indices;
  }

  INDArray gradientView() {
    return gradientView;
  }

  /**
   * The arguments of one sweep and its result.
   *
   * @param accumulate whether to add to the gradient that is there
   * @param keeps whether to write p where the gradient will be
   * @param kept whether to read p there
   * @param classes where to keep the classes of one-hot labels along with p; may be null
   */
  record Sweep(
      Batch batch,
      Integer ignoreIndex,
      Grouping grouping,
      int sums,
      boolean accumulate,
      boolean keeps,
      boolean kept,
      Planes classes,
      Sums result) {
    Sweep(
        Batch batch,
        Integer ignoreIndex,
        Grouping grouping,
        int sums,
        boolean accumulate,
        boolean keeps,
        boolean kept,
        Planes classes) {
      this(
          batch,
          ignoreIndex,
          grouping,
          sums,
          accumulate,
          keeps,
          kept,
          classes,
          new Sums(
              switch (grouping) {
                case IMAGE -> batch.images();
                case PIXEL -> Math.toIntExact(batch.pixels());
              },
              sums,
              grouping == Grouping.PIXEL ? 1 : batch.classes()));
    }
  }
}
