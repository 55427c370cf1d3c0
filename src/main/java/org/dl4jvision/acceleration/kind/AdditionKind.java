package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;

/** Addition of maps. */
final class AdditionKind extends AcceleratedKind<ElementWiseVertex> {

  private static final org.deeplearning4j.nn.conf.graph.GraphVertex ADD =
      new org.deeplearning4j.nn.conf.graph.ElementWiseVertex(
          org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op.Add);

  AdditionKind() {
    super("addition", "sum of several maps, element by element", ElementWiseVertex.class);
  }

  @Override
  public Fit fit(ElementWiseVertex original, Setting setting) {
    return Fit.channelsLastIf(
        original.getNumInputArrays() > 1
            && ADD.equals(
                original.getGraph().getConfiguration().getVertices().get(original.getVertexName())),
        "of element-wise vertices, only sums of several maps have a form with channels last");
  }

  @Override
  public Object accelerate(ElementWiseVertex original, Wiring wiring) {
    return new ChannelsLastAddition(original, wiring);
  }
}
