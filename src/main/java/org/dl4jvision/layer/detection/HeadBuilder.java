package org.dl4jvision.layer.detection;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Check;
import org.dl4jvision.layer.RestorableLoss;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.BoxLoss;
import org.dl4jvision.loss.family.VisionLoss;

/**
 * Options of all heads; every method throws IllegalArgumentException for a bad value.
 *
 * @param <B> the builder itself
 */
public abstract class HeadBuilder<B extends HeadBuilder<B>> {
  int classes = 1;
  int imageWidth = 128;
  int imageHeight = 128;
  int[] strides = {8, 16, 32};
  VisionLoss classLoss;
  VisionLoss boxLoss;
  double boxWeight = 1;

  /** The defaults of both losses, as {@link Losses#parse} reads them. */
  protected HeadBuilder(String classLoss, String boxLoss) {
    this.classLoss = Losses.parse(classLoss);
    this.boxLoss = Losses.parse(boxLoss);
  }

  /** Builds the head. */
  public abstract Head build();

  /** Width and height of the anchors of every level in pixels, as many on each. */
  protected abstract double[][][] anchorSizes(int[] strides);

  /** This, as the methods of options give it back. */
  @SuppressWarnings("unchecked")
  protected final B self() {
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
    RestorableLoss.require("classLoss", Check.given("classLoss", loss));
    classLoss = loss;
    return self();
  }

  /** Loss of the boxes, [P, 4] as {@code left, top, right, bottom}. */
  public B boxLoss(VisionLoss loss) {
    RestorableLoss.require("boxLoss", Check.given("boxLoss", loss));
    boxLoss = loss;
    return self();
  }

  /** What the loss of the boxes is multiplied by, default 1. */
  public B boxWeight(double weight) {
    boxWeight = Check.notNegative("boxWeight", weight);
    return self();
  }
}
