package org.dl4jvision.tile;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;

/**
 * What a network's configuration says of its maps.
 *
 * @param format whether channels come first or last, as its first convolution has it
 * @param multipleOf the least common multiple of the strides of all maps
 */
record NetworkLayout(CNN2DFormat format, int multipleOf) {

  static NetworkLayout of(ComputationGraph network) {
    CNN2DFormat format = null;
    int multipleOf = 1;
    int[] strides = new int[network.getVertices().length];
    for (int index : network.topologicalSortOrder()) {
      GraphVertex vertex = network.getVertices()[index];
      int stride = 1;
      if (vertex.getInputVertices() != null) {
        for (VertexIndices input : vertex.getInputVertices()) {
          stride = Math.max(stride, strides[input.getVertexIndex()]);
        }
      }
      if (vertex.hasLayer()) {
        Layer layer = unwrapped(vertex.getLayer().conf().getLayer());
        if (format == null && layer instanceof ConvolutionLayer convolution) {
          format = convolution.getCnn2dDataFormat();
        }
        stride = Math.max(1, stride * reduction(layer) / enlargement(layer));
      }
      strides[index] = stride;
      multipleOf = leastCommonMultiple(multipleOf, stride);
    }
    return new NetworkLayout(format == null ? CNN2DFormat.NCHW : format, multipleOf);
  }

  private static Layer unwrapped(Layer layer) {
    if (layer instanceof FrozenLayer frozen) {
      return unwrapped(frozen.getLayer());
    }
    return layer instanceof BaseWrapperLayer wrapper ? unwrapped(wrapper.getUnderlying()) : layer;
  }

  private static int reduction(Layer layer) {
    if (layer instanceof SpaceToDepthLayer blocks) {
      return blocks.getBlockSize();
    }
    if (layer instanceof SubsamplingLayer pooling) {
      return leastCommonMultiple(pooling.getStride()[0], pooling.getStride()[1]);
    }
    return layer instanceof ConvolutionLayer convolution && !(layer instanceof Deconvolution2D)
        ? leastCommonMultiple(convolution.getStride()[0], convolution.getStride()[1])
        : 1;
  }

  private static int enlargement(Layer layer) {
    if (layer instanceof Upsampling2D upsampling) {
      return Math.min(upsampling.getSize()[0], upsampling.getSize()[1]);
    }
    return layer instanceof Deconvolution2D deconvolution
        ? Math.min(deconvolution.getStride()[0], deconvolution.getStride()[1])
        : 1;
  }

  private static int leastCommonMultiple(int a, int b) {
    int x = a;
    int y = b;
    while (y != 0) {
      int rest = x % y;
      x = y;
      y = rest;
    }
    return Math.multiplyExact(a / x, b);
  }
}
