package org.dl4jvision.acceleration.kind;

import java.util.Arrays;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;

/** 2D convolution. */
final class ConvolutionKind extends ConvolvingKind<ConvolutionLayer> {

  ConvolutionKind() {
    super(
        "convolution",
        "2D convolution with its activation",
        ConvolutionLayer.class,
        ConvolutionKind::faster);
  }

  @Override
  String refusal(ConvolutionLayer original, Setting setting) {
    boolean dilated = Arrays.stream(original.layerConf().getDilation()).anyMatch(d -> d > 1);
    return dilated && !setting.direct() ? "ND4J's oneDNN refuses dilated convolutions" : null;
  }

  private static ConvolvingLayer faster(ConvolutionLayer original, Wiring wiring) {
    return wiring.inputLast()
            && wiring.source() instanceof ChannelsLastUpsampling upsampling
            && UpsampledConvolutionLayer.fits(original.layerConf(), upsampling)
        ? new UpsampledConvolutionLayer(original, wiring, upsampling)
        : new OneDnnConvolutionLayer(original, wiring);
  }
}
