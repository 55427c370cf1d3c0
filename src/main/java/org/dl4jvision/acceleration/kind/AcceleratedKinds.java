package org.dl4jvision.acceleration.kind;

import org.dl4jvision.check.Registry;

/** All kinds of layers and vertices that can be accelerated. */
public final class AcceleratedKinds {

  /** Each class of DL4J that can be accelerated has one entry. */
  public static final Registry<AcceleratedKind<?>> ALL =
      new Registry<>(
          "accelerated kind",
          "accelerated kinds",
          new ActivationKind(),
          new BatchNormalizationKind(),
          new BilinearResizeKind(),
          new CeilPaddingKind(),
          new ChannelScaleKind(),
          new ConvolutionKind(),
          new CroppingKind(),
          new DepthwiseConvolutionKind(),
          new DropoutKind(),
          new ElementwiseKind(),
          new FrozenBatchNormalizationKind(),
          new GlobalPoolingKind(),
          new GroupedConvolutionKind(),
          new MergeKind(),
          new PixelScaleKind(),
          new PoolingKind(),
          new ResamplingKind(),
          new ScaleKind(),
          new SeparableConvolutionKind(),
          new TransposedConvolutionKind(),
          new TransposedVolumeConvolutionKind(),
          new UpsamplingKind(),
          new VolumeConvolutionKind(),
          new VolumePoolingKind(),
          new VolumeUpsamplingKind(),
          new ZeroPaddingKind());

  private AcceleratedKinds() {}

  /** Whether a layer was accelerated before, by a kind that gains. */
  public static boolean isAccelerated(Object layer) {
    return ALL.all().stream().anyMatch(kind -> kind.gains() && kind.isAccelerated(layer));
  }
}
