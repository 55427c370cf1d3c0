package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.BaseLayer;

/** How a faster layer with parameters takes over those of DL4J's, whose configuration it has. */
final class Succession {

  private Succession() {}

  /** Gives a layer all that the original one shares with its network. */
  static void of(BaseLayer<?> original, BaseLayer<?> successor) {
    successor.setIndex(original.getIndex());
    successor.setParamsViewArray(original.params());
    successor.setParamTable(original.paramTable());
    if (original.getGradientsViewArray() != null) {
      successor.setBackpropGradientsViewArray(original.getGradientsViewArray());
    }
    successor.setListeners(original.getListeners());
    successor.setIterationCount(original.getIterationCount());
    successor.setEpochCount(original.getEpochCount());
  }
}
