package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;

/** Addition of maps, and what else is done to them number by number. */
final class ElementwiseKind extends AcceleratedKind<ElementWiseVertex> {

  ElementwiseKind() {
    super(
        "element-wise",
        "sum, average, difference, product or maximum of several maps",
        ElementWiseVertex.class);
  }

  @Override
  public Fit fit(ElementWiseVertex original, Setting setting) {
    int inputs = original.getNumInputArrays();
    return Fit.channelsLastIf(
        inputs == 2 || inputs > 2 && operation(original) != Op.Subtract,
        "only several maps, of which two can be subtracted, have a form with channels last");
  }

  @Override
  public Object accelerate(ElementWiseVertex original, Wiring wiring) {
    return new ChannelsLastElementwise(original, Combination.of(operation(original)), wiring);
  }

  private static Op operation(ElementWiseVertex vertex) {
    return ((org.deeplearning4j.nn.conf.graph.ElementWiseVertex)
            vertex.getGraph().getConfiguration().getVertices().get(vertex.getVertexName()))
        .getOp();
  }
}
