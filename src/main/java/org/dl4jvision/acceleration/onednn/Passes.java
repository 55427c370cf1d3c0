package org.dl4jvision.acceleration.onednn;

import java.util.Arrays;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.deconvolution_backward_data;
import org.bytedeco.dnnl.deconvolution_backward_weights;
import org.bytedeco.dnnl.deconvolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Describes to oneDNN the passes of a convolution, or of a transposed one, by the same names. */
final class Passes {

  final memory.desc x;
  final memory.desc y;
  final memory.desc bias;
  private final memory.desc weights;
  private final long[] stride;
  private final long[] dilation;
  private final long[] before;
  private final long[] after;

  /** One of them is null. */
  private final convolution_forward.primitive_desc plain;

  private final deconvolution_forward.primitive_desc transposed;

  Passes(Geometry geometry, boolean relu, INDArray input, Weights weights, INDArray output) {
    x = OneDnn.describeMap(input, geometry.channelsLast());
    y = OneDnn.describeMap(output, geometry.channelsLast());
    bias =
        weights.bias() != null
            ? OneDnn.describe(memory.format_tag.a, weights.channels())
            : new memory.desc();
    this.weights = OneDnn.describe(memory.format_tag.any, weights.kernel().shape());
    stride = Arrays.stream(geometry.stride()).asLongStream().toArray();
    dilation = Arrays.stream(geometry.dilation()).mapToLong(d -> d - 1L).toArray();
    before = geometry.before(input.shape(), output.shape());
    after = geometry.after(input.shape(), output.shape());
    primitive_attr attributes = OneDnn.attributes();
    if (relu) {
      post_ops operations = new post_ops();
      operations.append_eltwise(dnnl.algorithm.eltwise_relu, 0, 0);
      attributes.set_post_ops(operations);
    }
    plain = geometry.transposed() ? null : plain(attributes);
    transposed = geometry.transposed() ? transposed(attributes) : null;
  }

  private convolution_forward.primitive_desc plain(primitive_attr attributes) {
    return new convolution_forward.primitive_desc(
        OneDnn.engine(),
        dnnl.prop_kind.forward_training,
        dnnl.algorithm.convolution_direct,
        x,
        weights,
        bias,
        y,
        stride,
        dilation,
        before,
        after,
        attributes,
        false);
  }

  private deconvolution_forward.primitive_desc transposed(primitive_attr attributes) {
    return new deconvolution_forward.primitive_desc(
        OneDnn.engine(),
        dnnl.prop_kind.forward_training,
        dnnl.algorithm.deconvolution_direct,
        x,
        weights,
        bias,
        y,
        stride,
        dilation,
        before,
        after,
        attributes,
        false);
  }

  primitive_desc_base forward() {
    return plain != null ? plain : transposed;
  }

  primitive_desc_base backwardData() {
    return plain != null
        ? new convolution_backward_data.primitive_desc(
            OneDnn.engine(),
            dnnl.algorithm.convolution_direct,
            x,
            weights,
            y,
            stride,
            dilation,
            before,
            after,
            plain,
            OneDnn.attributes(),
            false)
        : new deconvolution_backward_data.primitive_desc(
            OneDnn.engine(),
            dnnl.algorithm.deconvolution_direct,
            x,
            weights,
            y,
            stride,
            dilation,
            before,
            after,
            transposed,
            OneDnn.attributes(),
            false);
  }

  /** Of maps in the layouts that are given, without the gradient of the bias. */
  primitive_desc_base backwardWeights(memory.desc input, memory.desc output) {
    return plain != null
        ? new convolution_backward_weights.primitive_desc(
            OneDnn.engine(),
            dnnl.algorithm.convolution_direct,
            input,
            weights,
            new memory.desc(),
            output,
            stride,
            dilation,
            before,
            after,
            plain,
            OneDnn.attributes(),
            false)
        : new deconvolution_backward_weights.primitive_desc(
            OneDnn.engine(),
            dnnl.algorithm.deconvolution_direct,
            input,
            weights,
            new memory.desc(),
            output,
            stride,
            dilation,
            before,
            after,
            transposed,
            OneDnn.attributes(),
            false);
  }
}
