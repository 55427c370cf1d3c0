package org.dl4jvision.data.format;

import java.util.List;

/** Counts what is repaired or left out, so that it is said once, with the first as an example. */
public final class Tally {

  private int count;
  private Object first;

  /** Counts one. */
  public void add(Object example) {
    first = count == 0 ? example : first;
    count++;
  }

  /** Counts what was counted in something that follows. */
  void addAll(Tally later) {
    first = count == 0 ? later.first : first;
    count += later.count;
  }

  /**
   * Adds a line to the warnings, none if nothing was counted.
   *
   * @param line with {@code %d} for the number and {@code %s} for the first
   */
  public void report(String line, List<String> warnings) {
    if (count > 0) {
      // Not a format string: names of files may have a percent sign.
      warnings.add(
          line.replace("%d", Integer.toString(count)).replace("%s", String.valueOf(first)));
    }
  }
}
