package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.layers.convolution.upsampling.Upsampling2D;

/** Nearest-neighbor enlargement. */
final class UpsamplingKind extends AcceleratedKind<Upsampling2D> {

  UpsamplingKind() {
    super("upsampling", "enlargement by whole numbers, pixels repeated", Upsampling2D.class);
  }

  @Override
  public Fit fit(Upsampling2D original, Setting setting) {
    org.deeplearning4j.nn.conf.layers.Upsampling2D conf = conf(original);
    return Fit.channelsLastIf(
        conf.getFormat() == CNN2DFormat.NCHW && conf.getIDropout() == null,
        "only upsampling of NCHW maps, without dropout, has a form with channels last");
  }

  @Override
  public boolean hasMapsAlways() {
    return true;
  }

  @Override
  public Object accelerate(Upsampling2D original, Wiring wiring) {
    return new ChannelsLastUpsampling(original, conf(original).getSize(), wiring);
  }

  private static org.deeplearning4j.nn.conf.layers.Upsampling2D conf(Upsampling2D layer) {
    return (org.deeplearning4j.nn.conf.layers.Upsampling2D) layer.conf().getLayer();
  }
}
