package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.layers.DropoutLayer;

/** Dropout as a layer of its own. */
final class DropoutKind extends AcceleratedKind<DropoutLayer> {

  DropoutKind() {
    super("dropout", "dropout of single numbers as a layer of its own", DropoutLayer.class);
  }

  @Override
  public Fit fit(DropoutLayer original, Setting setting) {
    return Fit.channelsLastIf(
        original.layerConf().getIDropout() instanceof Dropout,
        "only plain dropout has a form with channels last");
  }

  @Override
  public Object accelerate(DropoutLayer original, Wiring wiring) {
    return new ChannelsLastDropout(original, (Dropout) original.layerConf().getIDropout(), wiring);
  }
}
