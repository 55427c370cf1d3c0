package org.dl4jvision.data;

import java.util.random.RandomGenerator;
import org.dl4jvision.check.Check;

/** What random changes of images have in common, whatever is shown on them. Immutable. */
public abstract class RandomChanges {

  private final boolean horizontalFlip;
  private final boolean verticalFlip;
  private final boolean quarterTurns;
  private final double brightness;
  private final double contrast;

  protected RandomChanges(Builder<?> builder) {
    horizontalFlip = builder.horizontalFlip;
    verticalFlip = builder.verticalFlip;
    quarterTurns = builder.quarterTurns;
    brightness = builder.brightness;
    contrast = builder.contrast;
  }

  protected final boolean flipsHorizontally() {
    return horizontalFlip;
  }

  protected final boolean flipsVertically() {
    return verticalFlip;
  }

  protected final boolean turns() {
    return quarterTurns;
  }

  /** Changes brightness and contrast; returns the argument where nothing is to be changed. */
  protected final float[] varyLight(float[] image, RandomGenerator random) {
    return brightness > 0 || contrast > 0 ? Light.vary(image, brightness, contrast, random) : image;
  }

  /** Options of all random changes, all of which are off at first. */
  public abstract static class Builder<B extends Builder<B>> {
    private boolean horizontalFlip;
    private boolean verticalFlip;
    private boolean quarterTurns;
    private double brightness;
    private double contrast;

    @SuppressWarnings("unchecked")
    private B self() {
      return (B) this;
    }

    /** Mirrors left and right in half of the samples. */
    public B horizontalFlip(boolean on) {
      horizontalFlip = on;
      return self();
    }

    /** Mirrors top and bottom in half of the samples. */
    public B verticalFlip(boolean on) {
      verticalFlip = on;
      return self();
    }

    /** Turns by random multiples of 90 degrees. */
    public B quarterTurns(boolean on) {
      quarterTurns = on;
      return self();
    }

    /**
     * Largest shift of all pixel values, as a multiple of the sample's standard deviation, in [0,
     * 1].
     */
    public B brightness(double amount) {
      brightness = Check.unit("brightness", amount);
      return self();
    }

    /** Largest relative change of the distance of the pixel values to their mean, in [0, 1]. */
    public B contrast(double amount) {
      contrast = Check.unit("contrast", amount);
      return self();
    }
  }
}
