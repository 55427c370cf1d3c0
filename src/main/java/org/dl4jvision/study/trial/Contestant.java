package org.dl4jvision.study.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dl4jvision.check.Check;
import org.dl4jvision.check.Excerpt;

/**
 * One of those that are compared.
 *
 * @param label what it is called
 * @param changes its own options of a training, by their names
 */
public record Contestant(String label, Map<String, String> changes) {

  /**
   * Every loss with every combination of the other options.
   *
   * @param lossOption the option that losses are for
   * @param losses expressions; none: the loss is not varied
   * @param varied {@code option=value,value,..} each; commas in brackets divide nothing
   * @throws IllegalArgumentException if that makes none, or the same one twice
   */
  public static List<Contestant> of(String lossOption, List<String> losses, List<String> varied) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (!losses.isEmpty()) {
      values.put(lossOption, losses);
    }
    for (String one : varied) {
      int at = one.indexOf('=');
      Check.that(at > 0, "vary", Excerpt.of(one), "option=value,value,..");
      String option = one.substring(0, at).replaceFirst("^-+", "");
      boolean fresh = values.put(option, split(one.substring(at + 1))) == null;
      Check.that(fresh, "vary", Excerpt.of(one), "each option once");
    }
    Check.that(!values.isEmpty(), "contestants", "none", "losses or another option to vary");
    List<Map<String, String>> all = List.of(Map.of());
    for (Map.Entry<String, List<String>> option : values.entrySet()) {
      all =
          all.stream()
              .flatMap(one -> option.getValue().stream().map(v -> with(one, option, v)))
              .toList();
    }
    Check.that(all.stream().distinct().count() == all.size(), "contestants", all, "each once");
    return all.stream().map(one -> new Contestant(label(one, values), one)).toList();
  }

  private static Map<String, String> with(
      Map<String, String> before, Map.Entry<String, List<String>> option, String value) {
    Map<String, String> more = new LinkedHashMap<>(before);
    more.put(option.getKey(), value);
    return more;
  }

  /** Its value where one option is varied, else all of them. */
  private static String label(Map<String, String> changes, Map<String, List<String>> values) {
    return values.size() == 1
        ? changes.values().iterator().next()
        : changes.entrySet().stream()
            .map(one -> one.getKey() + "=" + one.getValue())
            .collect(Collectors.joining(", "));
  }

  /** The parts between commas that are in no brackets. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '[' ? 1 : 0;
      depth -= c == ')' || c == ']' ? 1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    parts.add(text.substring(from).strip());
    Check.that(parts.stream().noneMatch(String::isEmpty), "vary", Excerpt.of(text), "values");
    return parts;
  }
}
