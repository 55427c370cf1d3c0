package org.dl4jvision.task.gradient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Amounts of pixels in groups, added up, with the pixels that each group has. */
public final class Shares {

  private final List<String> names;
  private final double[] amounts;
  private final long[] pixels;

  /**
   * The share of a group.
   *
   * @param amount of the whole, 0 to 1; NaN where the whole is 0
   * @param pixels of all, 0 to 1
   */
  public record Share(String name, double amount, double pixels) {}

  /**
   * @param names one a group
   */
  public Shares(List<String> names) {
    this.names = List.copyOf(names);
    amounts = new double[names.size()];
    pixels = new long[names.size()];
  }

  /** Adds the amount of a pixel. */
  public void add(int group, double amount) {
    amounts[group] += amount;
    pixels[group]++;
  }

  /** The shares of all groups in their order; those without a pixel have none. */
  public List<Share> all() {
    double whole = 0;
    long count = 0;
    for (int i = 0; i < amounts.length; i++) {
      whole += amounts[i];
      count += pixels[i];
    }
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < amounts.length; i++) {
      shares.add(new Share(names.get(i), amounts[i] / whole, (double) pixels[i] / count));
    }
    return shares;
  }

  /** The shares as what Jackson can write. */
  public static List<Map<String, Object>> toMaps(List<Share> shares) {
    return toMaps(shares, "pixels");
  }

  /**
   * The shares as what Jackson can write.
   *
   * @param counted what groups have, where it is not pixels
   */
  public static List<Map<String, Object>> toMaps(List<Share> shares, String counted) {
    return shares.stream()
        .map(
            share -> {
              Map<String, Object> map = new LinkedHashMap<>();
              map.put("name", share.name());
              map.put("share", share.amount());
              map.put(counted, share.pixels());
              return map;
            })
        .toList();
  }
}
