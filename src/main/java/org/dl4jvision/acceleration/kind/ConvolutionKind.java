package org.dl4jvision.acceleration.kind;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;

/** 2D convolution. */
final class ConvolutionKind extends AcceleratedKind<ConvolutionLayer> {

  ConvolutionKind() {
    super("convolution", "2D convolution with its activation", ConvolutionLayer.class);
  }

  @Override
  public boolean gains() {
    return true;
  }

  @Override
  public boolean isAccelerated(Object layer) {
    return layer instanceof OneDnnConvolutionLayer;
  }

  @Override
  public boolean hasMapsAlways() {
    return true;
  }

  @Override
  public Fit fit(ConvolutionLayer original, Setting setting) {
    org.deeplearning4j.nn.conf.layers.ConvolutionLayer conf = original.layerConf();
    if (!setting.direct() && Arrays.stream(conf.getDilation()).anyMatch(d -> d > 1)) {
      return Fit.refused("ND4J's oneDNN refuses dilated convolutions");
    }
    boolean last =
        conf.getCnn2dDataFormat() == CNN2DFormat.NCHW
            && ElementwiseActivations.contain(conf.getActivationFn());
    // Dropout must meet the input in DL4J's order to draw the same numbers for it.
    return new Fit(last && conf.getIDropout() == null, last, null);
  }

  @Override
  public Object accelerate(ConvolutionLayer original, Wiring wiring) {
    return wiring.inputLast()
            && wiring.source() instanceof ChannelsLastUpsampling upsampling
            && UpsampledConvolutionLayer.fits(original.layerConf(), upsampling)
        ? new UpsampledConvolutionLayer(original, wiring, upsampling)
        : new OneDnnConvolutionLayer(original, wiring);
  }
}
