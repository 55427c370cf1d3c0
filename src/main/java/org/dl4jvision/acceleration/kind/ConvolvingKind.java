package org.dl4jvision.acceleration.kind;

import java.util.function.BiFunction;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.layers.BaseLayer;

/** A kind whose faster layer is a {@link ConvolvingLayer}. */
abstract class ConvolvingKind<S extends BaseLayer<? extends ConvolutionLayer>>
    extends AcceleratedKind<S> {

  private final BiFunction<S, Wiring, ConvolvingLayer> faster;

  /**
   * @param faster makes the layer that takes the place of DL4J's
   */
  ConvolvingKind(
      String name, String help, Class<S> stock, BiFunction<S, Wiring, ConvolvingLayer> faster) {
    super(name, help, stock);
    this.faster = faster;
  }

  /** Why it cannot take a layer; null if it can. */
  String refusal(S original, Setting setting) {
    return setting.direct() ? null : name().replace('-', ' ') + "s need oneDNN called directly";
  }

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
    ConvolutionLayer conf = original.layerConf();
    boolean last = ConvolvingLayer.mayTurnAround(conf);
    // Dropout must meet the input in DL4J's order to draw the same numbers for it.
    return new Fit(last && conf.getIDropout() == null, last, null);
  }

  @Override
  public final Object accelerate(S original, Wiring wiring) {
    return faster.apply(original, wiring);
  }
}
