package org.dl4jvision.layer.detection;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.BoxLoss;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * How boxes and the numbers of a network correspond.
 *
 * <p>A network gives {@link #channels()} numbers at every location of a feature pyramid, {@code [N,
 * channels, locations]}: for each of {@link #anchors()} predictions the logits of the classes, then
 * for each the four numbers of a box, then, where a head has it, for each a logit of its quality.
 *
 * <p>A batch's loss is the sum of the losses of its predictions, divided by the number of positive
 * predictions of the whole batch (at least 1), whatever level or image they are in. An image's own
 * loss is its share of that, times the number of images, so that the mean over images is the loss.
 * Ignored objects give neither positive predictions nor, where they are, negative ones.
 *
 * <p>The loss of boxes compares decoded boxes with true ones, both as {@code left, top, right,
 * bottom} relative to the location and in units of the prediction (its stride, or the square root
 * of its anchor's area), so that every loss of boxes, or sum of them, fits every head.
 *
 * <p>Instances are immutable and thread-safe; two with the same options are equal.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "@class")
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public abstract class Head {

  /** A logit as sure as needed. */
  private static final double SURE = 20;

  /** The logit of probability 0.01. */
  static final double RARE = Sigmoid.inverse(0.01);

  private final int classes;
  private final int imageWidth;
  private final int imageHeight;
  private final int[] strides;
  private final VisionLoss classLoss;
  private final VisionLoss boxLoss;
  private final double boxWeight;

  private final transient Levels levels;

  Head(Builder<?> builder) {
    classes = builder.classes;
    imageWidth = builder.imageWidth;
    imageHeight = builder.imageHeight;
    strides = builder.strides.clone();
    classLoss = builder.classLoss;
    boxLoss = builder.boxLoss;
    boxWeight = builder.boxWeight;
    levels = new Levels(imageWidth, imageHeight, strides);
  }

  /** How many classes objects have. */
  public final int classes() {
    return classes;
  }

  /** Width of the network's input in pixels. */
  public final int imageWidth() {
    return imageWidth;
  }

  /** Height of the network's input in pixels. */
  public final int imageHeight() {
    return imageHeight;
  }

  /** Pixels from a location to the next, by level. */
  public final int[] strides() {
    return strides.clone();
  }

  /** Where the locations are. */
  public final Levels levels() {
    return levels;
  }

  /** The loss of the class logits. */
  public final VisionLoss classLoss() {
    return classLoss;
  }

  /** The loss of the boxes. */
  public final VisionLoss boxLoss() {
    return boxLoss;
  }

  /** What the loss of the boxes is multiplied by. */
  public final double boxWeight() {
    return boxWeight;
  }

  /** Numbers that the network gives at every location. */
  public final int channels() {
    return anchors() * (outputClasses() + 4 + (hasQuality() ? 1 : 0));
  }

  /** Predictions of an image: {@link #anchors()} at every location. */
  public final int predictions() {
    return anchors() * levels.locations();
  }

  /** Predictions at a location. */
  public abstract int anchors();

  /**
   * Whether it tells what an object is, not only where; otherwise all detections are of class 0.
   */
  public boolean tellsClasses() {
    return true;
  }

  /** Class logits of a prediction: {@link #classes()}, or 1 where the head does not tell them. */
  public final int outputClasses() {
    return tellsClasses() ? classes : 1;
  }

  /** Whether a prediction has a logit of its own quality, or of there being an object at all. */
  public abstract boolean hasQuality();

  /**
   * What the class logits should be before anything is learned: where most predictions are
   * negative, that of probability 0.01, lest these drown all else at first (Lin et al., "Focal Loss
   * for Dense Object Detection", 2017).
   */
  public double classBias() {
    return RARE;
  }

  /** What the quality logits should be before anything is learned. */
  public double qualityBias() {
    return 0;
  }

  /** What the four numbers of a box should be before anything is learned. */
  public double boxBias() {
    return 0;
  }

  /** The score of a box, from the probability of its class and of its quality, 1 without one. */
  abstract double score(double classProbability, double quality);

  /**
   * The box that four numbers of the network stand for.
   *
   * @param box receives left, top, right, bottom in pixels
   */
  abstract void decode(int prediction, double[] raw, double[] box);

  /**
   * Turns the derivatives by a decoded box into those by the numbers it came from.
   *
   * @param gradient by left, top, right, bottom; receives that by the four numbers
   */
  abstract void backpropagate(int prediction, double[] raw, double[] gradient);

  /** The four numbers that stand for a box: inverse of {@link #decode}. */
  abstract void encode(int prediction, Box box, double[] raw);

  /** The quality that a positive prediction should tell. */
  abstract double quality(int prediction, Box box);

  /** Pixels of a coordinate that is 1 to the loss of boxes. */
  abstract double unit(int prediction);

  /** Lets objects claim predictions. */
  abstract void assign(List<ObjectBox> objects, Claims claims);

  /** What a prediction would cost an object to which {@link #assign} gave none. */
  abstract double cost(int prediction, Box box);

  /** Adds the losses of all parts. */
  abstract void addLosses(BatchLoss loss);

  /**
   * The targets in view of what the network says now.
   *
   * @param seed for heads that draw lots
   */
  Targets refine(Targets targets, Outputs outputs, int image, long seed) {
    return targets;
  }

  /** The class logit that an object's predictions should raise. */
  final int outputClass(ObjectBox object) {
    return tellsClasses() ? object.classIndex() : 0;
  }

  /**
   * Which prediction of an image should see which of its objects.
   *
   * @throws IllegalArgumentException if an object's class is none of the head's
   */
  public final Targets encode(List<ObjectBox> objects) {
    for (ObjectBox object : objects) {
      int index = outputClass(object);
      if (index < 0 || index >= outputClasses()) {
        throw new IllegalArgumentException(
            "class index of " + object + " is " + index + ", allowed: 0 to " + (classes - 1));
      }
    }
    Claims claims = new Claims(objects, predictions());
    for (ObjectBox object : objects) {
      if (object.ignored()) {
        ignore(object.box(), claims);
      }
    }
    assign(objects, claims);
    return claims.settle(this::cost);
  }

  /**
   * How many of the objects of some images no prediction can see, because too many are in the same
   * place: the most that any network with this head must miss.
   */
  public final int missed(List<List<ObjectBox>> images) {
    return images.stream().mapToInt(objects -> encode(objects).missed()).sum();
  }

  private void ignore(Box box, Claims claims) {
    for (int level = 0; level < levels.count(); level++) {
      levels.forEachIn(
          level,
          box,
          location -> {
            for (int anchor = 0; anchor < anchors(); anchor++) {
              claims.ignore(prediction(anchor, location));
            }
          });
    }
  }

  final int prediction(int anchor, int location) {
    return anchor * levels.locations() + location;
  }

  final int anchor(int prediction) {
    return prediction / levels.locations();
  }

  /** Where a prediction is made, as {@link #levels} numbers it. */
  public final int location(int prediction) {
    return prediction % levels.locations();
  }

  /**
   * What a network that knows all objects would give, [N, channels, locations]: with it one can see
   * what encoding and decoding lose.
   */
  public final INDArray ideal(List<List<ObjectBox>> images) {
    Outputs outputs = Outputs.zeros(this, images.size());
    double[] raw = new double[4];
    for (int image = 0; image < images.size(); image++) {
      Targets targets = encode(images.get(image));
      for (int p = 0; p < predictions(); p++) {
        boolean positive = targets.isPositive(p);
        for (int c = 0; c < outputClasses(); c++) {
          boolean right = positive && outputClass(targets.object(p)) == c;
          outputs.set(Outputs.Part.CLASSES, image, p, c, right ? SURE : -SURE);
        }
        if (hasQuality()) {
          double quality = positive ? quality(p, targets.object(p).box()) : 0;
          double logit = Math.max(-SURE, Math.min(SURE, Sigmoid.inverse(quality)));
          outputs.set(Outputs.Part.QUALITY, image, p, 0, logit);
        }
        if (positive) {
          encode(p, targets.object(p).box(), raw);
          for (int i = 0; i < 4; i++) {
            outputs.set(Outputs.Part.BOX, image, p, i, raw[i]);
          }
        }
      }
    }
    return outputs.toArray().castTo(DataType.FLOAT);
  }

  /** The parts of the loss, by name: classes, boxes and, where the head has it, quality. */
  public final List<String> parts() {
    return hasQuality() ? List.of("classes", "boxes", "quality") : List.of("classes", "boxes");
  }

  /**
   * The parts of a batch's loss by their {@linkplain #parts names}, box weight included; their sum
   * is the loss.
   *
   * @param labels as {@link DetectionLabels} has them
   * @param output of the network, [N, channels, locations]
   */
  public final Map<String, Double> losses(INDArray labels, INDArray output) {
    Map<Outputs.Part, Double> values =
        BatchLoss.parts(this, DetectionLabels.objects(labels), output, 0);
    Map<String, Double> losses = new LinkedHashMap<>();
    losses.put("classes", values.getOrDefault(Outputs.Part.CLASSES, 0.0));
    losses.put("boxes", values.getOrDefault(Outputs.Part.BOX, 0.0));
    if (hasQuality()) {
      losses.put("quality", values.getOrDefault(Outputs.Part.QUALITY, 0.0));
    }
    return losses;
  }

  /** The options and their values. */
  Map<String, Object> options() {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("classes", classes);
    options.put("imageWidth", imageWidth);
    options.put("imageHeight", imageHeight);
    options.put("strides", strides);
    options.put("classLoss", classLoss);
    options.put("boxLoss", boxLoss);
    options.put("boxWeight", boxWeight);
    return options;
  }

  @Override
  public final boolean equals(Object other) {
    return other != null
        && other.getClass() == getClass()
        && Objects.deepEquals(
            options().values().toArray(), ((Head) other).options().values().toArray());
  }

  @Override
  public final int hashCode() {
    return 31 * getClass().hashCode() + Arrays.deepHashCode(options().values().toArray());
  }

  @Override
  public final String toString() {
    return options().entrySet().stream()
        .map(e -> e.getKey() + "=" + format(e.getValue()))
        .collect(Collectors.joining(", ", getClass().getSimpleName() + "(", ")"));
  }

  private static String format(Object value) {
    String inList = Arrays.deepToString(new Object[] {value});
    return inList.substring(1, inList.length() - 1);
  }

  /**
   * Options of all heads; every method throws IllegalArgumentException for a bad value.
   *
   * @param <B> the builder itself
   */
  public abstract static class Builder<B extends Builder<B>> {
    private int classes = 1;
    private int imageWidth = 128;
    private int imageHeight = 128;
    private int[] strides = {8, 16, 32};
    private VisionLoss classLoss;
    private VisionLoss boxLoss;
    private double boxWeight = 1;

    Builder(String classLoss, String boxLoss) {
      this.classLoss = Losses.parse(classLoss);
      this.boxLoss = Losses.parse(boxLoss);
    }

    /** The head. */
    public abstract Head build();

    @SuppressWarnings("unchecked")
    final B self() {
      return (B) this;
    }

    /**
     * Chooses options by the objects of a data set, where a head has such; by default it has none.
     *
     * @param boxes gives those of the training images, in pixels of the network's input
     * @param seed of anything drawn by lot
     */
    public B fitTo(Supplier<List<Box>> boxes, long seed) {
      return self();
    }

    /** How many classes objects have, default 1. */
    public B classes(int count) {
      classes = Check.atLeast("classes", count, 1);
      return self();
    }

    /** Width of the network's input in pixels, default 128. */
    public B imageWidth(int pixels) {
      imageWidth = Check.atLeast("imageWidth", pixels, 1);
      return self();
    }

    /** Height of the network's input in pixels, default 128. */
    public B imageHeight(int pixels) {
      imageHeight = Check.atLeast("imageHeight", pixels, 1);
      return self();
    }

    /** Pixels from a location to the next, one number a level and growing, default 8, 16, 32. */
    public B strides(int... pixels) {
      boolean growing = pixels.length > 0 && pixels[0] >= 1;
      for (int i = 1; i < pixels.length; i++) {
        growing &= pixels[i] > pixels[i - 1];
      }
      Check.that(growing, "strides", Arrays.toString(pixels), "growing numbers from 1");
      strides = pixels.clone();
      return self();
    }

    /**
     * Loss of the class logits, each through a sigmoid; its value is taken times the number of
     * classes, as a sum over them.
     */
    public B classLoss(VisionLoss loss) {
      Check.that(!(loss instanceof BoxLoss), "classLoss", loss, "losses of classes, not of boxes");
      classLoss = Objects.requireNonNull(loss, "classLoss");
      return self();
    }

    /** Loss of the boxes, [P, 4] as {@code left, top, right, bottom}. */
    public B boxLoss(VisionLoss loss) {
      boxLoss = Objects.requireNonNull(loss, "boxLoss");
      return self();
    }

    /** What the loss of the boxes is multiplied by, default 1. */
    public B boxWeight(double weight) {
      boxWeight = Check.notNegative("boxWeight", weight);
      return self();
    }
  }
}
