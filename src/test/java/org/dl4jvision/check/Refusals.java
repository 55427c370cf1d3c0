package org.dl4jvision.check;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What bad arguments are answered with. */
public final class Refusals {

  private Refusals() {}

  /**
   * The messages of all, a line each.
   *
   * @param bad each throws an IllegalArgumentException
   */
  public static String messages(Runnable... bad) {
    return Arrays.stream(bad)
        .map(one -> assertThrows(IllegalArgumentException.class, one::run).getMessage())
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
