package org.dl4jvision.study.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dl4jvision.task.gradient.Shares;
import org.dl4jvision.task.gradient.Shares.Share;

/** Says who has which share of a gradient. */
final class ShareLines {

  private ShareLines() {}

  /**
   * Adds shares in several groupings to lines.
   *
   * @param what the gradient is of
   * @param all shares by what groups are made of
   * @param counted what groups have, such as "pixels"
   * @return the same for programs
   */
  static Map<String, Object> add(
      String what, Map<String, List<Share>> all, String counted, List<String> lines) {
    lines.add("  " + what);
    Map<String, Object> map = new LinkedHashMap<>();
    all.forEach(
        (by, shares) -> {
          map.put(by, Shares.toMaps(shares, counted));
          lines.add("    by " + by);
          for (Share share : shares) {
            lines.add(
                String.format(
                    Locale.ROOT,
                    "      %s  (%s)  %s",
                    Percent.of(share.amount()),
                    Percent.of(share.pixels()),
                    share.name()));
          }
        });
    return map;
  }
}
