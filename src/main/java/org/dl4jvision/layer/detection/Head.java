package org.dl4jvision.layer.detection;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.BoxLabels;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;

/**
 * How boxes and the numbers of a network correspond.
 *
 * <p>A network gives {@link #channels()} numbers at every location of a feature pyramid, {@code [N,
 * channels, locations]}: for each of {@link #anchors()} predictions the logits of the classes, then
 * for each the four numbers of a box, then, where a head has it, for each a logit of its quality.
 *
 * <p>A head is made of parts: the {@link AnchorGenerator} says from what predictions start, the
 * {@link Matcher} which of them should see which object, the {@link BoxCoder} what four numbers
 * mean, and {@link HeadLoss}es what wrong numbers cost. A batch's loss is the sum of the losses of
 * its predictions, divided by the number of foreground predictions of the whole batch (at least 1),
 * whatever level or image they are in. An image's own loss is its share of that, times the number
 * of images, so that the mean over images is the loss.
 *
 * <p>The loss of boxes compares decoded boxes with those of the objects, both as {@code left, top,
 * right, bottom} relative to the location and in units of {@link Anchor#size}, so that every loss
 * of boxes, or sum of them, fits every head.
 *
 * <p><b>A head of one's own</b> extends this class and its builder. Its options are fields that are
 * neither static nor transient, each with a method of the same name in the builder, which {@code
 * public static Builder builder()} gives: JSON, equality and {@link #toString} follow from these.
 * What is made of options is transient. The head has a constant of {@link HeadType}, by which it is
 * registered at {@link Heads}.
 *
 * <p>Instances are immutable and thread-safe; two with the same options are equal.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "@class")
@JsonDeserialize(using = HeadReader.class)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public abstract class Head {

  /** The logit of probability 0.01, about -4.6: what a class logit starts from. */
  protected static final double RARE = Sigmoid.inverse(0.01);

  private final int classes;
  private final int imageWidth;
  private final int imageHeight;
  private final int[] strides;
  private final VisionLoss classLoss;
  private final VisionLoss boxLoss;
  private final double boxWeight;

  private final transient AnchorGenerator generator;

  /** Takes over the options that every head has. */
  protected Head(HeadBuilder<?> builder) {
    classes = builder.classes;
    imageWidth = builder.imageWidth;
    imageHeight = builder.imageHeight;
    strides = builder.strides.clone();
    classLoss = builder.classLoss;
    boxLoss = builder.boxLoss;
    boxWeight = builder.boxWeight;
    generator =
        new AnchorGenerator(
            new Levels(imageWidth, imageHeight, strides), builder.anchorSizes(strides.clone()));
  }

  /** Whether a prediction has a logit of its own quality, or of there being an object at all. */
  public abstract boolean hasQuality();

  /**
   * Whether it tells what an object is, not only where; otherwise all detections are of class 0.
   */
  public boolean tellsClasses() {
    return true;
  }

  /**
   * What the class logits should be before anything is learned; by default that of probability
   * 0.01, lest the many background predictions drown all else at first (Lin et al., "Focal Loss for
   * Dense Object Detection", 2017).
   */
  public double classBias() {
    return RARE;
  }

  /** What the quality logits should be before anything is learned, by default 0. */
  public double qualityBias() {
    return 0;
  }

  /** What the four numbers of a box should be before anything is learned, by default 0. */
  public double boxBias() {
    return 0;
  }

  /**
   * The score of a detection; it must grow with both.
   *
   * @param classProbability sigmoid of the logit of its class
   * @param quality sigmoid of the logit of its quality, 1 without one
   */
  protected abstract double score(double classProbability, double quality);

  /** Tells what the four numbers of a prediction of a level, counted from 0, mean. */
  protected abstract BoxCoder coder(int level);

  /** Tells which prediction should see which object. */
  protected abstract Matcher matcher();

  /** What wrong numbers cost: one term a part. */
  protected abstract List<HeadLoss> terms();

  /** The quality that a matched prediction should tell, 0 to 1; by default 1: here is an object. */
  protected double quality(Anchor anchor, Box box) {
    return 1;
  }

  /**
   * The matches in view of what the network says now; by default they stay.
   *
   * @param predicted the box that each prediction stands for
   * @param seed for heads that draw lots
   */
  protected Matches refine(Matches matches, IntFunction<Box> predicted, long seed) {
    return matches;
  }

  /** Returns how many classes objects have; they are numbered from 0. */
  public final int classes() {
    return classes;
  }

  /** Returns the width of the network's input in pixels. */
  public final int imageWidth() {
    return imageWidth;
  }

  /** Returns the height of the network's input in pixels. */
  public final int imageHeight() {
    return imageHeight;
  }

  /** Returns a copy of the pixels from a location to the next, by level, finest first. */
  public final int[] strides() {
    return strides.clone();
  }

  /** Returns the loss of the class logits. */
  public final VisionLoss classLoss() {
    return classLoss;
  }

  /** Returns the loss of the boxes, not yet multiplied by {@link #boxWeight}. */
  public final VisionLoss boxLoss() {
    return boxLoss;
  }

  /** Returns what the loss of the boxes is multiplied by. */
  public final double boxWeight() {
    return boxWeight;
  }

  /** Tells where the locations are in the image. */
  public final Levels levels() {
    return generator.levels();
  }

  /** Returns the anchors, from which predictions start. */
  public final AnchorGenerator anchorGenerator() {
    return generator;
  }

  /** Returns how many predictions every location makes. */
  public final int anchors() {
    return generator.perLocation();
  }

  /** Returns how many predictions an image has: {@link #anchors()} at every location. */
  public final int predictions() {
    return generator.count();
  }

  /** Returns the class logits of a prediction: {@link #classes()}, or 1 if none is told. */
  public final int outputClasses() {
    return tellsClasses() ? classes : 1;
  }

  /** Returns how many numbers the network gives at every location. */
  public final int channels() {
    return anchors() * (outputClasses() + 4 + (hasQuality() ? 1 : 0));
  }

  /** The class logit that an object's predictions should raise. */
  final int outputClass(ObjectBox object) {
    return tellsClasses() ? object.classIndex() : 0;
  }

  /**
   * The box that four numbers of the network stand for, in pixels of its input.
   *
   * @param numbers as the network gives them for that prediction
   */
  public final Box decode(int prediction, double[] numbers) {
    return coder(generator.level(prediction)).decode(generator.get(prediction), numbers);
  }

  /** Returns what the four numbers of a prediction of a level, counted from 0, mean. */
  public final BoxCoder boxCoder(int level) {
    return coder(level);
  }

  /** The four numbers that stand for a box: inverse of {@link #decode}. */
  public final double[] encode(int prediction, Box box) {
    return coder(generator.level(prediction)).encode(generator.get(prediction), box);
  }

  /**
   * Which prediction of an image should see which of its objects.
   *
   * @throws IllegalArgumentException if an object's class is none of the head's
   */
  public final Matches match(List<ObjectBox> objects) {
    for (ObjectBox object : objects) {
      int index = outputClass(object);
      Check.that(
          index >= 0 && index < outputClasses(),
          "class index of " + object,
          index,
          "0 to " + (classes - 1));
    }
    return matcher().match(objects);
  }

  /**
   * How many of the objects of some images no prediction can see, because too many are in the same
   * place: the most that any network with this head must miss.
   */
  public final int missed(List<List<ObjectBox>> images) {
    return images.stream().mapToInt(objects -> match(objects).missed()).sum();
  }

  /**
   * What a network that knows all objects would give, FLOAT [N, channels, locations]: with it one
   * can see what encoding and decoding lose.
   */
  public final INDArray ideal(List<List<ObjectBox>> images) {
    return Predictions.ideal(this, images);
  }

  /** The parts of the loss, by name: classes, boxes and, where the head has it, quality. */
  public final List<String> parts() {
    return terms().stream().map(HeadLoss::part).sorted().map(HeadPart::toString).toList();
  }

  /**
   * The parts of a batch's loss by their {@linkplain #parts names}, box weight included; their sum
   * is the loss.
   *
   * @param labels as {@link BoxLabels} has them
   * @param output of the network, [N, channels, locations]
   */
  public final Map<String, Double> losses(INDArray labels, INDArray output) {
    EnumMap<HeadPart, Double> values = BatchLoss.parts(this, BoxLabels.objects(labels), output, 0);
    Map<String, Double> losses = new LinkedHashMap<>();
    values.forEach((part, value) -> losses.put(part.toString(), value));
    return losses;
  }

  @Override
  public final boolean equals(Object other) {
    return other != null
        && other.getClass() == getClass()
        && HeadOptions.of(this).equals(HeadOptions.of((Head) other));
  }

  @Override
  public final int hashCode() {
    return 31 * getClass().hashCode() + HeadOptions.of(this).hashCode();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "(" + HeadOptions.of(this) + ")";
  }
}
