package org.dl4jvision.data.augmentation;

import java.util.List;
import java.util.Map;
import org.dl4jvision.check.Check;

/**
 * A set of random changes with a name; of several in an expression there can be only one.
 *
 * @param help one line
 * @param paper where it was published, or empty
 */
public record Preset(String name, String help, String paper, List<RandomChange> changes)
    implements AugmentationType {

  public Preset {
    changes = List.copyOf(changes);
  }

  @Override
  public List<OptionType> options() {
    return List.of();
  }

  @Override
  public List<RandomChange> build(Map<String, Object> options) {
    Check.that(
        options.isEmpty(),
        "an option of the preset " + name,
        options.keySet(),
        "none; add changes with options, such as '" + name + " + rotation(degrees=30)'");
    return changes;
  }
}
