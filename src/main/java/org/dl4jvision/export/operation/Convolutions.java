package org.dl4jvision.export.operation;

import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.params.SeparableConvolutionParamInitializer;
import org.dl4jvision.export.graph.OnnxNode;
import org.dl4jvision.export.graph.OnnxValue;
import org.dl4jvision.layer.feature.GroupedConvolutionLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;

/** Convolutions of all kinds. A batch normalization behind one becomes a part of its weights. */
final class Convolutions {

  private static final String WEIGHTS = ConvolutionParamInitializer.WEIGHT_KEY;
  private static final String BIAS = ConvolutionParamInitializer.BIAS_KEY;

  /** From [in, multiplier, height, width], in whatever order they are kept. */
  private static final int[] DEPTHWISE = {2, 3, 0, 1};

  private static final int[] SEPARABLE = {1, 0, 2, 3};

  private Convolutions() {}

  static OnnxValue plain(ConvolutionLayer layer, Site site) {
    return grouped(layer, 1, site);
  }

  static OnnxValue grouped(GroupedConvolutionLayer layer, Site site) {
    return grouped(layer, layer.getGroups(), site);
  }

  private static OnnxValue grouped(ConvolutionLayer layer, int groups, Site site) {
    OnnxNode node = convolution(layer, site.parameter(WEIGHTS), 0, site);
    return finished(window(layer).of(node.integer("group", groups), site), layer, site);
  }

  static OnnxValue depthwise(DepthwiseConvolution2D layer, Site site) {
    OnnxNode node = convolution(layer, perChannel(site, DEPTHWISE), 0, site);
    node.integer("group", site.parameter(WEIGHTS).size(2));
    return finished(window(layer).of(node, site), layer, site);
  }

  static OnnxValue separable(SeparableConvolution2D layer, Site site) {
    requireFormat(layer, site);
    INDArray weights = perChannel(site, SEPARABLE);
    OnnxNode node =
        site.node("Conv", site.input(), site.graph().floats("depthwise", weights))
            .integer("group", site.parameter(WEIGHTS).size(1));
    OnnxValue filtered = window(layer).of(node, site).giving(site.input().rank());
    INDArray mixing = site.parameter(SeparableConvolutionParamInitializer.POINT_WISE_WEIGHT_KEY);
    return finished(convolution(layer, mixing, 0, site.of(filtered)), layer, site);
  }

  static OnnxValue transposed(Deconvolution2D layer, Site site) {
    OnnxNode node = convolution("ConvTranspose", layer, site.parameter(WEIGHTS), 1, site);
    return finished(window(layer).ofTransposed(node), layer, site);
  }

  /** Weights that Deeplearning4j keeps by input channel, as [outputs, 1, height, width]. */
  private static INDArray perChannel(Site site, int[] order) {
    INDArray ordered = site.parameter(WEIGHTS).permute(order).dup('c');
    return ordered.reshape(
        'c', ordered.size(0) * ordered.size(1), 1, ordered.size(2), ordered.size(3));
  }

  private static OnnxNode convolution(
      ConvolutionLayer layer, INDArray weights, int outputs, Site site) {
    return convolution("Conv", layer, weights, outputs, site);
  }

  /**
   * Begins a convolution, with the batch normalization that follows as a part of its weights.
   *
   * @param outputs the dimension of the weights that the output channels are
   */
  private static OnnxNode convolution(
      String operator, ConvolutionLayer layer, INDArray weights, int outputs, Site site) {
    requireFormat(layer, site);
    Optional<ChannelAffine> affine =
        layer.getActivationFn() instanceof ActivationIdentity
            ? site.takeNormalization()
            : Optional.empty();
    INDArray bias = layer.hasBias() ? site.parameter(BIAS) : null;
    if (affine.isPresent()) {
      INDArray scale = affine.get().scale();
      INDArray shift = affine.get().shift();
      INDArray exact = weights.castTo(DataType.DOUBLE).dup('c');
      weights = Broadcast.mul(exact, scale, exact, outputs);
      bias = bias == null ? shift : shift.add(asVector(bias).mul(scale));
    }
    OnnxValue kernel = site.graph().floats("weights", weights);
    return bias == null
        ? site.node(operator, site.input(), kernel)
        : site.node(operator, site.input(), kernel, site.graph().floats("bias", asVector(bias)));
  }

  private static INDArray asVector(INDArray bias) {
    return bias.castTo(DataType.DOUBLE).dup('c').reshape(bias.length());
  }

  private static OnnxValue finished(OnnxNode node, ConvolutionLayer layer, Site site) {
    return site.activated(node.giving(site.input().rank()), layer.getActivationFn());
  }

  private static Window window(ConvolutionLayer layer) {
    return new Window(
        layer.getKernelSize(),
        layer.getStride(),
        layer.getPadding(),
        layer.getDilation(),
        layer.getConvolutionMode());
  }

  private static void requireFormat(ConvolutionLayer layer, Site site) {
    requireFormat(layer.getCnn2dDataFormat(), site);
  }

  /** ONNX knows maps with the channels first alone. */
  static void requireFormat(CNN2DFormat format, Site site) {
    site.requireThat(format == CNN2DFormat.NCHW, "its channels last; build it for NCHW");
  }
}
