package org.dl4jvision.acceleration.kind;

import org.dl4jvision.layer.feature.BilinearResizeVertexImpl;

/** Resizing to the height and width of another map. */
final class BilinearResizeKind extends AcceleratedKind<BilinearResizeVertexImpl> {

  BilinearResizeKind() {
    super(
        "bilinear-resize",
        "bilinear resizing of a map to the size of another one",
        BilinearResizeVertexImpl.class);
  }

  @Override
  public Fit fit(BilinearResizeVertexImpl original, Setting setting) {
    return Fit.CHANNELS_LAST;
  }

  @Override
  public boolean hasMapsAlways() {
    return true;
  }

  @Override
  public Object accelerate(BilinearResizeVertexImpl original, Wiring wiring) {
    return new ChannelsLastBilinearResize(original, wiring);
  }
}
