package org.dl4jvision.data;

/** Independent random streams from small numbers (seed, split, epoch, index). */
public final class Seeds {

  private Seeds() {}

  /** Mixes the numbers into one seed with the finalizer of SplitMix64 (Steele et al., 2014). */
  public static long mix(long... values) {
    long hash = 0;
    for (long value : values) {
      hash = (hash ^ value) + 0x9E3779B97F4A7C15L;
      hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
      hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
      hash ^= hash >>> 31;
    }
    return hash;
  }
}
