package org.dl4jvision.loss.evaluation;

import java.util.Arrays;
import java.util.function.Consumer;
import org.dl4jvision.loss.evaluation.memory.FloatMemory;
import org.dl4jvision.loss.evaluation.memory.Shapes;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays of one evaluation, checked and seen in one form: [images, classes, pixels]. Rank 2
 * arrays, [rows, classes], are one image whose pixels are the rows.
 *
 * <p>A loss walks over them with {@link #sweep}, any number of times, and leaves its gradient
 * behind. The arrays are never changed. For one thread, although sweeps use several.
 */
public final class Batch {

  private final BatchArrays arrays;

  /** Whether the gradient's array holds p. */
  private boolean kept;

  /** The class of each pixel of one-hot labels, kept along with p; below 0 where they are not. */
  private Planes keptClasses;

  Batch(BatchArrays arrays) {
    this.arrays = arrays;
  }

  /**
   * Softmax over the channels, as the losses compute it.
   *
   * @param logits [N, C] or [N, C, spatial...] in any layout; other types than DOUBLE are computed
   *     in FLOAT
   * @param result an array of the same shape
   */
  public static void softmax(INDArray logits, INDArray result) {
    DataType type = computedType(logits.dataType());
    INDArray wide = logits.castTo(type);
    INDArray to = result.dataType() == type ? result : Shapes.emptyLike(wide);
    new Batch(BatchArrays.ofLogits(wide, OutputActivation.SOFTMAX, to))
        .sweep(null, Grouping.IMAGE, 0, pixels -> pixels.write(pixels.prediction().p()));
    if (to != result) {
      result.assign(to);
    }
  }

  /** The type that arrays of a type are computed in. */
  static DataType computedType(DataType type) {
    return type == DataType.DOUBLE ? DataType.DOUBLE : DataType.FLOAT;
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
              + Arrays.toString(arrays.predictions().shape())
              + "; a distribution has at least two bins");
    }
    return arrays.areIndices() ? new Batch(arrays.withLabels(Labels.betweenClasses(arrays))) : this;
  }

  /** Number of examples: the first dimension of the predictions. */
  public int examples() {
    return arrays.examples();
  }

  public int classes() {
    return arrays.classes();
  }

  /** Whether every example is a single pixel: rank 2. */
  public boolean isFlat() {
    return arrays.isFlat();
  }

  /** Pixels of an example: 1 where the batch {@link #isFlat}. */
  public long pixelsOfExample() {
    return isFlat() ? 1 : arrays.pixels();
  }

  public boolean hasMask() {
    return arrays.hasMask();
  }

  /** Whether all is computed from floats, not from doubles. */
  public boolean isOfFloats() {
    return arrays.type() == DataType.FLOAT;
  }

  /** Whether the activation is a sigmoid: every channel's logit decides for itself. */
  public boolean isSigmoid() {
    return arrays.activation() == OutputActivation.SIGMOID;
  }

  /** Whether the activation is a softmax: the classes exclude each other. */
  public boolean isSoftmax() {
    return arrays.activation() == OutputActivation.SOFTMAX;
  }

  /** The sizes of an image's spatial dimensions; the rows of rank 2 arrays are one dimension. */
  public int[] spatial() {
    long[] shape = arrays.predictions().shape();
    return isFlat()
        ? new int[] {Math.toIntExact(shape[0])}
        : Arrays.stream(shape).skip(2).mapToInt(Math::toIntExact).toArray();
  }

  /** Whether labels are class indices, or could hold an ignored value. */
  public boolean hasIndices() {
    return arrays.mayHoldIgnored();
  }

  public boolean wantsGradient() {
    return arrays.gradient() != null;
  }

  /** Room for numbers of every pixel, borrowed until {@link Planes#close}. */
  public Planes newPlanes(int rows) {
    return new Planes(arrays.images(), rows, Math.toIntExact(arrays.pixels()));
  }

  /**
   * Refuses labels that are no probabilities, looked for one by one: for a batch of which is known
   * that some may be none. Class indices are checked where they are read.
   *
   * @param ignoreIndex a number that may stand in labels of one channel, or null
   * @throws IllegalArgumentException for a label below 0, above 1 or NaN that no mask hides
   */
  public void checkProbabilities(Integer ignoreIndex) {
    for (int image = 0; image < arrays.images(); image++) {
      Labels.checkProbabilities(arrays, image, hasIndices() ? ignoreIndex : null);
    }
  }

  /** Whether labels are the indices of classes that exclude each other. */
  public boolean labelsAreClasses() {
    return arrays.labelsAreClasses();
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
    boolean keeps =
        arrays.activation() != OutputActivation.IDENTITY
            && wantsGradient()
            && !arrays.gradient().isStarted();
    return sweep(ignoreIndex, grouping, sums, keeps, visitor);
  }

  private Sums sweep(
      Integer ignoreIndex, Grouping grouping, int count, boolean keeps, Consumer<Pixels> visitor) {
    Integer ignored = hasIndices() ? ignoreIndex : null;
    boolean tiles = FloatMemory.isReadable(arrays.type());
    if (tiles && keeps && arrays.mayBeOneHot()) {
      keptClasses = newPlanes(1);
    }
    Sums sums = Sweep.newSums(arrays, grouping, count);
    Sweep sweep = new Sweep(arrays, ignored, grouping, keeps, kept, keptClasses, sums);
    boolean wrote = tiles ? TileSweep.run(sweep, count, visitor) : ArraySweep.run(sweep, visitor);
    kept = tiles && keeps;
    if (!kept && keptClasses != null) {
      keptClasses.close();
      keptClasses = null;
    }
    if (wrote) {
      arrays.gradient().start();
    }
    return sums;
  }

  /**
   * Evaluates a formula of each row by itself, in double precision; the gradient of {@code factor}
   * times the sum is added to the batch's.
   *
   * @return the loss of each row, multiplied by its weight; 0 where the weight is 0, whatever the
   *     row holds
   * @throws IllegalArgumentException if arrays are not of rank 2, labels have another shape than
   *     predictions, a mask is not [N, 1] or the activation is softmax
   */
  public double[] sweepRows(RowFormula formula, double factor) {
    return RowSweep.run(arrays, formula, factor);
  }
}
