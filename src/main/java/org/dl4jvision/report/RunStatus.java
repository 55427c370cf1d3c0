package org.dl4jvision.report;

import java.util.Locale;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonValue;

/** How a run stands, "status" of summary.json: the name in lower case, with dashes. */
public enum RunStatus {
  /** It is trained; where no process does so any more, it was killed and can be resumed. */
  RUNNING,
  /** All epochs are done, and all files are written. */
  COMPLETED,
  /** As many validations as it was told to wait were without a better score. */
  EARLY_STOPPED,
  /** It was stopped, such as by Ctrl-C, and can be resumed. */
  STOPPED,
  /** Its time was over. */
  TIME_LIMIT,
  /** The loss became infinite or not a number. */
  DIVERGED,
  /** Something else went wrong. */
  FAILED;

  /** The name in summary.json. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The status of this {@link #label}. */
  @JsonCreator
  public static RunStatus of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
