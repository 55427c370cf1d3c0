package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.check.Check;
import org.dl4jvision.check.Excerpt;

/**
 * Arguments of the function that makes a published network, such as {@code num_classes=5}. Those
 * that nobody asked for are refused in the end, so that none is passed over in silence.
 */
public final class Arguments {

  private final Map<String, Object> values;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param values numbers, truth values, texts and lists of them by name
   */
  public Arguments(Map<String, Object> values) {
    this.values = Map.copyOf(values);
  }

  /** A whole number of at least {@code least}. */
  public int wholeNumber(String name, int least, int otherwise) {
    known.add(name);
    Object value = values.getOrDefault(name, otherwise);
    Check.that(
        value instanceof Integer number && number >= least,
        "argument " + name,
        value,
        "whole numbers >= " + least);
    return (Integer) value;
  }

  /** True or false. */
  public boolean flag(String name, boolean otherwise) {
    known.add(name);
    Object value = values.getOrDefault(name, otherwise);
    Check.that(value instanceof Boolean, "argument " + name, value, "true, false");
    return (Boolean) value;
  }

  /** So many truth values. */
  public List<Boolean> flags(String name, List<Boolean> otherwise) {
    known.add(name);
    Object value = values.getOrDefault(name, otherwise);
    List<Boolean> flags = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(
          flag -> {
            if (flag instanceof Boolean b) {
              flags.add(b);
            }
          });
    }
    Check.that(
        value instanceof List<?> list
            && list.size() == flags.size()
            && flags.size() == otherwise.size(),
        "argument " + name,
        value,
        "lists of " + otherwise.size() + " truth values");
    return flags;
  }

  /** An argument that can only be what it is by default. */
  public void refuse(String name, boolean otherwise) {
    boolean value = flag(name, otherwise);
    Check.that(value == otherwise, "argument " + name, value, "" + otherwise);
  }

  /** An argument that changes nothing in what is computed, whatever its value is. */
  public void irrelevant(String... names) {
    known.addAll(List.of(names));
  }

  /**
   * Refuses arguments that nobody asked for.
   *
   * @param network for the message
   */
  public void requireAllKnown(String network) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            String.format(
                "argument %s is not known for %s; arguments are %s",
                Excerpt.of(name), network, String.join(", ", known)));
      }
    }
  }
}
