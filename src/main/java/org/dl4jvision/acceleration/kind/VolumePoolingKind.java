package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.layers.convolution.subsampling.Subsampling3DLayer;
import org.dl4jvision.acceleration.onednn.Geometry;
import org.dl4jvision.acceleration.onednn.OneDnnPooling;

/** Pooling of the numbers of volumes under a kernel. */
final class VolumePoolingKind extends AcceleratedKind<Subsampling3DLayer> {

  VolumePoolingKind() {
    super(
        "volume-pooling",
        "maximum or average of the numbers of volumes under a kernel",
        Subsampling3DLayer.class);
  }

  @Override
  public Fit fit(Subsampling3DLayer original, Setting setting) {
    org.deeplearning4j.nn.conf.layers.Subsampling3DLayer conf = conf(original);
    if (!setting.direct()) {
      return Fit.refused("pooling of volumes needs oneDNN called directly");
    }
    return Fit.channelsLastIf(
        conf.getDataFormat() == Convolution3D.DataFormat.NCDHW && conf.getIDropout() == null,
        "only pooling of NCDHW volumes, without dropout, has a form with channels last");
  }

  @Override
  public boolean hasMapsAlways() {
    return true;
  }

  @Override
  public Object accelerate(Subsampling3DLayer original, Wiring wiring) {
    org.deeplearning4j.nn.conf.layers.Subsampling3DLayer conf = conf(original);
    OneDnnPooling.Rule rule =
        conf.getPoolingType() == PoolingType.MAX
            ? OneDnnPooling.Rule.MAXIMUM
            : OneDnnPooling.Rule.AVERAGE;
    boolean strict = conf.getConvolutionMode() == ConvolutionMode.Strict;
    return new ChannelsLastLayer(
        original, new KernelPooling(rule, Geometry.of(conf), strict), wiring);
  }

  private static org.deeplearning4j.nn.conf.layers.Subsampling3DLayer conf(
      Subsampling3DLayer layer) {
    return (org.deeplearning4j.nn.conf.layers.Subsampling3DLayer) layer.conf().getLayer();
  }
}
