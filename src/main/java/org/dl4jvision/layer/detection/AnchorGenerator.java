package org.dl4jvision.layer.detection;

import java.util.function.IntConsumer;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Check;

/**
 * The anchors of all predictions of an image: at every location of a feature pyramid one of each
 * size that its level has. Prediction {@code a * locations + l} is that of the a-th size at
 * location l. Immutable.
 */
public final class AnchorGenerator {

  private final Levels levels;
  private final double[][][] sizes;

  /**
   * @param sizes width and height of the anchors of every level in pixels, as many on each, see
   *     {@link AnchorSizes}
   * @throws IllegalArgumentException if there are more or fewer levels, or sizes are none
   */
  AnchorGenerator(Levels levels, double[][][] sizes) {
    this.levels = levels;
    this.sizes = AnchorSizes.checked(sizes);
    Check.that(
        sizes.length == levels.count(), "levels of anchors", sizes.length, "" + levels.count());
  }

  /** Tells where the locations are in the image. */
  public Levels levels() {
    return levels;
  }

  /** Returns a copy of the sizes in pixels, {@code [level][anchor][width, height]}. */
  public double[][][] sizes() {
    return AnchorSizes.checked(sizes);
  }

  /** Returns how many anchors each location has; it is the same on all levels. */
  public int perLocation() {
    return sizes[0].length;
  }

  /** Returns how many anchors all locations have together. */
  public int count() {
    return perLocation() * levels.locations();
  }

  /** Returns the number of the a-th anchor, from 0, of a location. */
  public int prediction(int a, int location) {
    return a * levels.locations() + location;
  }

  /** Returns the location of an anchor, as {@link #levels} numbers it. */
  public int location(int prediction) {
    return prediction % levels.locations();
  }

  /** Returns the level of an anchor, from 0, the finest. */
  public int level(int prediction) {
    return levels.level(location(prediction));
  }

  /** Returns the anchor of a number, in pixels of the image. */
  public Anchor get(int prediction) {
    int location = location(prediction);
    int level = levels.level(location);
    return at(level, location, prediction / levels.locations());
  }

  Anchor at(int level, int location, int a) {
    double[] size = sizes[level][a];
    return new Anchor(levels.centerX(location), levels.centerY(location), size[0], size[1]);
  }

  /** Returns the a-th size of a level, as a box whose center is the origin. */
  Box size(int level, int a) {
    return AnchorSizes.box(sizes[level][a]);
  }

  /** Lets a visitor see the anchors whose center lies in a box, edges included. */
  void forEachIn(Box box, IntConsumer visitor) {
    for (int level = 0; level < levels.count(); level++) {
      levels.forEachIn(
          level,
          box,
          location -> {
            for (int a = 0; a < perLocation(); a++) {
              visitor.accept(prediction(a, location));
            }
          });
    }
  }
}
