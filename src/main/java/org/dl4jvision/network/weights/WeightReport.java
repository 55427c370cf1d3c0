package org.dl4jvision.network.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of the tensors of a source.
 *
 * @param origin where they come from
 * @param loaded names of those that were copied
 * @param missing names of parameters that the source does not have, which keep their values
 * @param unexpected names of tensors that the network has no place for
 * @param adapted of those that were loaded, what was changed to fit
 * @param misfits names of tensors of another shape than their parameters, which keep their values
 */
public record WeightReport(
    String origin,
    List<String> loaded,
    List<String> missing,
    List<String> unexpected,
    List<String> adapted,
    List<String> misfits) {

  private static final int SHOWN = 3;

  public WeightReport {
    loaded = List.copyOf(loaded);
    missing = List.copyOf(missing);
    unexpected = List.copyOf(unexpected);
    adapted = List.copyOf(adapted);
    misfits = List.copyOf(misfits);
  }

  /** The report of all that two did with different parts of a network and the same source. */
  public WeightReport with(WeightReport other) {
    List<String> neither = new ArrayList<>(unexpected);
    neither.retainAll(other.unexpected);
    return new WeightReport(
        origin,
        joined(loaded, other.loaded),
        joined(missing, other.missing),
        neither,
        joined(adapted, other.adapted),
        joined(misfits, other.misfits));
  }

  private static List<String> joined(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
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
        + list("adapted", adapted)
        + list("of another shape", misfits);
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
