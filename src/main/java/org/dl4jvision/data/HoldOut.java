package org.dl4jvision.data;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Divides images into splits. Those that no format puts into one are for training; of these a fifth
 * is held out for validation where there are no other images for it. A rule says which ones, and
 * when.
 */
public abstract class HoldOut {

  private static final int PARTS = 5;

  private HoldOut() {}

  /**
   * Every fifth in the order of the images, or the last of fewer; only where nothing is said about
   * the splits of any training image.
   */
  public static HoldOut everyFifth() {
    return new EveryFifth();
  }

  /**
   * A fifth, at least one, drawn by a seed; also of images that are said to be for training. It is
   * reported.
   */
  public static HoldOut drawn(long seed) {
    return new Drawn(seed);
  }

  /** Whether images may be held out of these. */
  abstract boolean appliesTo(List<AnnotatedImage> training);

  /** The indices of those held out of so many, at least two. */
  abstract BitSet choose(int count);

  /** Adds a line to the warnings where users should know of it. */
  abstract void report(int held, int count, List<String> warnings);

  /**
   * The images of each split, in their order.
   *
   * @param warnings to which the rule may add
   */
  public final Map<Split, List<AnnotatedImage>> divide(
      List<AnnotatedImage> images, List<String> warnings) {
    Map<Split, List<AnnotatedImage>> splits = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      splits.put(
          split, images.stream().filter(i -> i.split().orElse(Split.TRAIN) == split).toList());
    }
    List<AnnotatedImage> training = splits.get(Split.TRAIN);
    int count = training.size();
    if (splits.get(Split.VALIDATION).isEmpty() && count >= 2 && appliesTo(training)) {
      BitSet held = choose(count);
      splits.put(Split.VALIDATION, held.stream().mapToObj(training::get).toList());
      splits.put(
          Split.TRAIN,
          IntStream.range(0, count).filter(i -> !held.get(i)).mapToObj(training::get).toList());
      report(held.cardinality(), count, warnings);
    }
    return splits;
  }

  private static final class EveryFifth extends HoldOut {
    @Override
    boolean appliesTo(List<AnnotatedImage> training) {
      return training.stream().allMatch(image -> image.split().isEmpty());
    }

    @Override
    BitSet choose(int count) {
      int step = Math.min(PARTS, count);
      BitSet held = new BitSet();
      for (int i = step - 1; i < count; i += step) {
        held.set(i);
      }
      return held;
    }

    @Override
    void report(int held, int count, List<String> warnings) {}
  }

  private static final class Drawn extends HoldOut {
    private final long seed;

    Drawn(long seed) {
      this.seed = seed;
    }

    @Override
    boolean appliesTo(List<AnnotatedImage> training) {
      return true;
    }

    @Override
    BitSet choose(int count) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
      Collections.shuffle(order, new Random(Seeds.mix(seed)));
      BitSet held = new BitSet();
      order.subList(0, Math.max(1, count / PARTS)).forEach(held::set);
      return held;
    }

    @Override
    void report(int held, int count, List<String> warnings) {
      warnings.add(
          "there are no validation images: "
              + held
              + " of "
              + count
              + " training images, drawn by seed "
              + seed
              + ", are held out for it");
    }
  }
}
