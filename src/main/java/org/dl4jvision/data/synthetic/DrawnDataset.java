package org.dl4jvision.data.synthetic;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Dataset;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Sample;
import org.dl4jvision.data.Seeds;
import org.dl4jvision.data.Split;

/**
 * Samples that a procedure draws. Each depends only on the seed, the split and its index, and is
 * kept in memory once drawn. Immutable and thread-safe.
 *
 * @param <S> the samples
 */
public abstract class DrawnDataset<S extends Sample> implements Dataset<S> {

  private final String kind;
  private final long seed;
  private final ImageSize size;
  private final Map<Split, AtomicReferenceArray<S>> samples = new EnumMap<>(Split.class);

  /**
   * @param kind what is drawn, in one word
   * @param size of every image
   */
  protected DrawnDataset(String kind, ImageSize size, Builder<?> builder) {
    this.kind = kind;
    this.size = size;
    seed = builder.seed;
    builder.sizes.forEach((split, count) -> samples.put(split, new AtomicReferenceArray<>(count)));
  }

  /** Draws a sample of this name; StrictMath gives the same bits on every machine. */
  protected abstract S draw(String name, Random random);

  @Override
  public final String name() {
    return "synthetic " + kind;
  }

  @Override
  public final int size(Split split) {
    return samples.get(split).length();
  }

  @Override
  public final ImageSize imageSize(Split split, int index) {
    return size;
  }

  /** Draws sample {@code index} of a split, or returns it where it was drawn before. */
  @Override
  public final S get(Split split, int index) {
    AtomicReferenceArray<S> cache = samples.get(split);
    S sample = cache.get(index);
    if (sample == null) {
      String part = split.name().toLowerCase(Locale.ROOT);
      String name = String.format(Locale.ROOT, "%s-%s-%03d", kind, part, index);
      sample = draw(name, new Random(Seeds.mix(seed, split.name().hashCode(), index)));
      cache.set(index, sample);
    }
    return sample;
  }

  /** Options of all drawn data sets. */
  public abstract static class Builder<B extends Builder<B>> {
    private final Map<Split, Integer> sizes;
    private long seed;

    protected Builder(Map<Split, Integer> sizes) {
      this.sizes = new EnumMap<>(sizes);
    }

    @SuppressWarnings("unchecked")
    private B self() {
      return (B) this;
    }

    /** Sets the seed, on which all images depend; default 0. */
    public B seed(long seed) {
      this.seed = seed;
      return self();
    }

    /** Number of samples of a split, 0 or more. */
    public B samples(Split split, int count) {
      sizes.put(split, Check.atLeast("samples of " + split, count, 0));
      return self();
    }
  }
}
