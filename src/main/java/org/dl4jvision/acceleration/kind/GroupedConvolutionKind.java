package org.dl4jvision.acceleration.kind;

import org.dl4jvision.layer.feature.GroupedConvolutionLayerImpl;

/** 2D convolution of groups of channels, each by itself. */
final class GroupedConvolutionKind extends ConvolvingKind<GroupedConvolutionLayerImpl> {

  GroupedConvolutionKind() {
    super(
        "grouped-convolution",
        "2D convolution of groups of channels, each by itself",
        GroupedConvolutionLayerImpl.class,
        OneDnnGroupedConvolutionLayer::new);
  }
}
