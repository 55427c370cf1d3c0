package org.dl4jvision.acceleration.kind;

import org.dl4jvision.layer.feature.PixelScaleVertexImpl;

/** Multiplication of every pixel by a number of its own. */
final class PixelScaleKind extends AcceleratedKind<PixelScaleVertexImpl> {

  PixelScaleKind() {
    super(
        "pixel-scale",
        "multiplication of every pixel by a number, as in attention gates",
        PixelScaleVertexImpl.class);
  }

  @Override
  public Fit fit(PixelScaleVertexImpl original, Setting setting) {
    return Fit.CHANNELS_LAST;
  }

  @Override
  public boolean hasMapsAlways() {
    return true;
  }

  @Override
  public Object accelerate(PixelScaleVertexImpl original, Wiring wiring) {
    return new ChannelsLastPixelScale(original, wiring);
  }
}
