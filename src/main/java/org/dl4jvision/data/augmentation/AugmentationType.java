package org.dl4jvision.data.augmentation;

import java.util.List;
import java.util.Map;
import org.dl4jvision.check.Named;

/** What a name in an expression stands for: one random change, or a set of them. */
public sealed interface AugmentationType extends Named permits ChangeType, Preset {

  /**
   * An option in an expression.
   *
   * @param name as in expressions
   * @param defaultValue as expressions write it
   * @param help one line
   */
  record OptionType(String name, String defaultValue, String help) {}

  /** The options, none for a set. */
  List<OptionType> options();

  /** Where it was published, empty where it is everybody's. */
  String paper();

  /**
   * The changes.
   *
   * @param options by name, as an expression gives them
   * @throws IllegalArgumentException for an option that does not exist, or a value that is not
   *     allowed
   */
  List<RandomChange> build(Map<String, Object> options);
}
