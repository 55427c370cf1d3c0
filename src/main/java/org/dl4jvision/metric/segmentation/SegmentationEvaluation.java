package org.dl4jvision.metric.segmentation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;
import org.nd4j.evaluation.BaseEvaluation;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.evaluation.IMetric;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Compares class maps with their ground truth, as a DL4J evaluation. It counts pixels in one {@link
 * ConfusionMatrix} over everything evaluated, so an image weighs by its valid pixels; all measures
 * follow from it as {@link PixelMeasures} says.
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
public final class SegmentationEvaluation extends BaseEvaluation<SegmentationEvaluation>
    implements PixelMeasures {

  private static final long serialVersionUID = 1L;

  /** The measures that are one number, for {@link #getValue}. */
  public enum Metric implements IMetric {
    PIXEL_ACCURACY(PixelMeasures::pixelAccuracy),
    MEAN_ACCURACY(PixelMeasures::meanAccuracy),
    MEAN_IOU(PixelMeasures::meanIoU),
    MEAN_DICE(PixelMeasures::meanDice),
    FOREGROUND_DICE(PixelMeasures::foregroundDice),
    MEAN_PRECISION(PixelMeasures::meanPrecision),
    MEAN_RECALL(PixelMeasures::meanRecall),
    FREQUENCY_WEIGHTED_IOU(PixelMeasures::frequencyWeightedIoU);

    private final ToDoubleFunction<PixelMeasures> measure;

    Metric(ToDoubleFunction<PixelMeasures> measure) {
      this.measure = measure;
    }

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
  private ConfusionMatrix confusion; // without classes until their number is known

  /** Infers the number of classes from the first predictions; no ignore index. */
  public SegmentationEvaluation() {
    this(builder());
  }

  /** Counts pixels of so many classes, at least 2 (one-channel predictions have 2). */
  public SegmentationEvaluation(int classes) {
    this(builder().classes(classes));
  }

  /** Counts pixels of classes of these names, at least 2. */
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
      @JsonProperty("confusion") ConfusionMatrix confusion) {
    this.names = names;
    this.classes = classes;
    this.ignoreIndex = ignoreIndex;
    this.axis = axis;
    this.threshold = threshold;
    this.confusion =
        confusion != null ? confusion : new ConfusionMatrix(classes == null ? 0 : classes);
  }

  /** A builder without class names and ignore index, for channels first. */
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
      Check.that(
          classes >= 2, "classes", classes, "whole numbers >= 2 (one-channel predictions have 2)");
      Check.that(
          names == null || names.size() == classes,
          "classes",
          classes,
          "the number of the class names " + names);
      this.classes = classes;
      return this;
    }

    /** One name a class, at least 2; sets the number of classes. Default: class0, class1, .. */
    public Builder classNames(List<String> classNames) {
      names = new ArrayList<>(List.copyOf(classNames));
      return classes(names.size());
    }

    /** Label value of pixels to leave out, inside or outside the classes. Default: none. */
    public Builder ignoreIndex(int ignoreIndex) {
      this.ignoreIndex = ignoreIndex;
      return this;
    }

    /** Dimension of the channels: 1 (default) or -1, the last dimension (NHWC, NWC, NDHWC). */
    public Builder axis(int axis) {
      Check.that(
          axis == -1 || (axis >= 1 && axis <= 4),
          "axis",
          axis,
          "1 (channels first) to 4, and -1 (channels last)");
      this.axis = axis;
      return this;
    }

    /** One-channel predictions above it are foreground. Default 0.5; 0 suits logits. */
    public Builder threshold(double threshold) {
      this.threshold = Check.finite("threshold", threshold);
      return this;
    }

    /** An evaluation that has counted nothing. */
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
    PixelBatch batch = new PixelBatch(predictions, axis);
    ConfusionMatrix sum = countsOf("number of classes of the predictions", batch.classes());
    int[] predicted = batch.predicted(threshold);
    int[] truth = batch.truth(labels, ignoreIndex);
    IntPredicate counts = batch.counts(mask);
    for (int i = 0; i < truth.length; i++) {
      if (truth[i] != PixelBatch.VOID && counts.test(i)) {
        sum.increment(truth[i], predicted[i]);
      }
    }
    confusion = sum;
  }

  /** Adds the counts of another evaluation of the same classes. */
  @Override
  public void merge(SegmentationEvaluation other) {
    if (other.numClasses() > 0) {
      add(other.confusion);
    }
  }

  /** Adds counts of as many classes. */
  public void add(ConfusionMatrix counts) {
    confusion =
        countsOf("number of classes of the other evaluation", counts.classes()).plus(counts);
  }

  /** The counts so far, to which those of as many classes can be added. */
  private ConfusionMatrix countsOf(String name, int count) {
    Check.that(numClasses() == 0 || count == numClasses(), name, count, "" + numClasses());
    return numClasses() == 0 ? new ConfusionMatrix(count) : confusion;
  }

  /** Forgets all counts; keeps the options. */
  @Override
  public void reset() {
    confusion = newInstance().confusion;
  }

  /** An evaluation of the same options that has counted nothing. */
  @Override
  public SegmentationEvaluation newInstance() {
    return new SegmentationEvaluation(names, classes, ignoreIndex, axis, threshold, null);
  }

  /** The counts, which grow with this evaluation until {@link #reset}. */
  @Override
  public ConfusionMatrix confusionMatrix() {
    return confusion;
  }

  /** One name a class: the given ones, or class0, class1, .. */
  public List<String> classNames() {
    return names != null
        ? List.copyOf(names)
        : IntStream.range(0, numClasses()).mapToObj(c -> "class" + c).toList();
  }

  @Override
  public double getValue(IMetric metric) {
    Check.that(metric instanceof Metric, "metric", metric, Arrays.toString(Metric.values()));
    return ((Metric) metric).measure.applyAsDouble(this);
  }

  /** A table of the classes with their means, and the measures over all pixels. */
  @Override
  public String stats() {
    return SegmentationTable.of(this, classNames());
  }

  /** Reads what {@link #toJson} wrote, in version 0.1.0, too. */
  public static SegmentationEvaluation fromJson(String json) {
    return fromJson(renamed(json), SegmentationEvaluation.class);
  }

  /** Reads what {@link #toYaml} wrote, in version 0.1.0, too. */
  public static SegmentationEvaluation fromYaml(String yaml) {
    return fromYaml(renamed(yaml), SegmentationEvaluation.class);
  }

  /** With this class by its name, which version 0.1.0 had in another package. */
  private static String renamed(String text) {
    return text.replace(
        "org.dl4jvision.metric.SegmentationEvaluation", SegmentationEvaluation.class.getName());
  }

  /** Evaluations are equal if their options and their counts are. */
  @Override
  public boolean equals(Object o) {
    return o instanceof SegmentationEvaluation other
        && Objects.equals(names, other.names)
        && Objects.equals(classes, other.classes)
        && Objects.equals(ignoreIndex, other.ignoreIndex)
        && axis == other.axis
        && threshold == other.threshold
        && confusion.equals(other.confusion);
  }

  @Override
  public int hashCode() {
    return Objects.hash(names, classes, ignoreIndex, axis, threshold, confusion);
  }
}
