package org.dl4jvision.export.operation;

import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.dl4jvision.export.graph.OnnxValue;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.layer.feature.GroupNormalizationLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.factory.Nd4j;

/** Layers that keep the size of maps, and those of vectors. */
final class Features {

  private Features() {}

  static OnnxValue activation(ActivationLayer layer, Site site) {
    return site.activated(site.input(), layer.getActivationFn());
  }

  static OnnxValue dense(DenseLayer layer, Site site) {
    site.requireThat(!layer.hasLayerNorm(), "layer normalization");
    return site.activated(linear(layer.hasBias(), site), layer.getActivationFn());
  }

  static OnnxValue output(BaseOutputLayer layer, Site site) {
    return site.activated(linear(layer.hasBias(), site), layer.getActivationFn());
  }

  static OnnxValue loss(LossLayer layer, Site site) {
    return site.activated(site.input(), layer.getActivationFn());
  }

  private static OnnxValue linear(boolean biased, Site site) {
    site.requireThat(site.input().rank() == 2, "an input of rank " + site.input().rank());
    OnnxValue weights = site.constant(DefaultParamInitializer.WEIGHT_KEY);
    OnnxValue product = site.added("MatMul", site.input(), weights);
    return biased
        ? site.added("Add", product, site.constant(DefaultParamInitializer.BIAS_KEY))
        : product;
  }

  static OnnxValue maps(CnnLossLayer layer, Site site) {
    Convolutions.requireFormat(layer.getFormat(), site);
    return ofChannels(layer.getActivationFn(), site);
  }

  static OnnxValue maps(SegmentationLossLayer layer, Site site) {
    site.requireThat(!layer.isChannelsLast(), "its channels last; build it for NCHW");
    return ofChannels(layer.getActivationFn(), site);
  }

  /** The activation of an output of maps, whose classes are the channels. */
  private static OnnxValue ofChannels(IActivation activation, Site site) {
    return activation instanceof ActivationSoftmax
        ? site.node("Softmax", site.input()).integer("axis", 1).giving(site.input().rank())
        : site.activated(site.input(), activation);
  }

  static OnnxValue batchNormalization(BatchNormalization layer, Site site) {
    Convolutions.requireFormat(layer.getCnn2DFormat(), site);
    ChannelAffine affine = ChannelAffine.of(layer, site);
    long channels = affine.scale().length();
    OnnxValue scale = site.graph().floats(BatchNormalizationParamInitializer.GAMMA, affine.scale());
    OnnxValue shift = site.graph().floats(BatchNormalizationParamInitializer.BETA, affine.shift());
    // The statistics are in the scale and the shift.
    OnnxValue mean = site.graph().floats("mean", Nd4j.zeros(channels));
    OnnxValue variance = site.graph().floats("variance", Nd4j.ones(channels));
    return site.node("BatchNormalization", site.input(), scale, shift, mean, variance)
        .number("epsilon", 0)
        .giving(site.input().rank());
  }

  /** Groups as channels of maps of another size, then every channel's own scale and shift. */
  static OnnxValue groupNormalization(GroupNormalizationLayer layer, Site site) {
    long channels = layer.getNOut();
    int groups = layer.getGroups();
    OnnxValue shape = Sizes.of(site, site.input(), 0, site.input().rank());
    OnnxValue grouped = site.reshaped(site.input(), 0, groups, -1);
    OnnxValue normalized =
        site.node(
                "InstanceNormalization",
                grouped,
                site.graph().floats("ones", Nd4j.ones(groups)),
                site.graph().floats("zeros", Nd4j.zeros(groups)))
            .number("epsilon", layer.getEps())
            .giving(3);
    OnnxValue map = site.node("Reshape", normalized, shape).giving(site.input().rank());
    OnnxValue scaled = site.added("Mul", map, ofChannels(site, "gamma", channels));
    return site.added("Add", scaled, ofChannels(site, "beta", channels));
  }

  private static OnnxValue ofChannels(Site site, String key, long channels) {
    return site.graph().floats(key, site.parameter(key).dup('c').reshape(1, channels, 1, 1));
  }

  /** Deeplearning4j's alpha is for the sum, ONNX's for the mean of the neighbors. */
  static OnnxValue localResponse(LocalResponseNormalization layer, Site site) {
    Convolutions.requireFormat(layer.getDataFormat(), site);
    int neighbors = (int) layer.getN();
    site.requireThat(neighbors % 2 == 1, "an even number of neighbors");
    return site.node("LRN", site.input())
        .integer("size", neighbors)
        .number("alpha", layer.getAlpha() * neighbors)
        .number("beta", layer.getBeta())
        .number("bias", layer.getK())
        .giving(site.input().rank());
  }
}
