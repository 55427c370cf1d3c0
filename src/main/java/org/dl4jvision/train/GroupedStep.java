package org.dl4jvision.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A step in which groups of layers learn at rates of their own: what the updater would change is
 * multiplied by a factor that may differ from epoch to epoch. At 0 a group stays as it is to the
 * bit, running statistics included; these follow the batches at any other factor. The updater's
 * state is that of a training without groups, so that a group may begin to learn at any epoch.
 */
public final class GroupedStep implements Step {

  /**
   * Layers that learn at the same rate.
   *
   * @param layers their names
   * @param factor of an epoch, counted from 0: 1 is as the updater would have it
   */
  public record Group(Set<String> layers, IntToDoubleFunction factor) {
    public Group {
      layers = Set.copyOf(layers);
      Objects.requireNonNull(factor, "factor");
    }
  }

  private record Parameter(INDArray values, boolean learned) {}

  private final ComputationGraph network;
  private final Step step;
  private final List<Group> groups;

  /** Groups of a network that is updated by its own loss. */
  public GroupedStep(ComputationGraph network, List<Group> groups) {
    this(network, Step.of(network), groups);
  }

  /**
   * @param network all layers of which that are in no group learn as the step would have it
   * @param step of this network
   */
  public GroupedStep(ComputationGraph network, Step step, List<Group> groups) {
    this.network = network;
    this.step = Objects.requireNonNull(step, "step");
    this.groups = List.copyOf(groups);
  }

  @Override
  public double run(MultiDataSet batch) {
    int epoch = network.getConfiguration().getEpochCount();
    List<Runnable> changes = new ArrayList<>();
    for (Group group : groups) {
      double factor = group.factor.applyAsDouble(epoch);
      if (factor != 1) {
        parameters(group).forEach(parameter -> changes.add(change(parameter, factor)));
      }
    }
    double loss = step.run(batch);
    changes.forEach(Runnable::run);
    return loss;
  }

  /** What is to be done after the update, with the values of before it. */
  private static Runnable change(Parameter parameter, double factor) {
    INDArray values = parameter.values;
    if (factor != 0 && !parameter.learned) {
      return () -> {};
    }
    INDArray before = values.dup();
    return factor == 0
        ? () -> values.assign(before)
        : () -> values.subi(before).muli(factor).addi(before);
  }

  private List<Parameter> parameters(Group group) {
    List<Parameter> parameters = new ArrayList<>();
    for (Layer layer : network.getLayers()) {
      var conf = layer.conf().getLayer();
      if (group.layers.contains(conf.getLayerName())) {
        layer
            .paramTable()
            .forEach(
                (name, values) ->
                    parameters.add(
                        new Parameter(values, !(conf.getUpdaterByParam(name) instanceof NoOp))));
      }
    }
    return parameters;
  }

  @Override
  public void begin() {
    step.begin();
  }

  @Override
  public void rest() {
    step.rest();
  }

  @Override
  public List<ComputationGraph> networks() {
    return List.of(network);
  }
}
