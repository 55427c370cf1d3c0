package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.graph.vertex.impl.ScaleVertex;

/** Multiplication by a number. */
final class ScaleKind extends AcceleratedKind<ScaleVertex> {

  ScaleKind() {
    super("scale", "multiplication of a map by a number", ScaleVertex.class);
  }

  @Override
  public Fit fit(ScaleVertex original, Setting setting) {
    return Fit.CHANNELS_LAST;
  }

  @Override
  public Object accelerate(ScaleVertex original, Wiring wiring) {
    org.deeplearning4j.nn.conf.graph.ScaleVertex conf =
        (org.deeplearning4j.nn.conf.graph.ScaleVertex)
            original.getGraph().getConfiguration().getVertices().get(original.getVertexName());
    return new ChannelsLastScale(original, conf.getScaleFactor(), wiring);
  }
}
