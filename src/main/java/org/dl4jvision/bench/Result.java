package org.dl4jvision.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one computation costs each contestant, of which the first is this library.
 *
 * @param subject what was done, by names of columns
 * @param millis by contestant; null for one that cannot do it
 * @param extras other numbers, by names of columns; null where they cannot be had
 */
record Result(
    Map<String, String> subject, Map<String, Measurement> millis, Map<String, Double> extras) {

  static final String OURS = "ours";

  /** Ours over another's; null where that one cannot. */
  Double oursTo(String other) {
    Measurement theirs = millis.get(other);
    return theirs == null ? null : millis.get(OURS).median() / theirs.median();
  }

  private List<String> others() {
    return millis.keySet().stream().filter(name -> !name.equals(OURS)).toList();
  }

  /** The last column that says what was done. */
  String bar() {
    return List.copyOf(subject.values()).get(subject.size() - 1);
  }

  /** The columns before it. */
  String chart() {
    return subject.values().stream().limit(subject.size() - 1).collect(Collectors.joining(", "));
  }

  /** The result as an entry of the JSON. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>(subject);
    millis.forEach(
        (name, measurement) -> {
          json.put(name + "Ms", measurement == null ? null : measurement.median());
          json.put(name + "MinMs", measurement == null ? null : measurement.min());
          json.put(name + "MaxMs", measurement == null ? null : measurement.max());
        });
    for (String other : others()) {
      json.put(
          "oursTo" + Character.toUpperCase(other.charAt(0)) + other.substring(1), oursTo(other));
    }
    json.putAll(extras);
    return json;
  }

  /** The titles of the cells. */
  List<String> header() {
    List<String> header = new ArrayList<>(subject.keySet());
    millis.keySet().forEach(name -> header.add(name + " ms"));
    others().forEach(other -> header.add("ours/" + other));
    header.addAll(extras.keySet());
    return header;
  }

  /** The result as a row of the table. */
  List<String> cells() {
    List<String> cells = new ArrayList<>(subject.values());
    millis
        .values()
        .forEach(
            measurement -> cells.add(measurement == null ? Table.NONE : measurement.toString()));
    others().forEach(other -> cells.add(Table.number(oursTo(other))));
    extras.values().forEach(value -> cells.add(Table.number(value)));
    return cells;
  }
}
