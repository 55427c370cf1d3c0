package org.dl4jvision.acceleration.kind;

import org.dl4jvision.layer.feature.ChannelScaleVertexImpl;

/** Multiplication of every channel by a number of its own. */
final class ChannelScaleKind extends AcceleratedKind<ChannelScaleVertexImpl> {

  ChannelScaleKind() {
    super(
        "channel-scale",
        "multiplication of every channel by a number, as in squeeze-and-excitation",
        ChannelScaleVertexImpl.class);
  }

  @Override
  public Fit fit(ChannelScaleVertexImpl original, Setting setting) {
    return Fit.CHANNELS_LAST;
  }

  @Override
  public boolean hasMapsAlways() {
    return true;
  }

  @Override
  public Object accelerate(ChannelScaleVertexImpl original, Wiring wiring) {
    return new ChannelsLastChannelScale(original, wiring);
  }
}
