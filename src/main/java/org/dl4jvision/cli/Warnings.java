package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.util.List;

/** How users are told of what was repaired or left out. */
final class Warnings {

  /** More of one kind help nobody. */
  private static final int SHOWN = 5;

  private Warnings() {}

  /** Prints a line each, and how many there are besides. */
  static void print(List<String> warnings, PrintWriter err) {
    warnings.stream().limit(SHOWN).forEach(warning -> err.println("warning: " + warning));
    if (warnings.size() > SHOWN) {
      err.printf("warning: and %d more like these%n", warnings.size() - SHOWN);
    }
    err.flush();
  }
}
