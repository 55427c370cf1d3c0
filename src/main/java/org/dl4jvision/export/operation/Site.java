package org.dl4jvision.export.operation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dl4jvision.export.graph.OnnxGraph;
import org.dl4jvision.export.graph.OnnxNode;
import org.dl4jvision.export.graph.OnnxValue;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where a layer or vertex stands in a network: all that is needed to write its nodes. */
public final class Site {

  private final OnnxGraph graph;
  private final String name;
  private final List<OnnxValue> inputs;
  private final Function<String, INDArray> parameters;
  private final Supplier<Optional<ChannelAffine>> normalization;

  Site(
      OnnxGraph graph,
      String name,
      List<OnnxValue> inputs,
      Function<String, INDArray> parameters,
      Supplier<Optional<ChannelAffine>> normalization) {
    this.graph = graph;
    this.name = name;
    this.inputs = List.copyOf(inputs);
    this.parameters = parameters;
    this.normalization = normalization;
  }

  /** This site with other inputs. */
  Site of(OnnxValue... others) {
    return new Site(graph, name, List.of(others), parameters, normalization);
  }

  /** The graph that is written to. */
  public OnnxGraph graph() {
    return graph;
  }

  /** All inputs. */
  public List<OnnxValue> inputs() {
    return inputs;
  }

  /** The first input, mostly the only one. */
  public OnnxValue input() {
    return inputs.get(0);
  }

  /** The inputs as an array. */
  OnnxValue[] all() {
    return inputs.toArray(OnnxValue[]::new);
  }

  /** A parameter of the layer by Deeplearning4j's key. */
  public INDArray parameter(String key) {
    return parameters.apply(key);
  }

  /** A parameter of the layer as a constant of the graph. */
  public OnnxValue constant(String key) {
    return graph.floats(key, parameter(key));
  }

  /** Begins a node. */
  public OnnxNode node(String operator, OnnxValue... values) {
    return graph.node(operator, values);
  }

  /** Adds a node without attributes that gives what has the rank of its first input. */
  public OnnxValue added(String operator, OnnxValue... values) {
    return node(operator, values).giving(values[0].rank());
  }

  /** Adds a reshaping; 0 stands for a size that stays, -1 for one that follows from the others. */
  public OnnxValue reshaped(OnnxValue value, long... shape) {
    return node("Reshape", value, graph.integers(shape)).giving(shape.length);
  }

  /** Adds an activation. */
  public OnnxValue activated(OnnxValue value, IActivation activation) {
    return OnnxOperations.write(activation, "the activation", of(value));
  }

  /**
   * The batch normalization that follows and nothing but it sees what is given here, to be computed
   * along: nothing else is written for it then.
   */
  Optional<ChannelAffine> takeNormalization() {
    return normalization.get();
  }

  /** Refuses what has no form in ONNX. */
  public void requireThat(boolean fits, String problem) {
    if (!fits) {
      throw refusal("has " + problem);
    }
  }

  IllegalArgumentException refusal(String problem) {
    return new IllegalArgumentException("'" + name + "' cannot be written as ONNX: it " + problem);
  }
}
