package org.dl4jvision.study.plan;

import java.util.Objects;

/**
 * An option of a training that was chosen.
 *
 * @param option by its name in files, such as {@code base-channels}
 * @param value as files have it
 * @param reason a sentence with the numbers behind it, and where the rule is from
 */
public record Choice(String option, String value, String reason) {

  public Choice {
    Objects.requireNonNull(option, "option");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(reason, "reason");
  }
}
