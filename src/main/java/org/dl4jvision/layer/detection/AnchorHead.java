package org.dl4jvision.layer.detection;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Check;

/**
 * A head whose predictions start from anchors: boxes of given sizes in the middle of every
 * location. Widths and heights are those of the anchor times {@code exp(x)}.
 */
public abstract class AnchorHead extends Head {

  private final double[][][] anchors;

  AnchorHead(Builder<?> builder) {
    super(builder);
    int levelCount = levels().count();
    double[][][] given = builder.anchors;
    anchors = new double[levelCount][][];
    if (given != null) {
      Check.that(given.length == levelCount, "levels of anchors", given.length, "" + levelCount);
    }
    for (int level = 0; level < levelCount; level++) {
      anchors[level] =
          given == null ? builder.defaultAnchors(levels().stride(level)) : given[level];
    }
  }

  /** Width and height of every anchor in pixels, by level. */
  public final double[][][] anchorSizes() {
    return Arrays.stream(anchors)
        .map(level -> Arrays.stream(level).map(double[]::clone).toArray(double[][]::new))
        .toArray(double[][][]::new);
  }

  @Override
  public final int anchors() {
    return anchors[0].length;
  }

  /** Where the centre of a box lies from its location, in pixels. */
  abstract double shift(double raw, double anchorSize, double stride);

  /** The derivative of {@link #shift} by the number. */
  abstract double slopeOfShift(double raw, double anchorSize, double stride);

  /** The number that {@link #shift} makes a distance of. */
  abstract double inverseOfShift(double shift, double anchorSize, double stride);

  final double[] anchorSize(int prediction) {
    return anchors[levels().level(location(prediction))][anchor(prediction)];
  }

  final double stride(int prediction) {
    return levels().stride(levels().level(location(prediction)));
  }

  @Override
  final double unit(int prediction) {
    double[] size = anchorSize(prediction);
    return Math.sqrt(size[0] * size[1]);
  }

  @Override
  final void decode(int prediction, double[] raw, double[] box) {
    int location = location(prediction);
    double[] size = anchorSize(prediction);
    double stride = stride(prediction);
    double x = levels().centerX(location) + shift(raw[0], size[0], stride);
    double y = levels().centerY(location) + shift(raw[1], size[1], stride);
    double width = size[0] * SizeScale.size(raw[2]);
    double height = size[1] * SizeScale.size(raw[3]);
    box[0] = x - width / 2;
    box[1] = y - height / 2;
    box[2] = x + width / 2;
    box[3] = y + height / 2;
  }

  @Override
  final void backpropagate(int prediction, double[] raw, double[] gradient) {
    double[] size = anchorSize(prediction);
    double stride = stride(prediction);
    for (int i = 0; i < 2; i++) {
      double low = gradient[i];
      double high = gradient[i + 2];
      gradient[i] = (low + high) * slopeOfShift(raw[i], size[i], stride);
      gradient[i + 2] = (high - low) / 2 * size[i] * SizeScale.derivative(raw[i + 2]);
    }
  }

  @Override
  final void encode(int prediction, Box box, double[] raw) {
    int location = location(prediction);
    double[] size = anchorSize(prediction);
    double stride = stride(prediction);
    raw[0] = inverseOfShift(box.centerX() - levels().centerX(location), size[0], stride);
    raw[1] = inverseOfShift(box.centerY() - levels().centerY(location), size[1], stride);
    raw[2] = SizeScale.inverse(box.width() / size[0]);
    raw[3] = SizeScale.inverse(box.height() / size[1]);
  }

  /** 1: there is an object. */
  @Override
  final double quality(int prediction, Box box) {
    return 1;
  }

  /** Intersection over union of an anchor and a box. */
  final double iou(int prediction, Box box) {
    return anchorBox(location(prediction), anchorSize(prediction)).iou(box);
  }

  private Box anchorBox(int location, double[] size) {
    double x = levels().centerX(location);
    double y = levels().centerY(location);
    return new Box(x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2);
  }

  /**
   * Lets every object claim the anchors of which it covers enough.
   *
   * @param positive intersection over union from which an anchor should see the object
   * @param negative that below which it should not; between, it is ignored
   */
  final void claimByOverlap(
      List<ObjectBox> objects, double positive, double negative, Claims claims) {
    for (int i = 0; i < objects.size(); i++) {
      if (!objects.get(i).ignored()) {
        for (int level = 0; level < levels().count(); level++) {
          for (int a = 0; a < anchors(); a++) {
            claimByOverlap(i, objects.get(i).box(), level, a, positive, negative, claims);
          }
        }
      }
    }
  }

  private void claimByOverlap(
      int object, Box box, int level, int anchor, double positive, double negative, Claims claims) {
    double[] size = anchors[level][anchor];
    double smaller = Math.min(box.width(), size[0]) * Math.min(box.height(), size[1]);
    if (smaller < negative * (box.area() + size[0] * size[1] - smaller)) {
      return; // not even if their centres were the same
    }
    Box reach =
        new Box(
            box.left() - size[0] / 2,
            box.top() - size[1] / 2,
            box.right() + size[0] / 2,
            box.bottom() + size[1] / 2);
    levels()
        .forEachIn(
            level,
            reach,
            location -> {
              double iou = anchorBox(location, size).iou(box);
              if (iou >= positive) {
                claims.claim(prediction(anchor, location), object, 1 - iou);
              } else if (iou >= negative) {
                claims.ignore(prediction(anchor, location));
              }
            });
  }

  @Override
  Map<String, Object> options() {
    Map<String, Object> options = super.options();
    options.put("anchors", anchors);
    return options;
  }

  /**
   * Options of all heads with anchors.
   *
   * @param <B> the builder itself
   */
  public abstract static class Builder<B extends Builder<B>> extends Head.Builder<B> {
    private double[][][] anchors;

    Builder(String classLoss, String boxLoss) {
      super(classLoss, boxLoss);
    }

    abstract double[][] defaultAnchors(int stride);

    /**
     * Width and height of the anchors of every level in pixels, as many on each, finest level
     * first.
     */
    public B anchors(double[][][] sizes) {
      boolean ok = sizes.length > 0 && sizes[0].length > 0;
      for (double[][] level : sizes) {
        ok &= level.length == sizes[0].length;
        for (double[] size : level) {
          ok &= size.length == 2 && size[0] > 0 && size[1] > 0;
          ok &= Double.isFinite(size[0] + size[1]);
        }
      }
      Check.that(
          ok,
          "anchors",
          Arrays.deepToString(sizes),
          "[width, height] > 0, equally many on every level");
      anchors =
          Arrays.stream(sizes)
              .map(level -> Arrays.stream(level).map(double[]::clone).toArray(double[][]::new))
              .toArray(double[][][]::new);
      return self();
    }
  }
}
