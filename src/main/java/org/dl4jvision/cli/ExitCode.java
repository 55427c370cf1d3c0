package org.dl4jvision.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How the tool ends, for scripts. */
enum ExitCode {
  DONE(0, "done; also where the time limit ended a training"),
  UNEXPECTED(1, "unexpected: a fault of the tool itself"),
  BAD_INPUT(2, "bad usage or bad input: an option, a file, some of the images"),
  OUT_OF_MEMORY(3, "out of memory"),
  DIVERGED(4, "a training diverged: its loss was no number any more"),
  NOT_WRITTEN(5, "output could not be written: disk full, no permission, nobody reads it"),
  // The Java virtual machine exits with these by itself.
  INTERRUPTED(130, "stopped by Ctrl-C (SIGINT); a training can be resumed"),
  TERMINATED(143, "stopped by SIGTERM, as batch systems do; a training can be resumed");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  String meaning() {
    return meaning;
  }

  /** What the codes mean, in their order, as the help lists it. */
  static Map<String, String> meanings() {
    return Arrays.stream(values())
        .collect(
            Collectors.toMap(
                one -> String.valueOf(one.code),
                ExitCode::meaning,
                (a, b) -> a,
                LinkedHashMap::new));
  }
}
