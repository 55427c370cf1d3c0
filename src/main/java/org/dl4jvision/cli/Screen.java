package org.dl4jvision.cli;

/** Where standard error goes: the launcher knows, Java cannot tell. */
enum Screen {
  /** Somebody watches: lines can be overwritten. */
  TERMINAL,

  /** A file or another program, where lines need a time. */
  NONE,

  /** The tool was started by other means than the launcher. */
  UNKNOWN;

  /** What the launcher says. */
  static Screen current() {
    String terminal = System.getProperty("dl4jvision.terminal");
    if (terminal == null) {
      return UNKNOWN;
    }
    return Boolean.parseBoolean(terminal) ? TERMINAL : NONE;
  }
}
