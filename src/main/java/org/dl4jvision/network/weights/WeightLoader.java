package org.dl4jvision.network.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Excerpt;

/**
 * Copies tensors into a graph whose vertices are named as PyTorch's modules.
 *
 * <p>Where the first convolution takes another number of channels than the weights have, these are
 * adapted as segmentation_models.pytorch does: a single channel gets the sum of the kernels, others
 * get the kernels in turn, scaled so that a gray image gives the same.
 */
public final class WeightLoader {

  /** What names become in a whole network that holds an encoder. */
  private static final List<Form> FORMS =
      Stream.concat(
              Stream.of("", "backbone.", "backbone.body.", "encoder.", "module.", "model.")
                  .map(prefix -> new Form("", prefix)),
              Stream.of(new Form("features.", "backbone.")))
          .toList();

  /** PyTorch counts batches, which nothing depends on. */
  private static final String UNUSED = "num_batches_tracked";

  private static final int SHOWN = 3;

  /**
   * A way to make one name of another.
   *
   * @param dropped what it loses at its beginning
   * @param prefix what it gets there
   */
  private record Form(String dropped, String prefix) {
    String of(String name) {
      return prefix + (name.startsWith(dropped) ? name.substring(dropped.length()) : name);
    }
  }

  private final List<ParameterSlot> slots;
  private final Set<String> first;
  private boolean tolerant;

  /**
   * A loader for the parameters of some vertices.
   *
   * @param vertices which of them, by name
   * @param names what they are called in the source
   */
  public WeightLoader(ComputationGraph graph, Predicate<String> vertices, ModuleNames names) {
    slots = ParameterSlot.of(graph, vertices, names);
    Set<String> inputs = Set.copyOf(graph.getConfiguration().getNetworkInputs());
    first =
        graph.getConfiguration().getVertexInputs().entrySet().stream()
            .filter(entry -> entry.getValue().stream().anyMatch(inputs::contains))
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * A loader for all parameters of several graphs that are in one file.
   *
   * @param names what vertices are called in the source
   */
  public WeightLoader(List<ComputationGraph> graphs, ModuleNames names) {
    slots =
        graphs.stream()
            .flatMap(graph -> ParameterSlot.of(graph, vertex -> true, names).stream())
            .toList();
    first = Set.of();
  }

  /** Makes parameters keep their values where a tensor has another shape. */
  public WeightLoader tolerant() {
    tolerant = true;
    return this;
  }

  /** The shape of every parameter, in PyTorch's names and order of sizes. */
  public Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    slots.forEach(slot -> shapes.put(slot.name(), slot.shape()));
    return shapes;
  }

  /**
   * How many numbers are trained: PyTorch's count of parameters, without running statistics and
   * copies.
   */
  public long learned() {
    Set<String> counted = new HashSet<>();
    return slots.stream()
        .filter(slot -> slot.learned() && counted.add(slot.name()))
        .mapToLong(slot -> slot.array().length())
        .sum();
  }

  /**
   * Copies what there is.
   *
   * @throws IllegalArgumentException if a tensor has another shape than its parameter and this is
   *     not {@link #tolerant}, or no name fits; the graph may then be changed in part
   */
  public WeightReport load(TensorSource source) {
    Set<String> names = source.names();
    // Of forms that fit as well the first counts.
    Form form =
        FORMS.stream()
            .reduce((best, other) -> fitting(names, other) > fitting(names, best) ? other : best)
            .orElseThrow();
    if (fitting(names, form) == 0) {
      throw new IllegalArgumentException(
          String.format(
              "%s: none of its names fits the network; it has %s, the network %s",
              source.origin(),
              some(names.stream().sorted().toList()),
              some(slots.stream().map(ParameterSlot::name).toList())));
    }
    Set<String> loaded = new LinkedHashSet<>();
    Set<String> missing = new LinkedHashSet<>();
    Set<String> misfits = new LinkedHashSet<>();
    List<String> adapted = new ArrayList<>();
    Set<String> unexpected = new LinkedHashSet<>(names);
    for (ParameterSlot slot : slots) {
      String name = form.of(slot.name());
      unexpected.remove(name);
      if (!names.contains(name)) {
        missing.add(slot.name());
        continue;
      }
      Tensor tensor = source.get(name);
      Tensor fitting = fit(slot, tensor);
      if (fitting != null) {
        slot.set(fitting);
        loaded.add(name);
      } else if (tolerant) {
        misfits.add(name);
      } else {
        throw new IllegalArgumentException(
            String.format(
                "%s: %s has shape %s, and the network needs %s; it belongs to another network",
                source.origin(),
                slot.name(),
                Arrays.toString(tensor.shape()),
                Arrays.toString(slot.shape())));
      }
      if (fitting != null && fitting != tensor) {
        adapted.add(
            String.format(
                "%s from %d to %d channels", name, tensor.shape()[1], fitting.shape()[1]));
      }
    }
    unexpected.removeIf(name -> name.endsWith(UNUSED));
    return new WeightReport(
        source.origin(),
        List.copyOf(loaded),
        List.copyOf(missing),
        unexpected.stream().sorted().toList(),
        adapted,
        List.copyOf(misfits));
  }

  private long fitting(Set<String> names, Form form) {
    return slots.stream().filter(slot -> names.contains(form.of(slot.name()))).count();
  }

  private static String some(List<String> names) {
    return names.isEmpty()
        ? "none"
        : names.stream().limit(SHOWN).map(Excerpt::of).collect(Collectors.joining(", "))
            + (names.size() > SHOWN ? ", .." : "");
  }

  /** A tensor in the shape of a parameter, or null. */
  private Tensor fit(ParameterSlot slot, Tensor tensor) {
    long[] has = tensor.shape();
    long[] needs = slot.shape();
    if (Arrays.equals(has, needs)) {
      return tensor;
    }
    long[] other = has.clone();
    boolean kernels = has.length == 4 && needs.length == 4 && first.contains(slot.vertex());
    if (kernels) {
      other[1] = needs[1];
    }
    return kernels && has[1] > 0 && Arrays.equals(other, needs)
        ? new AdaptedChannels(tensor, needs[1])
        : null;
  }
}
