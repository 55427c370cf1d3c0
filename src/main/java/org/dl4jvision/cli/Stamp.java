package org.dl4jvision.cli;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** The time that lines are told at. */
final class Stamp {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private Stamp() {}

  static String now() {
    return LocalDateTime.now().format(FORMAT);
  }
}
