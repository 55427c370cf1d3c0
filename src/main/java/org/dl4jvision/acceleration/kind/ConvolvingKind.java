package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;

/** A kind whose faster layer is a {@link ConvolvingLayer}. */
abstract class ConvolvingKind<S extends ConvolutionLayer> extends AcceleratedKind<S> {

  ConvolvingKind(String name, String help, Class<S> stock) {
    super(name, help, stock);
  }

  /** Why it cannot take a layer; null if it can. */
  abstract String refusal(S original, Setting setting);

  @Override
  public final boolean gains() {
    return true;
  }

  @Override
  public final boolean isAccelerated(Object layer) {
    return layer instanceof ConvolvingLayer;
  }

  @Override
  public final boolean hasMapsAlways() {
    return true;
  }

  @Override
  public final Fit fit(S original, Setting setting) {
    String refusal = refusal(original, setting);
    if (refusal != null) {
      return Fit.refused(refusal);
    }
    boolean last = ConvolvingLayer.mayTurnAround(original.layerConf());
    // Dropout must meet the input in DL4J's order to draw the same numbers for it.
    return new Fit(last && original.layerConf().getIDropout() == null, last, null);
  }
}
