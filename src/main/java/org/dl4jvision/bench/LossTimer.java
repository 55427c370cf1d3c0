package org.dl4jvision.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;

/** Adds up the time that a network spends in its output layer, loss included. */
final class LossTimer {

  private static long nanos;

  private LossTimer() {}

  /** Lets every call of the output layer pass through here. */
  static void watch(ComputationGraph network) {
    String name = network.getConfiguration().getNetworkOutputs().get(0);
    LayerVertex vertex = (LayerVertex) network.getVertex(name);
    Layer layer = vertex.getLayer();
    Layer watched =
        (Layer)
            Proxy.newProxyInstance(
                LossTimer.class.getClassLoader(),
                new Class<?>[] {IOutputLayer.class},
                (proxy, method, arguments) -> {
                  long start = System.nanoTime();
                  try {
                    return method.invoke(layer, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  } finally {
                    nanos += System.nanoTime() - start;
                  }
                });
    vertex.setLayer(watched);
    Layer[] layers = network.getLayers();
    for (int i = 0; i < layers.length; i++) {
      if (layers[i] == layer) {
        layers[i] = watched;
      }
    }
  }

  /** Nanoseconds since the last reset. */
  static long nanos() {
    return nanos;
  }

  static void reset() {
    nanos = 0;
  }
}
