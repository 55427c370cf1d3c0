package org.dl4jvision.layer.detection;

import java.util.List;
import java.util.Map;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * The anchor-free head of Tian, Shen, Chen and He, "FCOS: Fully Convolutional One-Stage Object
 * Detection" (2019).
 *
 * <p>Every location makes one prediction: the classes, the distances to the four edges, {@code
 * stride * exp(x)}, and how central it lies,
 *
 * <pre>
 * centre-ness = sqrt(min(l, r) / max(l, r) * min(t, b) / max(t, b))
 * </pre>
 *
 * An object is seen by the locations inside of it that lie within {@code centerRadius} strides of
 * its centre, on the level where the largest of the four distances is at most {@code levelRange}
 * strides but more than that on the level before; a location in several objects sees the smallest.
 * An object without any such location gets the one inside of it that suits it best. A box's score
 * is the square root of class probability times centre-ness.
 *
 * <p>Defaults: classLoss {@code focal(alpha=0.25)}, boxLoss {@code giou}, centerRadius 1.5,
 * levelRange 4 (8 in the paper, whose network sees more of the image from every location).
 */
@JsonDeserialize(builder = FcosHead.Builder.class)
public final class FcosHead extends Head {

  /** What the registry knows of it. */
  public static final HeadType TYPE = new HeadType("fcos", "no anchors", FcosHead::builder);

  private static final VisionLoss QUALITY_LOSS = Losses.parse("binary-cross-entropy");

  private final double centerRadius;
  private final double levelRange;

  private FcosHead(Builder builder) {
    super(builder);
    centerRadius = builder.centerRadius;
    levelRange = builder.levelRange;
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public int anchors() {
    return 1;
  }

  @Override
  public boolean hasQuality() {
    return true;
  }

  /** Boxes in the middle of what a level looks for. */
  @Override
  public double boxBias() {
    return SizeScale.inverse(levelRange / 2);
  }

  @Override
  double score(double classProbability, double quality) {
    return Math.sqrt(classProbability * quality);
  }

  @Override
  void assign(List<ObjectBox> objects, Claims claims) {
    for (int i = 0; i < objects.size(); i++) {
      if (!objects.get(i).ignored()) {
        Box box = objects.get(i).box();
        for (int level = 0; level < levels().count(); level++) {
          claim(i, box, level, claims);
        }
      }
    }
  }

  private void claim(int object, Box box, int level, Claims claims) {
    double radius = centerRadius * levels().stride(level);
    Box center =
        new Box(
            Math.max(box.left(), box.centerX() - radius),
            Math.max(box.top(), box.centerY() - radius),
            Math.min(box.right(), box.centerX() + radius),
            Math.min(box.bottom(), box.centerY() + radius));
    levels()
        .forEachIn(
            level,
            center,
            location -> {
              double distance = farthestEdge(location, box);
              if (isInside(location, box)
                  && distance <= farthest(level)
                  && distance > farthest(level - 1)) {
                claims.claim(location, object, box.area());
              }
            });
  }

  /** The largest distance that a level looks for. */
  private double farthest(int level) {
    if (level < 0) {
      return 0;
    }
    return level == levels().count() - 1
        ? Double.POSITIVE_INFINITY
        : levelRange * levels().stride(level);
  }

  private double farthestEdge(int location, Box box) {
    double x = levels().centerX(location);
    double y = levels().centerY(location);
    return Math.max(
        Math.max(x - box.left(), box.right() - x), Math.max(y - box.top(), box.bottom() - y));
  }

  private boolean isInside(int location, Box box) {
    double x = levels().centerX(location);
    double y = levels().centerY(location);
    return x > box.left() && x < box.right() && y > box.top() && y < box.bottom();
  }

  /** The level's distance from the one that looks for such boxes, then that from the centre. */
  @Override
  double cost(int prediction, Box box) {
    if (!isInside(prediction, box)) {
      return Double.POSITIVE_INFINITY;
    }
    double size = Math.max(box.width(), box.height());
    double ideal = size / (2 * levelRange * levels().stride(levels().level(prediction)));
    double dx = (levels().centerX(prediction) - box.centerX()) / box.width();
    double dy = (levels().centerY(prediction) - box.centerY()) / box.height();
    return Math.abs(Math.log(ideal)) + dx * dx + dy * dy;
  }

  @Override
  double unit(int prediction) {
    return levels().stride(levels().level(prediction));
  }

  @Override
  void decode(int prediction, double[] raw, double[] box) {
    double stride = unit(prediction);
    double x = levels().centerX(prediction);
    double y = levels().centerY(prediction);
    box[0] = x - stride * SizeScale.size(raw[0]);
    box[1] = y - stride * SizeScale.size(raw[1]);
    box[2] = x + stride * SizeScale.size(raw[2]);
    box[3] = y + stride * SizeScale.size(raw[3]);
  }

  @Override
  void backpropagate(int prediction, double[] raw, double[] gradient) {
    double stride = unit(prediction);
    for (int i = 0; i < 4; i++) {
      gradient[i] *= (i < 2 ? -stride : stride) * SizeScale.derivative(raw[i]);
    }
  }

  @Override
  void encode(int prediction, Box box, double[] raw) {
    double stride = unit(prediction);
    double x = levels().centerX(prediction);
    double y = levels().centerY(prediction);
    raw[0] = SizeScale.inverse((x - box.left()) / stride);
    raw[1] = SizeScale.inverse((y - box.top()) / stride);
    raw[2] = SizeScale.inverse((box.right() - x) / stride);
    raw[3] = SizeScale.inverse((box.bottom() - y) / stride);
  }

  /** The centre-ness. */
  @Override
  double quality(int prediction, Box box) {
    double x = levels().centerX(prediction);
    double y = levels().centerY(prediction);
    return Math.sqrt(
        ratio(x - box.left(), box.right() - x) * ratio(y - box.top(), box.bottom() - y));
  }

  private static double ratio(double a, double b) {
    return Math.min(a, b) / Math.max(a, b);
  }

  @Override
  void addLosses(BatchLoss loss) {
    loss.addClasses(classLoss(), Targets::counts);
    loss.addBoxes(boxLoss(), boxWeight());
    loss.addQuality(QUALITY_LOSS, Targets::isPositive);
  }

  @Override
  Map<String, Object> options() {
    Map<String, Object> options = super.options();
    options.put("centerRadius", centerRadius);
    options.put("levelRange", levelRange);
    return options;
  }

  /** Builds a {@link FcosHead}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends Head.Builder<Builder> {
    private double centerRadius = 1.5;
    private double levelRange = 4;

    private Builder() {
      super("focal(alpha=0.25)", "giou");
    }

    /** How far from an object's centre locations may see it, in strides, default 1.5. */
    public Builder centerRadius(double strides) {
      centerRadius = Check.positive("centerRadius", strides);
      return this;
    }

    /** The largest distance to an edge that a level looks for, in strides, default 4. */
    public Builder levelRange(double strides) {
      levelRange = Check.positive("levelRange", strides);
      return this;
    }

    @Override
    public FcosHead build() {
      return new FcosHead(this);
    }
  }
}
