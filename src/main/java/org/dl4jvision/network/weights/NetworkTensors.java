package org.dl4jvision.network.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Excerpt;

/** The parameters of a network, named as PyTorch would name them. */
public final class NetworkTensors implements TensorSource {

  private final String origin;
  private final Map<String, ParameterSlot> slots = new LinkedHashMap<>();

  /**
   * @param origin where the network comes from, for messages
   */
  public NetworkTensors(String origin, ComputationGraph network) {
    this.origin = origin;
    ParameterSlot.of(network, vertex -> true, ModuleNames.SAME)
        .forEach(slot -> slots.put(slot.name(), slot));
  }

  @Override
  public String origin() {
    return origin;
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(slots.keySet());
  }

  @Override
  public Tensor get(String name) {
    ParameterSlot slot = slots.get(name);
    if (slot == null) {
      throw new IllegalArgumentException(origin + ": has no " + Excerpt.of(name));
    }
    return slot.copy();
  }
}
