package org.dl4jvision.loss.registry;

/** What is built from options by name: it has a field for each, marked with {@link LossOption}. */
public interface HasOptions {

  /**
   * Refuses values that are not allowed. It is called once all options are set; who overrides it
   * calls that of the superclass, too.
   *
   * @throws IllegalArgumentException for such a value; the message names the option and what is
   *     allowed
   */
  void checkOptions();
}
