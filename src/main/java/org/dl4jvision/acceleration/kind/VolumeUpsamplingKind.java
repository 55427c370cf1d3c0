package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.layers.convolution.upsampling.Upsampling3D;

/** Nearest-neighbor enlargement of volumes. */
final class VolumeUpsamplingKind extends AcceleratedKind<Upsampling3D> {

  VolumeUpsamplingKind() {
    super(
        "volume-upsampling",
        "enlargement of volumes by whole numbers, pixels repeated",
        Upsampling3D.class);
  }

  @Override
  public Fit fit(Upsampling3D original, Setting setting) {
    org.deeplearning4j.nn.conf.layers.Upsampling3D conf = conf(original);
    return Fit.channelsLastIf(
        conf.getDataFormat() == Convolution3D.DataFormat.NCDHW && conf.getIDropout() == null,
        "only upsampling of NCDHW volumes, without dropout, has a form with channels last");
  }

  @Override
  public boolean hasMapsAlways() {
    return true;
  }

  @Override
  public Object accelerate(Upsampling3D original, Wiring wiring) {
    return new ChannelsLastLayer(original, new Repetition(conf(original).getSize()), wiring);
  }

  private static org.deeplearning4j.nn.conf.layers.Upsampling3D conf(Upsampling3D layer) {
    return (org.deeplearning4j.nn.conf.layers.Upsampling3D) layer.conf().getLayer();
  }
}
