package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;

/** Concatenation of channels. */
final class MergeKind extends AcceleratedKind<MergeVertex> {

  MergeKind() {
    super("merge", "concatenation of the channels of several maps", MergeVertex.class);
  }

  @Override
  public Fit fit(MergeVertex original, Setting setting) {
    return Fit.channelsLastIf(
        original.getNumInputArrays() > 1
            && original.getGraph().getConfiguration().getVertices().get(original.getVertexName())
                instanceof org.deeplearning4j.nn.conf.graph.MergeVertex conf
            && conf.getMergeAxis() == 1,
        "only merging of several inputs along dimension 1 has a form with channels last");
  }

  @Override
  public Object accelerate(MergeVertex original, Wiring wiring) {
    return new ChannelsLastMerge(original, wiring);
  }
}
