package org.dl4jvision.layer.feature;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer that computes, made ready as every layer of DL4J is. */
final class Instance {

  private Instance() {}

  /**
   * Gives a new layer its parameters and listeners.
   *
   * @param params a view of the network's parameters
   * @param initialize whether they get their first values
   */
  static <L extends Layer> L of(
      L layer,
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize) {
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(params);
    layer.setParamTable(conf.getLayer().initializer().init(conf, params, initialize));
    layer.setConf(conf);
    return layer;
  }
}
