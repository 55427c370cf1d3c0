package org.dl4jvision.metric.segmentation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.evaluation.BaseEvaluation;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.evaluation.IMetric;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Per-pixel classification counts and the measures of segmentation that follow from them.
 *
 * <p>All measures come from one confusion matrix of pixel counts over everything evaluated (so an
 * image weighs by its valid pixels). With TP, FP and FN the counts of a class:
 *
 * <ul>
 *   <li>IoU (Jaccard index) = TP / (TP + FP + FN)
 *   <li>Dice (F1) = 2 TP / (2 TP + FP + FN)
 *   <li>precision = TP / (TP + FP), recall = TP / (TP + FN)
 *   <li>pixel accuracy = correct pixels / all pixels
 *   <li>mean accuracy = mean recall over the classes that occur in the truth (Long et al. 2015,
 *       "Fully convolutional networks for semantic segmentation")
 *   <li>frequency weighted IoU = sum over classes of (share of the truth) * IoU (same paper)
 *   <li>foreground Dice = mean Dice of the classes 1, 2, ...: all but the background
 * </ul>
 *
 * <p>A class that occurs neither in the truth nor in the predictions has no value: its measures are
 * NaN and the means leave it out. A class that occurs in only one of the two has IoU, Dice,
 * precision and recall 0. With nothing evaluated every measure is NaN.
 *
 * <p><b>Arrays.</b> Predictions [N, C] or [N, C, spatial...] with one to three spatial dimensions,
 * probabilities or logits: the class of a pixel is its largest channel, the first among equals. One
 * channel (C = 1) means two classes, background and foreground, the foreground where the value is
 * above {@link Builder#threshold} (set it to 0 for logits). Labels are
 *
 * <ul>
 *   <li>one-hot or soft, of the same shape: the largest channel counts; a pixel whose channels are
 *       all zero is void and is left out;
 *   <li>class indices [N, 1, spatial...] or [N, spatial...];
 *   <li>with C = 1, the foreground's share, in [0, 1]: the foreground where above 0.5.
 * </ul>
 *
 * A pixel with the ignore index is left out. Masks [N], [N, 1], [N, spatial...], [N, 1, spatial...]
 * and [N, C, spatial...]: a pixel counts where any of its mask values is above 0. Channels-last
 * arrays: {@link Builder#axis}.
 *
 * <p>Not thread-safe; evaluate parts of the data in instances of their own and {@link #merge} them.
 */
public final class SegmentationEvaluation extends BaseEvaluation<SegmentationEvaluation> {

  private static final long serialVersionUID = 1L;

  /** The measures that are one number, for {@link #getValue}. */
  public enum Metric implements IMetric {
    PIXEL_ACCURACY,
    MEAN_ACCURACY,
    MEAN_IOU,
    MEAN_DICE,
    FOREGROUND_DICE,
    MEAN_PRECISION,
    MEAN_RECALL,
    FREQUENCY_WEIGHTED_IOU;

    @Override
    public Class<? extends IEvaluation> getEvaluationClass() {
      return SegmentationEvaluation.class;
    }

    @Override
    public boolean minimize() {
      return false;
    }
  }

  private final List<String> names; // null: not given
  private final Integer classes; // null: inferred from the first predictions
  private final Integer ignoreIndex; // null: none
  private final int axis;
  private final double threshold;
  private long[][] confusion; // [truth][prediction]; null until the number of classes is known

  /** Infers the number of classes from the first predictions; no ignore index. */
  public SegmentationEvaluation() {
    this(builder());
  }

  /**
   * @param classes number of classes, at least 2 (one-channel predictions have 2)
   */
  public SegmentationEvaluation(int classes) {
    this(builder().classes(classes));
  }

  /**
   * @param classNames one name a class, at least 2
   */
  public SegmentationEvaluation(List<String> classNames) {
    this(builder().classNames(classNames));
  }

  private SegmentationEvaluation(Builder builder) {
    this(
        builder.names, builder.classes, builder.ignoreIndex, builder.axis, builder.threshold, null);
  }

  @JsonCreator
  private SegmentationEvaluation(
      @JsonProperty("names") List<String> names,
      @JsonProperty("classes") Integer classes,
      @JsonProperty("ignoreIndex") Integer ignoreIndex,
      @JsonProperty("axis") int axis,
      @JsonProperty("threshold") double threshold,
      @JsonProperty("confusion") long[][] confusion) {
    this.names = names;
    this.classes = classes;
    this.ignoreIndex = ignoreIndex;
    this.axis = axis;
    this.threshold = threshold;
    this.confusion = confusion;
    if (confusion == null && classes != null) {
      this.confusion = new long[classes][classes];
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Options of a {@link SegmentationEvaluation}; all have defaults. */
  public static final class Builder {
    private List<String> names;
    private Integer classes;
    private Integer ignoreIndex;
    private int axis = 1;
    private double threshold = 0.5;

    private Builder() {}

    /** Number of classes, at least 2. Default: that of the first predictions. */
    public Builder classes(int classes) {
      check(
          classes >= 2,
          "classes: %s, must be at least 2 (one-channel predictions have 2)",
          classes);
      check(
          names == null || names.size() == classes,
          "classes: %s, but the class names are %s",
          classes,
          names);
      this.classes = classes;
      return this;
    }

    /** One name a class, at least 2; sets the number of classes. Default: class0, class1, .. */
    public Builder classNames(List<String> classNames) {
      List<String> copy = new ArrayList<>(List.copyOf(classNames));
      this.names = copy;
      return classes(copy.size());
    }

    /** Label value of pixels to leave out, inside or outside the classes. Default: none. */
    public Builder ignoreIndex(int ignoreIndex) {
      this.ignoreIndex = ignoreIndex;
      return this;
    }

    /** Dimension of the channels: 1 (default) or -1, the last dimension (NHWC, NWC, NDHWC). */
    public Builder axis(int axis) {
      check(
          axis == -1 || (axis >= 1 && axis <= 4),
          "axis: %s, must be 1 (channels first) to 4, or -1 (channels last)",
          axis);
      this.axis = axis;
      return this;
    }

    /** One-channel predictions above it are foreground. Default 0.5; 0 suits logits. */
    public Builder threshold(double threshold) {
      check(Double.isFinite(threshold), "threshold: %s, must be finite", threshold);
      this.threshold = threshold;
      return this;
    }

    public SegmentationEvaluation build() {
      return new SegmentationEvaluation(this);
    }
  }

  /**
   * Adds the pixels of a batch to the counts.
   *
   * @param labels one-hot, soft or class indices, see the class comment
   * @param predictions probabilities or logits
   * @param mask null: all pixels count
   * @param recordMetaData not used
   * @throws IllegalArgumentException if shapes do not fit together, a label is no class, or a
   *     prediction is NaN; the counts are then unchanged
   */
  @Override
  public void eval(
      INDArray labels,
      INDArray predictions,
      INDArray mask,
      List<? extends Serializable> recordMetaData) {
    int rank = predictions.rank();
    int channelAxis = axis < 0 ? rank + axis : axis;
    check(
        rank >= 2 && rank <= 5 && channelAxis < rank,
        "predictions: shape %s, must have 2 to 5 dimensions with the channels in dimension %s",
        Arrays.toString(predictions.shape()),
        axis);
    check(
        !predictions.isNaN().any(),
        "predictions: shape %s, contain NaN (has the training diverged?)",
        Arrays.toString(predictions.shape()));
    int channels = Math.toIntExact(predictions.size(channelAxis));
    int predictedClasses = Math.max(2, channels);
    check(
        confusion == null || confusion.length == predictedClasses,
        "predictions: shape %s, have %s classes, must have %s",
        Arrays.toString(predictions.shape()),
        predictedClasses,
        numClasses());

    int[] predicted =
        channels == 1
            ? predictions.gt(threshold).castTo(DataType.INT).dup('c').data().asInt()
            : classMap(predictions, channelAxis);
    int[] truth = truth(labels, predictions, channelAxis, channels);
    IntPredicate counts = counts(mask, predictions, channelAxis, predicted.length);

    if (confusion == null) {
      confusion = new long[predictedClasses][predictedClasses];
    }
    for (int i = 0; i < truth.length; i++) {
      if (truth[i] != VOID && counts.test(i)) {
        confusion[truth[i]][predicted[i]]++;
      }
    }
  }

  private static final int VOID = Integer.MIN_VALUE;

  /** The class of each pixel, in the order of the array's dimensions without the channels. */
  private static int[] classMap(INDArray channels, int axis) {
    return channels.argMax(axis).dup('c').data().asInt();
  }

  /** The true class of each pixel, {@link #VOID} where it does not count. */
  private int[] truth(INDArray labels, INDArray predictions, int axis, int channels) {
    long[] withoutChannels = without(predictions.shape(), axis);
    boolean oneChannel =
        labels.rank() == predictions.rank()
            && labels.size(axis) == 1
            && Arrays.equals(without(labels.shape(), axis), withoutChannels);
    boolean noChannel = Arrays.equals(labels.shape(), withoutChannels);
    if (!oneChannel && !noChannel) {
      check(
          labels.equalShapes(predictions),
          "labels: shape %s, must be that of the predictions, %s, or class indices with one channel",
          Arrays.toString(labels.shape()),
          Arrays.toString(predictions.shape()));
      return oneHotTruth(labels, axis);
    }
    double[] values = labels.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    int[] truth = new int[values.length];
    int classes = Math.max(2, channels);
    for (int i = 0; i < truth.length; i++) {
      double value = values[i];
      if (ignoreIndex != null && value == ignoreIndex) {
        truth[i] = VOID;
      } else if (channels == 1 && value >= 0 && value <= 1) {
        truth[i] = value > 0.5 ? 1 : 0;
      } else if (value >= 0 && value < classes && value == Math.rint(value)) {
        truth[i] = (int) value;
      } else {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "labels: value %s, must be %s%s",
                value,
                channels == 1 ? "in [0, 1]" : "a class index 0 to " + (classes - 1),
                ignoreIndex == null ? "" : " or the ignore index " + ignoreIndex));
      }
    }
    return truth;
  }

  private int[] oneHotTruth(INDArray labels, int axis) {
    INDArray values = labels.dataType().isFPType() ? labels : labels.castTo(DataType.FLOAT);
    int[] truth = classMap(values, axis);
    float[] largest = values.max(axis).castTo(DataType.FLOAT).dup('c').data().asFloat();
    for (int i = 0; i < truth.length; i++) {
      // Also void where NaN.
      if (!(largest[i] > 0) || (ignoreIndex != null && truth[i] == ignoreIndex)) {
        truth[i] = VOID;
      }
    }
    return truth;
  }

  /** Which pixels the mask lets count. */
  private static IntPredicate counts(INDArray mask, INDArray predictions, int axis, int pixels) {
    if (mask == null) {
      return i -> true;
    }
    long examples = predictions.size(0);
    INDArray values = mask.castTo(DataType.FLOAT);
    boolean perExample = mask.length() == examples && mask.size(0) == examples;
    if (!perExample && mask.equalShapes(predictions)) {
      values = values.max(axis);
    } else if (!perExample) {
      long[] withoutChannels = without(predictions.shape(), axis);
      check(
          Arrays.equals(mask.shape(), withoutChannels)
              || (mask.rank() == predictions.rank()
                  && mask.size(axis) == 1
                  && Arrays.equals(without(mask.shape(), axis), withoutChannels)),
          "mask: shape %s, must be [%s, 1], %s with or without one channel, or %s",
          Arrays.toString(mask.shape()),
          examples,
          Arrays.toString(withoutChannels),
          Arrays.toString(predictions.shape()));
    }
    float[] weights = values.dup('c').data().asFloat();
    if (perExample) {
      int pixelsPerExample = pixels / weights.length;
      return i -> weights[i / pixelsPerExample] > 0;
    }
    return i -> weights[i] > 0;
  }

  private static long[] without(long[] shape, int dimension) {
    return IntStream.range(0, shape.length)
        .filter(d -> d != dimension)
        .mapToLong(d -> shape[d])
        .toArray();
  }

  /** Adds the counts of another evaluation of the same classes. */
  @Override
  public void merge(SegmentationEvaluation other) {
    if (other.confusion == null) {
      return;
    }
    int n = other.confusion.length;
    check(
        confusion == null || confusion.length == n,
        "other: has %s classes, must have %s",
        n,
        numClasses());
    if (confusion == null) {
      confusion = new long[n][n];
    }
    for (int t = 0; t < n; t++) {
      for (int p = 0; p < n; p++) {
        confusion[t][p] += other.confusion[t][p];
      }
    }
  }

  /** Forgets all counts; keeps the options. */
  @Override
  public void reset() {
    confusion = classes == null ? null : new long[classes][classes];
  }

  @Override
  public SegmentationEvaluation newInstance() {
    return new SegmentationEvaluation(names, classes, ignoreIndex, axis, threshold, null);
  }

  /** Number of classes; 0 while it is not known yet. */
  public int numClasses() {
    return confusion == null ? 0 : confusion.length;
  }

  /** One name a class: the given ones, or class0, class1, .. */
  public List<String> classNames() {
    return names != null
        ? List.copyOf(names)
        : IntStream.range(0, numClasses()).mapToObj(c -> "class" + c).toList();
  }

  /** Number of pixels of class {@code truth} that were predicted as class {@code prediction}. */
  public long confusion(int truth, int prediction) {
    return confusion[checkClass(truth)][checkClass(prediction)];
  }

  /** Number of pixels counted. */
  public long pixels() {
    return classIndices().mapToLong(this::truePixels).sum();
  }

  /** Number of pixels that are of class {@code c} in the truth. */
  public long truePixels(int c) {
    return Arrays.stream(confusion[checkClass(c)]).sum();
  }

  /** Number of pixels that were predicted as class {@code c}. */
  public long predictedPixels(int c) {
    checkClass(c);
    return classIndices().mapToLong(t -> confusion[t][c]).sum();
  }

  /** Intersection over union of class {@code c}; NaN where it occurs nowhere. */
  public double iou(int c) {
    long hits = confusion(c, c);
    return ratio(hits, truePixels(c) + predictedPixels(c) - hits);
  }

  /** Dice coefficient of class {@code c}; NaN where it occurs nowhere. */
  public double dice(int c) {
    return ratio(2 * confusion(c, c), truePixels(c) + predictedPixels(c));
  }

  /** Share of the pixels predicted as {@code c} that are right; 0 where there are none. */
  public double precision(int c) {
    return occurs(c) ? ratioOrZero(confusion(c, c), predictedPixels(c)) : Double.NaN;
  }

  /** Share of the pixels of class {@code c} that were found; 0 where there are none. */
  public double recall(int c) {
    return occurs(c) ? ratioOrZero(confusion(c, c), truePixels(c)) : Double.NaN;
  }

  /** Share of all pixels that are right. */
  public double pixelAccuracy() {
    return ratio(classIndices().mapToLong(c -> confusion[c][c]).sum(), pixels());
  }

  /** Mean recall over the classes that occur in the truth. */
  public double meanAccuracy() {
    return mean(c -> ratio(confusion[c][c], truePixels(c)));
  }

  /** Mean IoU over the classes that occur. */
  public double meanIoU() {
    return mean(this::iou);
  }

  /** Mean Dice over the classes that occur. */
  public double meanDice() {
    return mean(this::dice);
  }

  /** Mean Dice over the classes 1, 2, .. that occur: with two classes, that of the foreground. */
  public double foregroundDice() {
    return mean(c -> c == 0 ? Double.NaN : dice(c));
  }

  /** Mean precision over the classes that occur. */
  public double meanPrecision() {
    return mean(this::precision);
  }

  /** Mean recall over the classes that occur. */
  public double meanRecall() {
    return mean(this::recall);
  }

  /** IoU of each class weighted by the class's share of the true pixels. */
  public double frequencyWeightedIoU() {
    long pixels = pixels();
    return pixels == 0
        ? Double.NaN
        : classIndices()
            .filter(c -> truePixels(c) > 0)
            .mapToDouble(c -> iou(c) * truePixels(c) / pixels)
            .sum();
  }

  @Override
  public double getValue(IMetric metric) {
    check(
        metric instanceof Metric,
        "metric: %s, must be one of %s",
        metric,
        Arrays.toString(Metric.values()));
    return switch ((Metric) metric) {
      case PIXEL_ACCURACY -> pixelAccuracy();
      case MEAN_ACCURACY -> meanAccuracy();
      case MEAN_IOU -> meanIoU();
      case MEAN_DICE -> meanDice();
      case FOREGROUND_DICE -> foregroundDice();
      case MEAN_PRECISION -> meanPrecision();
      case MEAN_RECALL -> meanRecall();
      case FREQUENCY_WEIGHTED_IOU -> frequencyWeightedIoU();
    };
  }

  /** A table of the classes with their means, and the measures over all pixels. */
  @Override
  public String stats() {
    List<String> classNames = classNames();
    int width = Math.max(10, classNames.stream().mapToInt(String::length).max().orElse(0));
    String row = "%-" + width + "s %12s %8s %8s %9s %8s%n";
    StringBuilder out = new StringBuilder();
    out.append(format(row, "class", "pixels", "IoU", "Dice", "precision", "recall"));
    for (int c = 0; c < numClasses(); c++) {
      out.append(
          format(
              row,
              classNames.get(c),
              truePixels(c),
              number(iou(c)),
              number(dice(c)),
              number(precision(c)),
              number(recall(c))));
    }
    out.append(
        format(
            row,
            "mean",
            pixels(),
            number(meanIoU()),
            number(meanDice()),
            number(meanPrecision()),
            number(meanRecall())));
    out.append(
        format(
            "pixel accuracy %s, mean accuracy %s, foreground Dice %s, frequency weighted IoU %s%n",
            number(pixelAccuracy()),
            number(meanAccuracy()),
            number(foregroundDice()),
            number(frequencyWeightedIoU())));
    return out.toString();
  }

  /** Reads what {@link #toJson} wrote. */
  public static SegmentationEvaluation fromJson(String json) {
    return fromJson(json, SegmentationEvaluation.class);
  }

  /** Reads what {@link #toYaml} wrote. */
  public static SegmentationEvaluation fromYaml(String yaml) {
    return fromYaml(yaml, SegmentationEvaluation.class);
  }

  /** Equal options and equal counts. */
  @Override
  public boolean equals(Object o) {
    return o instanceof SegmentationEvaluation other
        && Objects.equals(names, other.names)
        && Objects.equals(classes, other.classes)
        && Objects.equals(ignoreIndex, other.ignoreIndex)
        && axis == other.axis
        && threshold == other.threshold
        && Arrays.deepEquals(confusion, other.confusion);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        names, classes, ignoreIndex, axis, threshold, Arrays.deepHashCode(confusion));
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof SegmentationEvaluation;
  }

  private IntStream classIndices() {
    return IntStream.range(0, numClasses());
  }

  private boolean occurs(int c) {
    return truePixels(c) + predictedPixels(c) > 0;
  }

  private double mean(IntToDoubleFunction measure) {
    return classIndices()
        .mapToDouble(measure)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  private static double ratio(long numerator, long denominator) {
    return denominator == 0 ? Double.NaN : (double) numerator / denominator;
  }

  private static double ratioOrZero(long numerator, long denominator) {
    return denominator == 0 ? 0 : (double) numerator / denominator;
  }

  private int checkClass(int c) {
    check(c >= 0 && c < numClasses(), "class: %s, must be 0 to %s", c, numClasses() - 1);
    return c;
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : format("%.4f", value);
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  private static void check(boolean ok, String message, Object... arguments) {
    if (!ok) {
      throw new IllegalArgumentException(format(message, arguments));
    }
  }
}
