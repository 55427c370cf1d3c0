package org.dl4jvision.network.weights;

import java.util.List;

/**
 * What became of the tensors of a source.
 *
 * @param origin where they come from
 * @param loaded names of those that were copied
 * @param missing names of parameters that the source does not have, which keep their values
 * @param unexpected names of tensors that the network has no place for
 * @param adapted of those that were loaded, what was changed to fit
 */
public record WeightReport(
    String origin,
    List<String> loaded,
    List<String> missing,
    List<String> unexpected,
    List<String> adapted) {

  private static final int SHOWN = 3;

  public WeightReport {
    loaded = List.copyOf(loaded);
    missing = List.copyOf(missing);
    unexpected = List.copyOf(unexpected);
    adapted = List.copyOf(adapted);
  }

  /** The report in a line. */
  @Override
  public String toString() {
    return origin
        + ": "
        + loaded.size()
        + " tensors loaded"
        + list("missing", missing)
        + list("unexpected", unexpected)
        + list("adapted", adapted);
  }

  private static String list(String what, List<String> names) {
    return names.isEmpty()
        ? ""
        : String.format(
            ", %d %s (%s%s)",
            names.size(),
            what,
            String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))),
            names.size() > SHOWN ? ", .." : "");
  }
}
