package org.dl4jvision.network.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Excerpt;
import org.dl4jvision.network.weights.FormulaTensors;
import org.dl4jvision.network.weights.ModuleNames;
import org.dl4jvision.network.weights.TensorSource;
import org.dl4jvision.network.weights.WeightLoader;
import org.dl4jvision.network.weights.WeightReport;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A published network as a graph, which is asked by the names of its modules. */
public final class ReferenceGraph {

  private static final int SHOWN = 8;

  private final ComputationGraph graph;
  private final ModuleNames names;
  private final Map<String, String> results;
  private final WeightLoader loader;
  private Map<String, Integer> rows = Map.of();

  /**
   * Initializes the graph.
   *
   * @param names what vertices are called where the network was published
   * @param results vertices by names that are no modules', such as {@code logits}
   * @param parts more graphs, whose parameters belong to the network, and which are not computed
   */
  public ReferenceGraph(
      ComputationGraphConfiguration configuration,
      ModuleNames names,
      Map<String, String> results,
      ComputationGraphConfiguration... parts) {
    this.names = names;
    this.results = Map.copyOf(results);
    graph = initialized(configuration);
    List<ComputationGraph> all = new ArrayList<>(List.of(graph));
    Arrays.stream(parts).map(ReferenceGraph::initialized).forEach(all::add);
    loader = new WeightLoader(all, names);
  }

  /**
   * This graph, with results whose channels are those of several boxes at a location.
   *
   * @param columns numbers of a box by result: from [N, K, locations] they become [N, boxes,
   *     columns]
   */
  ReferenceGraph withRows(Map<String, Integer> columns) {
    rows = Map.copyOf(columns);
    return this;
  }

  private static ComputationGraph initialized(ComputationGraphConfiguration configuration) {
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }

  /** The graph itself. */
  public ComputationGraph graph() {
    return graph;
  }

  /** How many numbers are trained, which is what PyTorch counts as parameters. */
  public long parameters() {
    return loader.learned();
  }

  /** Sets all parameters by the formula of {@link FormulaTensors}. */
  public void loadFormula() {
    loader.load(new FormulaTensors(loader.shapes()));
  }

  /**
   * Sets all parameters.
   *
   * @throws IllegalArgumentException if one is missing or has another shape
   */
  public WeightReport load(TensorSource source) {
    WeightReport report = loader.load(source);
    if (!report.missing().isEmpty()) {
      throw new IllegalArgumentException("weights are not complete: " + report);
    }
    return report;
  }

  /**
   * What modules give for an input, NCHW.
   *
   * @param modules names of modules or results
   * @throws IllegalArgumentException for a name that there is not, or an input that the network
   *     cannot take
   */
  public Map<String, INDArray> outputs(INDArray input, Collection<String> modules) {
    Map<String, String> vertices = new LinkedHashMap<>();
    modules.forEach(module -> vertices.put(module, vertex(module)));
    Map<String, INDArray> all;
    try {
      all = graph.feedForward(input, false);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException(
          String.format(
              "the network cannot take an input of height %d and width %d: %s",
              input.size(2), input.size(3), Excerpt.of(e.getMessage())),
          e);
    }
    Map<String, INDArray> outputs = new LinkedHashMap<>();
    vertices.forEach(
        (module, vertex) -> outputs.put(module, shaped(all.get(vertex), rows.get(module))));
    return outputs;
  }

  private static INDArray shaped(INDArray output, Integer columns) {
    return columns == null
        ? output
        : output.permute(0, 2, 1).dup('c').reshape(output.size(0), -1, columns);
  }

  /** The first of the names that there are. */
  private String some() {
    return graph.getConfiguration().getVertices().keySet().stream()
            .limit(SHOWN)
            .map(names::theirs)
            .collect(Collectors.joining(", "))
        + ", ..";
  }

  private String vertex(String module) {
    if (results.containsKey(module)) {
      return results.get(module);
    }
    String same = null;
    String last = null;
    for (String vertex : graph.getConfiguration().getVertices().keySet()) {
      String theirs = names.theirs(vertex);
      same = theirs.equals(module) ? vertex : same;
      last = theirs.startsWith(module + ".") ? vertex : last;
    }
    if (same == null && last == null) {
      throw new IllegalArgumentException(
          "the network has no module " + Excerpt.of(module) + "; its modules are " + some());
    }
    return same != null ? same : last;
  }
}
