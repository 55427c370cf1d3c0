package org.dl4jvision.data.augmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;

/** What random changes of images have in common, whatever is shown on them. Immutable. */
public abstract class RandomChanges {

  private final boolean horizontalFlip;
  private final boolean verticalFlip;
  private final boolean quarterTurns;
  private final double brightness;
  private final double contrast;
  private final List<Movement> movements;
  private final List<Recoloring> recolorings;
  private final List<Combination> combinations;

  protected RandomChanges(Builder<?> builder) {
    horizontalFlip = builder.horizontalFlip;
    verticalFlip = builder.verticalFlip;
    quarterTurns = builder.quarterTurns;
    brightness = builder.brightness;
    contrast = builder.contrast;
    movements = List.copyOf(builder.movements);
    recolorings = List.copyOf(builder.recolorings);
    combinations = List.copyOf(builder.combinations);
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

  /** Whether samples take more work than to be mirrored and lit, so that all cores should do it. */
  public final boolean isCostly() {
    return !(movements.isEmpty() && recolorings.isEmpty() && combinations.isEmpty());
  }

  /** Whether pixels may belong to two classes, each with a weight. */
  public final boolean softens() {
    return combinations.stream().anyMatch(Combination::softens);
  }

  /** Changes brightness and contrast; returns the argument where nothing is to be changed. */
  protected final float[] varyLight(float[] image, RandomGenerator random) {
    return brightness > 0 || contrast > 0 ? Light.vary(image, brightness, contrast, random) : image;
  }

  /** Draws how the pixels of a sample move; null where they do not. */
  protected final Warp warp(ImageSize size, RandomGenerator random) {
    Warp.Builder warp = new Warp.Builder(size);
    movements.stream()
        .filter(movement -> isDrawn(movement, random))
        .forEach(movement -> movement.draw(warp, random));
    return warp.build();
  }

  /** Changes values of pixels; returns the argument where nothing is to be changed. */
  protected final float[] recolor(
      float[] image, int channels, ImageSize size, RandomGenerator random) {
    float[] result = image;
    for (Recoloring recoloring : recolorings) {
      if (isDrawn(recoloring, random)) {
        result = recoloring.apply(result, channels, size, random);
      }
    }
    return result;
  }

  /** Hides parts of a sample, and puts it together with others; see {@link Combination#apply}. */
  protected final <S extends Combinable<S>> void combine(
      S sample, Supplier<S> another, RandomGenerator random) {
    combinations.stream()
        .filter(combination -> isDrawn(combination, random))
        .forEach(combination -> combination.apply(sample, another, random));
  }

  private static boolean isDrawn(RandomChange change, RandomGenerator random) {
    return random.nextDouble() < change.share();
  }

  /** Options of all random changes, all of which are off at first. */
  public abstract static class Builder<B extends Builder<B>> {
    private final List<Movement> movements = new ArrayList<>();
    private final List<Recoloring> recolorings = new ArrayList<>();
    private final List<Combination> combinations = new ArrayList<>();
    private boolean horizontalFlip;
    private boolean verticalFlip;
    private boolean quarterTurns;
    private double brightness;
    private double contrast;

    @SuppressWarnings("unchecked")
    private B self() {
      return (B) this;
    }

    /**
     * Adds what an expression says.
     *
     * @param expression as {@link Augmentations#parse} reads it
     */
    public B changes(String expression) {
      Augmentations.parse(expression).forEach(this::add);
      return self();
    }

    /** Adds a change. What softens classes comes last, whatever the order: it has to be alone. */
    public B add(RandomChange change) {
      if (change instanceof Setting setting) {
        setting.applyTo(this);
      } else if (change instanceof Movement movement) {
        movements.add(movement);
      } else if (change instanceof Recoloring recoloring) {
        recolorings.add(recoloring);
      } else {
        Combination combination = (Combination) change;
        int last = combinations.size();
        boolean before = last > 0 && combinations.get(last - 1).softens();
        combinations.add(before && !combination.softens() ? last - 1 : last, combination);
      }
      return self();
    }

    /** What a task adds to the presets that change images; by default nothing. */
    protected void usual() {}

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
