package org.dl4jvision.loss.spatial;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dl4jvision.check.Check;

/**
 * Keeps the signed distances of what was asked for last: labels come again every epoch. What is
 * compared is the whole content, never its hash alone, so that the answer is always that of {@link
 * DistanceTransform#signed}. Safe for use by several threads; memory is given back when it runs
 * short.
 */
final class DistanceCache {

  private record Key(int[] shape, BitSet foreground, BitSet counted) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && Arrays.equals(shape, key.shape)
          && foreground.equals(key.foreground)
          && (counted == null ? key.counted == null : counted.equals(key.counted));
    }

    @Override
    public int hashCode() {
      int hash = 31 * Arrays.hashCode(shape) + foreground.hashCode();
      return 31 * hash + (counted == null ? 0 : counted.hashCode());
    }

    int size() {
      return Lines.size(shape);
    }
  }

  private final long capacity;
  private final Map<Key, SoftReference<double[]>> maps = new LinkedHashMap<>(16, 0.75f, true);
  private long pixels;

  /**
   * @param capacity the number of pixels, of all images together, to keep the distances of
   */
  DistanceCache(long capacity) {
    Check.that(capacity >= 0, "capacity", capacity, "numbers >= 0");
    this.capacity = capacity;
  }

  /** The distances of {@link DistanceTransform#signed}. Shared: not to be changed. */
  double[] signed(int[] shape, BitSet foreground, BitSet counted) {
    Key key =
        new Key(
            shape.clone(),
            (BitSet) foreground.clone(),
            counted == null ? null : (BitSet) counted.clone());
    double[] distances = find(key);
    if (distances == null) {
      // Not within the lock: other images need not wait. The same one twice does no harm.
      distances = DistanceTransform.signed(shape, foreground, counted);
      keep(key, distances);
    }
    return distances;
  }

  private synchronized double[] find(Key key) {
    SoftReference<double[]> reference = maps.get(key);
    return reference == null ? null : reference.get();
  }

  private synchronized void keep(Key key, double[] distances) {
    if (key.size() > capacity) {
      return;
    }
    if (maps.put(key, new SoftReference<>(distances)) == null) {
      pixels += key.size();
    }
    // From the one that was not asked for the longest.
    var oldest = maps.keySet().iterator();
    while (pixels > capacity) {
      pixels -= oldest.next().size();
      oldest.remove();
    }
  }

  /** The number of pixels of the images that are kept. */
  synchronized long pixels() {
    return pixels;
  }
}
